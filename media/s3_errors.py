"""The errors of an S3 server in the port's words, with what a person can do about them."""

import contextlib
from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, PartialCredentialsError

from media.bucket import Full, Missing, Unavailable

REFUSED_KEY = {
    "403",
    "AccessDenied",
    "ExpiredToken",
    "InvalidAccessKeyId",
    "InvalidToken",
    "SignatureDoesNotMatch",
}
FULL = {"507", "InsufficientStorage", "QuotaExceeded", "XMinioStorageFull"}
SETTINGS = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"


def code(error: ClientError) -> str:
    """The server's own code; for a HEAD, which has no body, the status."""
    return str(error.response.get("Error", {}).get("Code", ""))


def status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


@contextlib.contextmanager
def translated(bucket: str, key: str) -> Iterator[None]:
    """Raises Missing, Full, Unavailable."""
    try:
        yield
    except ClientError as error:
        raise _of_the_server(error, bucket, key) from error
    except (NoCredentialsError, PartialCredentialsError) as error:
        raise Unavailable(f"no key for the bucket {bucket}: set {SETTINGS}") from error
    except BotoCoreError as error:
        raise Unavailable(f"no answer from the bucket {bucket}: {error}") from error


def _of_the_server(error: ClientError, bucket: str, key: str) -> Exception:
    match code(error):
        case "NoSuchKey" | "404":
            return Missing(key)
        case "NoSuchBucket":
            return Unavailable(f"there is no bucket {bucket}: create it, or correct MASDARLING_BUCKET")
        case refused if refused in REFUSED_KEY:
            return Unavailable(f"the bucket {bucket} refuses our key: check {SETTINGS} and its policy")
        case full if full in FULL:
            return Full(f"the bucket {bucket} is full")
        case _:
            return Unavailable(f"the bucket {bucket} answers: {error}")
