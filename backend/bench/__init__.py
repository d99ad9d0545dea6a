"""`masdarling bench`: what the system costs, side by side with floors measured in the same run."""
