"""What the register in force answers: where things are, what may be reported, who acts, and by when."""

from collections.abc import Mapping
from datetime import date

from backend.city import proposing
from backend.city.answers import amounts, unfit
from backend.city.keeping import Keeper
from backend.city.proposing import Proposal
from backend.city.register import Question, Reason, Register, Template
from backend.city.working_days import is_working, mark_of
from backend.reports.ports import Found, Sensitive

VERIFY_DAYS, RESOLVE_DAYS = 2, 7
"""Working days of a category that is not in the register any more."""


class City(Keeper):
    """Implements the ports Whereabouts, Catalogue and Calendar."""

    def find(self, lat: float, lon: float) -> Found:
        """The kelurahan of a point, in degrees WGS84."""
        return self.places().find(lat, lon)

    @property
    def version(self) -> int:
        return self.register().version

    def knows_category(self, code: str) -> bool:
        return code in self.register().categories

    def knows_kelurahan(self, code: str) -> bool:
        return code in self.register().kelurahan

    def group(self, category: str) -> str:
        known = self.register().categories.get(category)
        return known.group if known else category

    def amounts(self, category: str, answers: Mapping[str, object]) -> Mapping[str, int]:
        known = self.register().categories.get(category)
        return amounts(known, answers) if known else {}

    def sensitive(self, category: str) -> Sensitive:
        known = self.register().categories.get(category)
        return known.sensitive if known else "kelurahan"

    def related(self, category: str, other: str) -> bool:
        """Equal, or of one group."""
        known = self.register().categories
        one, two = known.get(category), known.get(other)
        return category == other or (one is not None and two is not None and one.group == two.group)

    def knows_agency(self, code: str, on: date) -> bool:
        agency = self.register().opd.get(code)
        return agency is not None and agency.in_office(on)

    def agencies(self, category: str, kelurahan: str, on: date, rt: str = "") -> tuple[Proposal, ...]:
        """Who is in office that day, and why they are proposed; the first is what routes and category say."""
        return proposing.agencies(self.register(), category, kelurahan, on, rt)

    def templates(self, category: str, state: str) -> tuple[Template, ...]:
        """Words to begin with when a report of the category comes to the state, the closest first."""
        return proposing.templates(self.register(), category, state)

    def reasons(self, category: str, on: date) -> tuple[Reason, ...]:
        """Those that may be given for a report of the category that day, the closest first."""
        return proposing.reasons(self.register(), category, on)

    def knows_reason(self, verdict: str, code: str) -> bool:
        reason = self.register().reasons.get(code)
        return reason is not None and reason.verdict == verdict

    def unknown_answers(self, category: str, answers: Mapping[str, object], version: int) -> tuple[str, ...]:
        """Ids of answers that fit the category's questions neither now nor as that version asked them."""
        odd = _unfit(self.register(), category, answers)
        if not odd or (then := self.earlier(version)) is None:
            return odd
        odd_then = _unfit(then, category, answers)
        return tuple(name for name in odd if name in odd_then)

    def question(self, category: str, name: str, version: int) -> Question | None:
        """A question as it is asked now, or as that version asked it; None when neither knows it."""
        found = _question(self.register(), category, name)
        if found is None and (then := self.earlier(version)):
            found = _question(then, category, name)
        return found

    def is_working(self, day: date) -> bool:
        return is_working(day, self.register().holidays)

    def verify_days(self, category: str) -> int:
        known = self.register().categories.get(category)
        return known.verify_days if known else VERIFY_DAYS

    def resolve_days(self, category: str) -> int | None:
        known = self.register().categories.get(category)
        return known.resolve_days if known else RESOLVE_DAYS

    def calendar(self) -> str:
        """A mark of all that due dates depend on: another one, and some may be other ones."""
        return mark_of(self.register())


def _unfit(register: Register, category: str, answers: Mapping[str, object]) -> tuple[str, ...]:
    known = register.categories.get(category)
    return unfit(known, answers) if known else tuple(answers)


def _question(register: Register, category: str, name: str) -> Question | None:
    known = register.categories.get(category)
    return next((question for question in known.questions if question.id == name), None) if known else None
