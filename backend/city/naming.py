"""Which kelurahan somebody means who types its name, perhaps with a slip."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from backend.city.matching import letters
from backend.city.register import Kelurahan

LIKE = 0.55
"""Of 1: less alike is another word."""
CLEARLY, APART = 0.75, 0.1
"""So alike, and by so much more than the next, leaves no doubt."""
SHORTEST = 3
"""Letters, for a part of a name."""
MOST = 5

Places = Mapping[str, Kelurahan]


def meant(said: str, places: Places) -> tuple[str, ...]:
    """Codes, the likeliest first; only one where there is no doubt, none where nothing is like it."""
    word = letters(said)
    exact = tuple(code for code, place in places.items() if word in _names(place))
    return exact or _holding(word, places) or _alike(word, places)


def _holding(word: str, places: Places) -> tuple[str, ...]:
    """Where it is a part of a name, or holds a whole one ("gunung telihan rt 12")."""
    if len(word) < SHORTEST:
        return ()
    return tuple(
        code
        for code, place in places.items()
        if any(word in name or name in word for name in _names(place) if len(name) >= SHORTEST)
    )


def _alike(word: str, places: Places) -> tuple[str, ...]:
    found = sorted(((-_likeness(word, place), code) for code, place in places.items()))
    near = [(-less, code) for less, code in found if -less >= LIKE]
    if near and near[0][0] >= CLEARLY and all(near[0][0] - like >= APART for like, _ in near[1:]):
        return (near[0][1],)
    return tuple(code for _, code in near[:MOST])


def _likeness(word: str, place: Kelurahan) -> float:
    return max(SequenceMatcher(None, word, name).ratio() for name in _names(place))


def _names(place: Kelurahan) -> Iterator[str]:
    yield from map(letters, (place.name, *place.aliases))
