"""The commands of `masdarling`, by what they are about."""
