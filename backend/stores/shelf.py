"""Files of open data, in the bucket."""

from collections.abc import Callable

from backend.stores.bucket_told import told
from media import keys
from media.bucket import Bucket


class BucketShelf:
    """See backend.residents.data.ports.Shelf."""

    def __init__(self, kept_in: Bucket) -> None:
        self._bucket = kept_in

    def put(self, month: str, version: str, name: str, part: int, data: bytes) -> None:
        with told():
            self._bucket.put(keys.dump(month, version, name, part), data)

    def get(self, month: str, version: str, name: str, part: int) -> bytes:
        with told():
            return self._bucket.get(keys.dump(month, version, name, part))

    def clear(self, month: str, is_doomed: Callable[[str], bool]) -> None:
        with told():
            found = self._bucket.list(keys.dumps(month))
            if doomed := [key for key in found if is_doomed(keys.dump_version(key))]:
                self._bucket.delete(*doomed)
