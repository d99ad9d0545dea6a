"""Pictures links are shared with, in the bucket."""

from backend.stores.bucket_told import told
from media import keys
from media.bucket import Bucket

JPEG = "image/jpeg"


class BucketGallery:
    """See backend.residents.ports.Gallery."""

    def __init__(self, kept_in: Bucket) -> None:
        self._bucket = kept_in

    def hang(self, subject: str, version: str, picture: bytes) -> None:
        with told():
            self._bucket.put(keys.poster(subject, version), picture, content_type=JPEG)

    def hung(self, subject: str, version: str) -> bytes:
        with told():
            return self._bucket.get(keys.poster(subject, version))

    def clear(self, subject: str, *, but: str = "") -> None:
        kept = keys.poster(subject, but) if but else ""
        with told():
            if doomed := [key for key in self._bucket.list(keys.posters(subject)) if key != kept]:
                self._bucket.delete(*doomed)
