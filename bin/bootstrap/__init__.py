"""What the doors in bin/ share: from a bare checkout to an environment that can run and be tested.

Standard library only, because nothing else is there yet.
"""

import os
import shutil
import sys

OLDEST = (3, 11)
NAMES = ["python3.14", "python3.13", "python3.12", "python3.11"]

# This file must be readable by an old Python too, so that it can look for a newer one or say what is wrong.
if sys.version_info < OLDEST:
    for name in filter(shutil.which, NAMES):
        os.execvp(name, [name, *sys.argv])  # noqa: S606 -- no shell wanted
    sys.exit("Masdarling needs Python 3.11 or newer. On Debian 12 or Ubuntu: apt-get install python3.11")
