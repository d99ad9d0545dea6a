"""What the staff did, in lines that each seal the one before: one removed or changed is noticed."""
