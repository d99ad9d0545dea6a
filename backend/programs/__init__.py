"""What runs: the supervisor, and the programs web and worker."""
