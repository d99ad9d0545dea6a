"""What residents read of the reports of their city: facts that are public, and counts made of them alone."""
