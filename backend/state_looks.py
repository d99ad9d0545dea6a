"""How it looks, on pages and in pictures, that a report stands somewhere: a sign and a colour."""

from dataclasses import dataclass

from backend.state_words import CHECKED


@dataclass(frozen=True, slots=True)
class Look:
    """`icon` is a name in pwa/icons/used.json, `tone` one of the style sheet's."""

    icon: str
    tone: str


LOOKS: dict[str, Look] = {
    "received": Look("clock", "sun"),
    "needs_info": Look("message-circle-question-mark", "sun"),
    "verified": Look("badge-check", "leaf"),
    "assigned": Look("send", "sea"),
    "in_progress": Look("hammer", "sea"),
    "resolved": Look("circle-check-big", "leaf"),
    "closed_unresolved": Look("circle-slash", "stone"),
    "reopened": Look("rotate-ccw", "sun"),
    "rejected": Look("circle-x", "clay"),
    "duplicate": Look("merge", "stone"),
}
"""By state. The word always stands beside the icon, so colour is never needed to understand."""
STANDING_LOOKS: dict[str, Look] = {
    "open": Look("flag", "sun"),
    "work": Look("hammer", "sea"),
    "fixed": Look("circle-check-big", "leaf"),
    "closed": Look("circle-slash", "stone"),
    "good": Look("hand-heart", "leaf"),
}
PUBLIC_LOOKS: dict[str, Look] = {**LOOKS, CHECKED: STANDING_LOOKS["open"]}
"""For residents a report that was only checked is still open: nothing about it looks finished."""
PLAIN = Look("flag", "stone")
