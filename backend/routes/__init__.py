"""HTTP: one file per noun. A route reads, calls one thing, answers."""
