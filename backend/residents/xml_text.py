"""Text as any XML document may contain it."""

import re

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no document may contain, however they are written (XML 1.0, 2.2)."""


def plain(text: str) -> str:
    """Without what would make the document unreadable."""
    return NO_XML.sub("", text)
