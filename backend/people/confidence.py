"""Who may know who sent a report. The only such function: pages, notices and exports ask it."""

from backend.people.person import Person
from backend.people.roles import Action, scopes


def may_know_sender(asker: Person, *, identity: str, kelurahan: str, opd: str = "") -> bool:
    """`identity` is the sender's choice; `kelurahan` and `opd` (empty: none) are who handles the report.

    confidential: the people who review that kelurahan. named: those, and the agency in charge. anonymous, and
    whatever this program does not know: nobody. Admins, auditors and the command centre need no names.
    """
    reviews = scopes(asker, Action.SEE_SENDER).covers(kelurahan)
    if identity == "named":
        return reviews or _works_on(asker, opd)
    return identity == "confidential" and reviews


def _works_on(asker: Person, opd: str) -> bool:
    work = scopes(asker, Action.WORK)
    return bool(opd) and (work.city or opd in work.opd)
