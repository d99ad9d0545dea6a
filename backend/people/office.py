"""The office helps those who cannot help themselves."""

from backend.people.person import Person
from backend.people.ports import Factors, People


def reset_factor(person: Person, *, people: People, factors: Factors) -> None:
    """For whoever lost phone and recovery codes; sign-ins end too, as somebody may have found them."""
    factors.reset(person.id)
    people.end_sessions_of(person.id)
