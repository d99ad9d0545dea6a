"""Every key in the bucket is made here, and nowhere else."""

from datetime import datetime

REGISTER = "city/register.json"
FORGOTTEN = "forgotten/"
REGISTER_FOLLOWED = "city/followed.json"
AUDIT_ANCHOR = "audit/anchor.json"
INCOMING = "incoming/"
REPORTS = "reports/"


def chunk(report: str, photo: str, offset: int) -> str:
    """A piece of a photo on its way in; deleted after the original is in place."""
    return f"{chunks(report, photo)}{offset:010d}"


def chunks(report: str, photo: str | None = None) -> str:
    """The prefix of a photo's chunks, or of all chunks of a report."""
    return f"{INCOMING}{report}/{photo}/" if photo else f"{INCOMING}{report}/"


def chunk_of(key: str) -> tuple[str, str]:
    """The report and the photo a chunk's key belongs to."""
    report, photo, _ = key.removeprefix(INCOMING).split("/")
    return report, photo


def original(report: str, photo: str, received_at: datetime) -> str:
    """A sealed original, byte for byte as the phone sent it. Never public."""
    return f"{originals(report, received_at)}{photo}"


def originals(report: str, received_at: datetime) -> str:
    """The prefix of all sealed originals of a report."""
    return f"originals/{received_at:%Y/%m}/{report}/"


def derived(report: str, photo: str, size: int) -> str:
    """A small copy for people who review; `size` is its long edge in pixels."""
    return f"{copies(report)}{photo}/{size}.webp"


def copies(report: str) -> str:
    """The prefix of all small copies of a report's photos."""
    return f"derived/{report}/"


def public(report: str, photo: str, size: int) -> str:
    """A copy residents may see."""
    return f"{publics(report, photo)}{size}.webp"


def publics(report: str, photo: str | None = None) -> str:
    """The prefix of what residents may see of a report, or of one of its photos."""
    return f"public/{report}/{photo}/" if photo else f"public/{report}/"


def poster(subject: str, version: str) -> str:
    """The picture a link is shared with. A report's goes with whatever residents see of it."""
    return f"{posters(subject)}{version}.jpg"


def posters(subject: str) -> str:
    """The prefix of all versions of it; `subject` is a report, a kelurahan's code or the city."""
    return f"{publics(subject)}poster/"


def dump(month: str, version: str, name: str, part: int) -> str:
    """A piece of a file of open data; `month` is like 2026-11."""
    return f"{dumps(month)}{version}/{name}/{part:03d}"


def dumps(month: str) -> str:
    """The prefix of all versions of a month's files."""
    return f"public/dumps/{month}/"


def dump_version(key: str) -> str:
    return key.split("/")[3]


def photo_shown(key: str) -> str:
    """The photo a public copy is of; of a poster the word «poster»."""
    return key.split("/")[2]


def archive(report: str, kelurahan: str, received_at: datetime) -> str:
    """The report's document: words, steps, photo hashes; enough to rebuild the database."""
    return f"{REPORTS}{kelurahan}/{received_at:%Y/%m}/{report}.json"


def tombstone(mark: str) -> str:
    """That a sender was forgotten; `mark` is the SHA-256 (hex) of their id, which nobody guesses."""
    return f"{FORGOTTEN}{mark}"


def register_version(version: int) -> str:
    """One version of the city register; written once, never changed."""
    return f"city/register/{version:08d}.json"
