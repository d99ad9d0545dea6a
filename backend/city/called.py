"""How the register calls things, where data is read without it."""

from dataclasses import dataclass

from backend.city.register import Register


@dataclass(frozen=True, slots=True)
class Called:
    """Indonesian names; what the register does not know goes by its code."""

    register: Register

    def kelurahan(self, code: str) -> str:
        known = self.register.kelurahan.get(code)
        return known.name if known else code

    def category(self, code: str) -> str:
        known = self.register.categories.get(code)
        return known.label.id if known else code

    def agency(self, code: str) -> str:
        known = self.register.opd.get(code)
        return known.name if known else code
