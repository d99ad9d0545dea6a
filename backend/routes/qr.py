"""QR codes for pages."""

import segno
from markupsafe import Markup


def qr(text: str) -> Markup:
    """A QR code as SVG; dark on white whatever the theme, so that cameras read it. Empty for no text."""
    if not text:
        return Markup()
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(svgclass="qr", lineclass=None, dark="#000", light="#fff", omitsize=True))  # noqa: S704 - drawn by segno from modules, not from text
