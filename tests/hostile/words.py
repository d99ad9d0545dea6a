"""What somebody may type who means harm, and how one sees that it did something."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

MARK = "data-jahat"
"""An attribute no page of ours has: an element that bears it was made by what somebody typed."""

HOSTILE: dict[str, str] = {
    "a script": f"<script {MARK}>window.pwned = 1</script>",
    "a picture that fails": f"<img {MARK} src=x onerror=window.pwned=1>",
    "out of an attribute": f"\"'><svg {MARK} onload=window.pwned=1>",
    "out of a text area": f"</textarea></title></style><script {MARK}>window.pwned = 1</script>",
    "into a comment": f"--><iframe {MARK} srcdoc='<script>parent.pwned = 1</script>'></iframe>",
    "an address": "javascript:window.pwned=1//",
    "a template": "{{ 7 * 191 }}{% raw %}${window.pwned=1}#{1}",
    "a format": "%(secret)s {0.__class__} %s %n",
    "a formula": '=HYPERLINK("http://jahat.example","x")',
    "a formula after a tab": "\t=1+1",
    "words that turn round": "\u202egnp.tnemucod\u2066\u200b\u200d\ufeff",
    "a storm of accents": "e" + "\u0301" * 300,
    "another alphabet": "𝕸𝖆𝖘𝖉𝖆𝖗𝖑𝖎𝖓𝖌 👩‍👩‍👧‍👦 ﷽",
    "a new header": "x\r\nSet-Cookie: pwned=1\r\n\r\n<script>",
    "a path": "../../../../etc/passwd",
    "a statement": "'; DROP TABLE reports; --",
    "something long": "panjang " * 3_000,
}
ALL_MARKUP = " ".join(text for text in HOSTILE.values() if MARK in text)
"""In one: whichever of them gets through is seen."""
TYPED = {"markup": ALL_MARKUP} | {name: text for name, text in HOSTILE.items() if MARK not in text}
"""The same in fewer tries, where there are many fields."""


@dataclass
class Made(HTMLParser):
    """Elements of a page that were made by what somebody typed."""

    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == MARK or name.startswith("on"):
                self.found.append(f"<{tag} {name}>")
            if name in {"href", "src", "action", "formaction"} and (value or "").startswith("javascript:"):
                self.found.append(f"<{tag} {name}={value}>")


def made_by(html: str) -> list[str]:
    reader = Made()
    reader.feed(html)
    return reader.found
