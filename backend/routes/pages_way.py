"""Where a form leads to when it is done."""

from urllib.parse import quote, urlsplit

HOME = "/"


def own_path(asked: str) -> str:
    """`asked` when it is a path on this site, else home: nobody is sent elsewhere by a link to us.

    Browsers read a backslash like a slash, and drop control characters, before they look for a host.
    """
    if not asked.startswith("/") or asked.startswith("//") or "\\" in asked or not asked.isprintable():
        return HOME
    parsed = urlsplit(asked)
    return HOME if parsed.scheme or parsed.netloc else asked


def with_way(page: str, onward: str) -> str:
    """The address of a page that leads on to another."""
    return f"{page}?lanjut={quote(onward, safe='')}"
