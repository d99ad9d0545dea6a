"""An S3 server that is away, wrong or odd: what heals is Unavailable, and says what a person can do."""

import hashlib
import multiprocessing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from media.address import open_bucket
from media.bucket import Bucket, Exists, Full, Missing, Unavailable
from media.s3_client import Client
from tests.media.odd_server import Answer, OddServer, hang_up, odd_server, refuse, reply, taken
from tests.services.ports import free_port

HERE = "originals/2026/11/0198/abc"
PHOTO = b"a photo"
ETAG = f'"{hashlib.md5(PHOTO, usedforsecurity=False).hexdigest()}"'
PORTAL = reply(200, b"<html>Silakan masuk</html>", Content_Type="text/html")


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "masdarling")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@contextmanager
def bucket_on(**answers: list[Answer]) -> Iterator[tuple[Bucket, OddServer]]:
    with odd_server(**answers) as server:
        yield open_bucket("s3://photos", endpoint=server.endpoint), server


def test_a_server_that_is_away_is_unavailable() -> None:
    bucket = open_bucket("s3://photos", endpoint=f"http://127.0.0.1:{free_port()}")

    for attempt in (
        lambda: bucket.put(HERE, PHOTO),
        lambda: bucket.put_new(HERE, PHOTO),
        lambda: bucket.get(HERE),
        lambda: bucket.stat(HERE),
        lambda: bucket.delete(HERE),
        lambda: bucket.delete(HERE, "other"),
        lambda: list(bucket.list("")),
        bucket.check,
    ):
        with pytest.raises(Unavailable, match="no answer from the bucket photos"):
            attempt()


