"""What of the register is edited in forms: which tables, and which fields each row has."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from backend.city.register import Register

Kind = Literal[
    "code", "line", "words", "prose", "lines", "date", "days", "number", "point", "points",
    "one", "some", "flag", "icon", "questions",
]  # fmt: skip
"""`words` and `prose` are in both languages; `point` is a latitude and a longitude as maps give them."""


@dataclass(frozen=True, slots=True)
class Field:
    """`most` is how many characters a line may have. `of` names the table or the codes to choose from."""

    name: str
    kind: Kind
    needed: bool = False
    most: int = 120
    of: str | tuple[str, ...] = ()
    default: str | None = None
    """What a row says that does not say it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`path` stands in the address. Rows are in an order among their `peers`, who have that field alike."""

    path: str
    table: str
    icon: str
    fields: tuple[Field, ...]
    key: str = "code"
    peers: str | None = None
    is_ordered: bool = True
    is_lasting: bool = True
    """Its rows are closed, not removed."""

    @property
    def names_rows(self) -> bool:
        """Whether people give the code; else it is made from the label."""
        return any(field.name == self.key for field in self.fields)


CODE = Field("code", "code", needed=True, most=24)
LABEL = Field("label", "words", needed=True, most=80)
ICON = Field("icon", "icon", needed=True)
AIMED = Field("categories", "some", of="aimed")
SINCE, UNTIL = Field("valid_from", "date"), Field("valid_to", "date")

CATEGORY = (
    CODE,
    Field("group", "one", needed=True, of="groups"),
    LABEL,
    Field("short", "words", most=26),
    ICON,
    Field("lead_opd", "one", needed=True, of="opd"),
    Field("support", "some", of="opd"),
    Field("verify_days", "days", needed=True),
    Field("resolve_days", "days"),
    Field("emergency", "one", needed=True, of=("no", "yes", "conditional", "threshold")),
    Field("sensitive", "one", needed=True, of=("no", "rt", "kelurahan"), default="no"),
    Field("common", "flag"),
    UNTIL,
    Field("questions", "questions"),
)
KELURAHAN = (
    CODE,
    Field("name", "line", needed=True, most=60),
    Field("aliases", "lines", most=60),
    Field("kecamatan", "line", needed=True, most=60),
    Field("kecamatan_code", "code", needed=True, most=24),
    Field("bps_code", "code", needed=True, most=24),
    Field("postal_code", "code", needed=True, most=10),
    Field("area_km2", "number", needed=True),
    Field("office", "point", needed=True),
    Field("reference_points", "points", needed=True),
)
OPD = (CODE, Field("name", "line", needed=True, most=160), SINCE, UNTIL)
ROUTE = (
    Field("opd", "one", needed=True, of="opd"),
    AIMED,
    Field("kelurahan", "some", of="kelurahan"),
    Field("rt", "lines", most=4),
    SINCE,
    UNTIL,
)
REASON = (
    Field("verdict", "one", needed=True, of=("reject", "ask")),
    Field("label", "words", needed=True, most=160),
    AIMED,
    UNTIL,
)
TEMPLATE = (
    Field("state", "one", needed=True, of=("needs_info", "rejected", "duplicate", "assigned")),
    Field("label", "words", needed=True, most=40),
    Field("words", "prose", needed=True, most=1_000),
    AIMED,
)
HOLIDAY = (
    Field("date", "date", needed=True),
    Field("name", "line", needed=True, most=120),
    Field("working", "flag"),
)

SHEETS: dict[str, Sheet] = {
    sheet.path: sheet
    for sheet in (
        Sheet("kategori", "categories", "flag", CATEGORY, peers="group"),
        Sheet("kelompok", "groups", "layers", (CODE, LABEL, ICON)),
        Sheet("alasan", "reasons", "circle-x", REASON, peers="verdict"),
        Sheet("templat", "templates", "message-square-reply", TEMPLATE, peers="state", is_lasting=False),
        Sheet("opd", "opd", "building-2", OPD),
        Sheet("penerusan", "routes", "send", ROUTE, is_lasting=False),
        Sheet("libur", "holidays", "calendar", HOLIDAY, key="date", is_ordered=False, is_lasting=False),
        Sheet("kelurahan", "kelurahan", "map", KELURAHAN),
    )
}
"""By the part of the address, in the order they are shown."""


def allowed(field: Field, register: Register) -> Collection[str]:
    """The codes that may be chosen."""
    tables: dict[str, Collection[str]] = {
        "groups": register.groups,
        "opd": register.opd,
        "kelurahan": register.kelurahan,
        "aimed": [*register.groups, *register.categories],
    }
    return tables[field.of] if isinstance(field.of, str) else field.of
