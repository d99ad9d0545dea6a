"""The chest over a bucket: chunks, sealed originals, small copies, the archive."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from backend.reports import ports
from backend.reports.archive import document_of, report_of
from backend.reports.ports import Chunk, ChunksLost, NotFound, mark_of
from backend.reports.report import Photo, Report
from backend.stores.bucket_told import told
from media import bucket, keys
from sync import archive

WEBP = "image/webp"
JSON = "application/json"


class BucketChest:
    """See backend.reports.ports.Chest."""

    def __init__(self, kept_in: bucket.Bucket) -> None:
        self._bucket = kept_in

    def keep_chunk(self, report_id: str, photo: str, offset: int, data: bytes) -> None:
        with told():
            self._bucket.put(keys.chunk(report_id, photo, offset), data)

    def join(self, report_id: str, photo: str, chunks: Sequence[Chunk]) -> bytes:
        pieces: list[bytes] = []
        end = 0
        for chunk in chunks:
            if chunk.offset != end:
                raise ChunksLost(
                    f"{report_id}/{photo}: bytes {end} to {chunk.offset} were never acknowledged"
                )
            pieces.append(self._chunk(report_id, photo, chunk))
            end += chunk.length
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _chunk(self, report_id: str, photo: str, chunk: Chunk) -> bytes:
        key = keys.chunk(report_id, photo, chunk.offset)
        try:
            data = self._get(key)
        except NotFound as cause:
            raise ChunksLost(f"{key} is gone") from cause
        if sha256(data).hexdigest() != chunk.sha256:
            raise ChunksLost(f"{key} is damaged")
        return data

    def drop_chunks(self, report_id: str, photo: str | None = None) -> None:
        # One that a power cut brings back is a stray, and the sweep removes strays: no flush is spent on it.
        with told():
            if doomed := list(self._bucket.list(keys.chunks(report_id, photo))):
                self._bucket.let_go(*doomed)

    def incoming(self) -> Iterable[tuple[str, str]]:
        with told():
            return dict.fromkeys(map(keys.chunk_of, self._bucket.list(keys.INCOMING)))

    def forget(self, report_id: str, *, kelurahan: str, received_at: datetime) -> None:
        for prefix in (
            keys.chunks(report_id),
            keys.originals(report_id, received_at),
            keys.copies(report_id),
            keys.publics(report_id),
        ):
            self._remove(prefix)
        with told():
            self._bucket.delete(keys.archive(report_id, kelurahan, received_at))

    def forget_elsewhere(self, report: Report, *, kelurahan: str, received_at: datetime) -> None:
        originals = keys.originals(report.id, received_at)
        if originals != keys.originals(report.id, report.received_at):
            self._remove(originals)
        document = keys.archive(report.id, kelurahan, received_at)
        if document != _document(report):
            with told():
                self._bucket.delete(document)

    def forget_photo(self, report: Report, photo: Photo) -> None:
        self.drop_chunks(report.id, photo.sha256)
        self._remove(f"{keys.copies(report.id)}{photo.sha256}/")
        self._remove(keys.publics(report.id, photo.sha256))
        self.drop_original(report, photo)

    def drop_original(self, report: Report, photo: Photo) -> None:
        with told():
            self._bucket.delete(keys.original(report.id, photo.sha256, report.received_at))

    def bury(self, owners: Sequence[str], *, at: datetime) -> None:
        for owner in owners:
            with told():
                self._bucket.put(keys.tombstone(mark_of(owner)), at.isoformat().encode())

    def buried(self) -> Collection[str]:
        with told():
            return {key.removeprefix(keys.FORGOTTEN) for key in self._bucket.list(keys.FORGOTTEN)}

    def seal(self, report: Report, photo: Photo, data: bytes) -> None:
        """The adapters compare the checksum the store answers with; what lay there before is read."""
        key = keys.original(report.id, photo.sha256, report.received_at)
        with told():
            try:
                self._bucket.put_new(key, data, content_type=photo.type)
            except bucket.Exists:
                if self._bucket.get(key) != data:  # only damage can have changed it: the key is its hash
                    self._bucket.put(key, data, content_type=photo.type)

    def original(self, report: Report, photo: Photo) -> bytes:
        return self._get(keys.original(report.id, photo.sha256, report.received_at))

    def keep_copy(self, report_id: str, photo: str, size: int, data: bytes) -> None:
        with told():
            self._bucket.put(keys.derived(report_id, photo, size), data, content_type=WEBP)

    def copy(self, report_id: str, photo: str, size: int) -> bytes:
        return self._get(keys.derived(report_id, photo, size))

    def show(self, report_id: str, photo: str, size: int, data: bytes) -> None:
        with told():
            self._bucket.put(keys.public(report_id, photo, size), data, content_type=WEBP)

    def shown(self, report_id: str, photo: str, size: int) -> bytes:
        return self._get(keys.public(report_id, photo, size))

    def hide(self, report_id: str, *, but: Collection[str] = ()) -> None:
        self._remove(keys.publics(report_id), unless=lambda key: keys.photo_shown(key) in but)

    def write_archive(self, report: Report) -> None:
        key = _document(report)
        document = archive.dump(document_of(report))
        with told():
            self._bucket.put(key, document, content_type=JSON)
            if self._bucket.get(key) != document:
                raise ports.Unavailable(f"{key} came back other than it was written")

    def archived(self) -> "Archived":
        return Archived(self._bucket)

    def _get(self, key: str) -> bytes:
        with told():
            return self._bucket.get(key)

    def _remove(self, prefix: str, *, unless: Callable[[str], bool] = lambda _: False) -> None:
        with told():
            doomed = [key for key in self._bucket.list(prefix) if not unless(key)]
            if doomed:
                self._bucket.delete(*doomed)


def _document(report: Report) -> str:
    return keys.archive(report.id, report.came_to, report.received_at)


class Archived:
    """See backend.reports.ports.ArchiveReader."""

    def __init__(self, kept_in: bucket.Bucket) -> None:
        self._bucket = kept_in

    def ids(self) -> Sequence[str]:
        """The keys of all documents, as `read` takes them."""
        with told():
            return list(self._bucket.list(keys.REPORTS))

    def read(self, key: str) -> Report:
        """Raises NotFound, sync.archive.NotAnArchive."""
        with told():
            document = self._bucket.get(key)
        return report_of(archive.load(document))