def test_a_wrong_secret_is_said_in_words(s3_bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")

    for attempt in (s3_bucket.check, lambda: s3_bucket.stat(HERE)):
        with pytest.raises(Unavailable, match="refuses our key: check AWS_ACCESS_KEY_ID"):
            attempt()


def test_no_credentials_at_all_are_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")

    with pytest.raises(Unavailable, match="set AWS_ACCESS_KEY_ID"):
        open_bucket("s3://photos", endpoint="http://127.0.0.1:9").check()


def test_a_missing_bucket_is_not_a_missing_object(
    s3_settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3_settings.items():
        monkeypatch.setenv(name, value)
    nowhere = open_bucket("s3://no-such-bucket", endpoint=s3_settings["MASDARLING_S3_ENDPOINT"])

    for attempt in (
        nowhere.check,
        lambda: nowhere.get(HERE),
        lambda: nowhere.stat(HERE),
        lambda: list(nowhere.list("")),
    ):
        with pytest.raises(Unavailable, match="there is no bucket no-such-bucket: create it"):
            attempt()


def test_a_conditional_put_whose_answer_was_lost_is_known_as_our_own() -> None:
    kept = reply(200, PHOTO, ETag=ETAG)
    lost = [hang_up, refuse(412, "PreconditionFailed")]
    with bucket_on(PUT=lost, HEAD=[kept], GET=[kept]) as (bucket, server):
        told = bucket.put_new(HERE, PHOTO)

    assert (told.size, server.asked.count("PUT")) == (len(PHOTO), 2)


def test_a_conditional_put_after_a_lost_answer_still_minds_other_bytes() -> None:
    other = reply(200, b"another", ETag='"1"')
    lost = [hang_up, refuse(412, "PreconditionFailed")]
    with bucket_on(PUT=lost, HEAD=[other], GET=[other]) as (bucket, _), pytest.raises(Exists):
        bucket.put_new(HERE, PHOTO)


def test_a_conflict_over_a_key_that_is_free_again_may_heal() -> None:
    with (
        bucket_on(PUT=[refuse(409, "ConditionalRequestConflict")], HEAD=[reply(404)], GET=[reply(200)]) as (
            bucket,
            _,
        ),
        pytest.raises(Unavailable, match="written or deleted by somebody else"),
    ):
        bucket.put_new(HERE, PHOTO)


def test_a_server_that_kept_other_bytes_than_it_was_sent_is_found_out() -> None:
    other = reply(200, ETag='"0123456789abcdef0123456789abcdef"')
    with bucket_on(PUT=[other]) as (bucket, _), pytest.raises(Unavailable, match="did not arrive whole"):
        bucket.put(HERE, PHOTO)


def test_an_etag_that_is_no_md5_is_accepted_from_a_server_that_encrypts() -> None:
    with bucket_on(PUT=[reply(200, ETag='"other"', x_amz_server_side_encryption="aws:kms")]) as (bucket, _):
        assert bucket.put(HERE, PHOTO).etag == "other"


@pytest.mark.parametrize(
    "answer",
    [
        reply(200, b"a phot0", ETag=ETAG),
        reply(200, b"a phot0", ETag='"other"', x_amz_meta_sha256=hashlib.sha256(PHOTO).hexdigest()),
        PORTAL,
    ],
    ids=["etag", "sha256", "captive portal"],
)
def test_bytes_that_come_back_changed_are_never_handed_on(answer: Answer) -> None:
    with bucket_on(GET=[answer]) as (bucket, _), pytest.raises(Unavailable):
        bucket.get(HERE)


def test_an_answer_that_breaks_off_is_never_handed_on() -> None:
    def half(handler: object, _: bytes) -> None:
        reply(200, PHOTO, ETag=ETAG, Connection="close")(HalfWriter(handler), b"")  # type: ignore[arg-type]

    with bucket_on(GET=[half]) as (bucket, _), pytest.raises(Unavailable):
        bucket.get(HERE)


class HalfWriter:
    """Sends the headers and half of the body, then hangs up."""

    def __init__(self, handler: object) -> None:
        self._handler = handler
        self.wfile = self

    def __getattr__(self, name: str) -> object:
        return getattr(self._handler, name)

    def write(self, body: bytes) -> None:
        self._handler.wfile.write(body[: len(body) // 2])  # type: ignore[attr-defined]
        self._handler.close_connection = True  # type: ignore[attr-defined]


def test_a_captive_portal_is_no_server() -> None:
    with bucket_on(GET=[PORTAL], PUT=[PORTAL], HEAD=[PORTAL]) as (bucket, _):
        for attempt in (
            lambda: bucket.put(HERE, PHOTO),
            lambda: bucket.put_new(HERE, PHOTO),
            lambda: bucket.stat(HERE),
            lambda: list(bucket.list("")),
        ):
            with pytest.raises(Unavailable):
                attempt()


def test_a_full_server_is_full() -> None:
    with bucket_on(PUT=[refuse(507, "InsufficientStorage")]) as (bucket, _), pytest.raises(Full):
        bucket.put(HERE, PHOTO)


def test_a_server_that_fails_once_is_asked_again() -> None:
    with bucket_on(PUT=[refuse(503, "SlowDown"), taken]) as (bucket, server):
        bucket.put(HERE, PHOTO)

    assert server.asked == ["PUT", "PUT"]


def test_a_server_without_delete_objects_is_asked_for_one_key_at_a_time() -> None:
    with bucket_on(POST=[refuse(400, "MissingContentMD5")], DELETE=[reply(204)]) as (bucket, server):
        bucket.delete("a", "b", "c")

    assert server.asked == ["POST", "DELETE", "DELETE", "DELETE"]


def test_a_key_that_could_not_be_deleted_among_others_is_tried_alone_and_then_said() -> None:
    failed = b"<DeleteResult><Error><Key>b</Key><Code>InternalError</Code></Error></DeleteResult>"
    with (
        bucket_on(POST=[reply(200, failed)], DELETE=[refuse(403, "AccessDenied")]) as (bucket, server),
        pytest.raises(Unavailable, match="refuses our key"),
    ):
        bucket.delete("a", "b", "c")

    assert server.asked == ["POST", "DELETE"]


def test_a_missing_object_is_missing_on_an_odd_server_too() -> None:
    with bucket_on(GET=[refuse(404, "NoSuchKey")]) as (bucket, _), pytest.raises(Missing):
        bucket.get(HERE)


def test_a_process_makes_one_client_and_a_fork_its_own() -> None:
    client = Client("http://127.0.0.1:9")
    mine = client()

    told = multiprocessing.get_context("fork").SimpleQueue()
    fork = multiprocessing.get_context("fork").Process(
        target=lambda: told.put((client() is mine, client() is client()))
    )
    fork.start()
    fork.join(20)

    assert client() is mine
    assert told.get() == (False, True)


@pytest.mark.parametrize("address", ["", "folder:", "s3://", "s3://a/b", "/var/bucket", "https://s3.example"])
def test_an_address_that_is_no_bucket_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="bucket"):
        open_bucket(address)
