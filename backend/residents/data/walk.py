"""All reports a question is about, a page at a time: what is read into memory is the same for a million."""

from collections.abc import Iterator, Sequence

from backend.residents.item import Item
from backend.residents.ports import Place, Showcase, Wanted

PAGE = 500


def pages(showcase: Showcase, wanted: Wanted, *, size: int = PAGE) -> Iterator[Sequence[Item]]:
    """The last reported first; what comes or changes meanwhile neither doubles nor hides any."""
    after = None
    while found := showcase.page(wanted, after=after, limit=size):
        yield found
        after = Place(found[-1].reported_on, found[-1].id)
