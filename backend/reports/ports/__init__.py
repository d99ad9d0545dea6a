"""What the rules need from the outside, in the rules' own words.

Every method of a store is one transaction: it happens wholly or not at all, and what it returned from
survives a kill. `work` given to a method is committed in that same transaction.
"""

from backend.reports.ports.chest import ArchiveReader, Chest, Darkroom, mark_of
from backend.reports.ports.city import Calendar, Catalogue, Found, Sensitive, Whereabouts
from backend.reports.ports.clock import Clock
from backend.reports.ports.faults import (
    ChunksLost,
    LeaseLost,
    NotFound,
    NumberTaken,
    Regrouped,
    Stale,
    Taken,
    Unavailable,
    Unusable,
    WrongOffset,
)
from backend.reports.ports.holds import Hold, Holds
from backend.reports.ports.kept import (
    NEVER,
    Charge,
    Chunk,
    Head,
    Held,
    Line,
    Page,
    Progress,
    Reckoned,
    Turn,
    Wanted,
)
from backend.reports.ports.likeness import Alike, Likenesses
from backend.reports.ports.saved_views import SavedView, SavedViews
from backend.reports.ports.snapshots import Snapshot, Snapshots
from backend.reports.ports.store import COUNT_MAX, Reports
from backend.reports.ports.work import (
    Effect,
    Kind,
    Lease,
    Outbox,
    PhotoDerived,
    PhotoLooked,
    PhotoLost,
    PhotoStored,
    Queue,
    ReportArchived,
    Work,
)

__all__ = [
    "COUNT_MAX",
    "NEVER",
    "Alike",
    "ArchiveReader",
    "Calendar",
    "Catalogue",
    "Charge",
    "Chest",
    "Chunk",
    "ChunksLost",
    "Clock",
    "Darkroom",
    "Effect",
    "Found",
    "Head",
    "Held",
    "Hold",
    "Holds",
    "Kind",
    "Lease",
    "LeaseLost",
    "Likenesses",
    "Line",
    "NotFound",
    "NumberTaken",
    "Outbox",
    "Page",
    "PhotoDerived",
    "PhotoLooked",
    "PhotoLost",
    "PhotoStored",
    "Progress",
    "Queue",
    "Reckoned",
    "Regrouped",
    "ReportArchived",
    "Reports",
    "SavedView",
    "SavedViews",
    "Sensitive",
    "Snapshot",
    "Snapshots",
    "Stale",
    "Taken",
    "Turn",
    "Unavailable",
    "Unusable",
    "Wanted",
    "Whereabouts",
    "Work",
    "WrongOffset",
    "mark_of",
]
