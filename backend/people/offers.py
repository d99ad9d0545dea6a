"""How invitations stand, for those who made them and for those who hold a link that works no longer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backend.people import tokens
from backend.people.person import Invitation, Use
from backend.people.ports import People, Unknown
from backend.people.roles import Scopes


class Standing(StrEnum):
    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NEVER = "never"
    """No such link was ever made: most likely it was cut off when it was copied."""


@dataclass(frozen=True, slots=True)
class Offer:
    invitation: Invitation
    standing: Standing
    uses: Sequence[Use]


def standing(invitation: Invitation, now: datetime) -> Standing:
    """Used up comes first: whoever is left out then need not ask why it was revoked or expired."""
    if invitation.uses_left < 1:
        return Standing.USED
    if invitation.revoked_at:
        return Standing.REVOKED
    return Standing.OPEN if invitation.expires_at > now else Standing.EXPIRED


def why_over(token: str, *, people: People, now: datetime) -> Standing:
    """Why a link lets nobody in. Told to whoever holds it: a secret of 256 bits is not guessed."""
    try:
        return standing(people.made(tokens.hashed(token)), now)
    except Unknown:
        return Standing.NEVER


def listed(within: Scopes, *, people: People, now: datetime) -> Sequence[Offer]:
    """Those of the places one looks after, the open ones first, then the newest."""
    uses = _by_invitation(people.uses())
    mine = (made for made in people.invitations() if within.covers(made.grant.scope))
    found = [Offer(made, standing(made, now), uses.get(made.id, ())) for made in mine]
    return sorted(found, key=lambda offer: offer.standing is not Standing.OPEN)


def one(invitation_id: str, *, people: People) -> Invitation:
    """Raises Unknown."""
    found = next((made for made in people.invitations() if made.id == invitation_id), None)
    if found is None:
        raise Unknown("invitation")
    return found


def _by_invitation(uses: Sequence[Use]) -> Mapping[str, Sequence[Use]]:
    found = defaultdict[str, list[Use]](list)
    for use in uses:
        found[use.invitation].append(use)
    return found
