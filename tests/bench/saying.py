"""How a measurement tells how far it is: standard output is for the figures."""

import sys


def tell(text: str) -> None:
    sys.stderr.write(f"... {text}\n")
    sys.stderr.flush()
