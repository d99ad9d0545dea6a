"""Who may do what, and where. The only such table in the project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from backend.people.person import Grant, Person, Role


class Action(StrEnum):
    """What a signed-in person may ask for."""

    REVIEW = "review"
    """See the queue, the cases and their small copies, and decide."""
    OPEN_ORIGINAL = "open_original"
    """Open the sealed original of a photo of a case, for a reason."""
    READ = "read"
    """Read the list and every case, with covered photos and no names; decide nothing."""
    SEE_SENDER = "see_sender"
    """Read who sent a report that was not sent anonymously."""
    WORK = "work"
    """See and move what was handed to an agency."""
    WATCH = "watch"
    """See the wall of the command centre."""
    AUDIT = "audit"
    """Read the audit log."""
    INVITE = "invite"
    """Make invitations."""
    MANAGE_PEOPLE = "manage_people"
    MANAGE_CITY = "manage_city"


class Reach(Enum):
    """How far a role carries an action."""

    KELURAHAN = "the kelurahan the grant names"
    OPD = "the agency the grant names"
    CITY = "everywhere, whatever the grant names"


TABLE: dict[Action, dict[Role, Reach]] = {
    Action.REVIEW: {Role.REVIEWER: Reach.KELURAHAN, Role.ADMIN: Reach.CITY},
    Action.OPEN_ORIGINAL: {Role.REVIEWER: Reach.KELURAHAN, Role.ADMIN: Reach.CITY},
    Action.READ: {
        Role.REVIEWER: Reach.KELURAHAN,
        Role.COMMAND: Reach.CITY,
        Role.AUDITOR: Reach.CITY,
        Role.ADMIN: Reach.CITY,
    },
    Action.SEE_SENDER: {Role.REVIEWER: Reach.KELURAHAN},
    Action.WORK: {Role.OFFICER: Reach.OPD},
    Action.WATCH: {Role.COMMAND: Reach.CITY, Role.ADMIN: Reach.CITY},
    Action.AUDIT: {Role.AUDITOR: Reach.CITY, Role.ADMIN: Reach.CITY},
    Action.INVITE: {Role.REVIEWER: Reach.KELURAHAN, Role.ADMIN: Reach.CITY},
    Action.MANAGE_PEOPLE: {Role.ADMIN: Reach.CITY},
    Action.MANAGE_CITY: {Role.ADMIN: Reach.CITY},
}
"""A role that is missing may not. Volunteers send through their device and sign in nowhere."""

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Scopes:
    """Where an action is allowed. False when nowhere."""

    city: bool = False
    kelurahan: frozenset[str] = frozenset()
    opd: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.city or bool(self.kelurahan) or bool(self.opd)

    def covers(self, kelurahan: str) -> bool:
        return self.city or kelurahan in self.kelurahan

    @property
    def filter(self) -> Sequence[str] | None:
        """For stores that list by kelurahan: the codes, or None for every kelurahan."""
        return None if self.city else sorted(self.kelurahan)


def scopes(person: Person, action: Action) -> Scopes:
    """Where the person may take the action."""
    held = [grant for grant in person.grants if grant.role in TABLE[action]]
    return Scopes(
        city=any(_reach(g, action) is Reach.CITY for g in held),
        kelurahan=_named(held, action, Reach.KELURAHAN),
        opd=_named(held, action, Reach.OPD),
    )


def may_invite(person: Person, grant: Grant) -> bool:
    """Reviewers invite volunteers to their own kelurahan; admins invite anyone anywhere."""
    allowed = scopes(person, Action.INVITE)
    return allowed.city or (grant.role is Role.VOLUNTEER and allowed.covers(grant.scope))


def _reach(grant: Grant, action: Action) -> Reach:
    """A grant for the whole city carries as far as the city, whatever the role."""
    return Reach.CITY if grant.scope == EVERYWHERE else TABLE[action][grant.role]


def _named(grants: Iterable[Grant], action: Action, reach: Reach) -> frozenset[str]:
    return frozenset(g.scope for g in grants if _reach(g, action) is reach)
