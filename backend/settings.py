"""Every setting: read once, typed, explained. `.env` in the working folder is read too."""

import base64
import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

VAPID_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
"""32 bytes in base64url."""
VAPID_SUBJECT = re.compile(r"mailto:[^\s@]+@[\w-]+(\.[\w-]+)+|https://[\w-]+(\.[\w-]+)+")
"""What py-vapid takes for one: a host without port or path."""


class Settings(BaseSettings):
    """Read from variables named MASDARLING_<FIELD>; boto3 reads its own standard AWS_ variables itself."""

    model_config = SettingsConfigDict(
        env_prefix="MASDARLING_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    data: Path = Field(Path("var"), description="Folder for everything kept on this machine.")
    database_url: str = Field(
        "",
        description="SQLAlchemy address, `postgresql+psycopg://user@host/name`. Default: SQLite in DATA.",
    )
    broker_url: str = Field(
        "",
        description="Celery broker, `redis://` or `amqp://`. Default: none, the worker finds its work.",
    )
    bucket: str = Field("", description="`folder:PATH` or `s3://NAME`. Default: a folder in DATA.")
    s3_endpoint: str = Field("", description="Address of an S3 server that is not AWS.")
    s3_checksums: bool = Field(
        False, description="Send the newer S3 checksums. Off, because older servers refuse them; on for AWS."
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Signs receipts and cookies. `run` makes one and keeps it in DATA; `web` demands it.",
    )
    secret_key_before: SecretStr = Field(
        SecretStr(""),
        description="The secret key before the last change: while it is set, what was sealed under it "
        "(secrets of authenticator apps) still opens.",
    )
    vapid_private_key: SecretStr = Field(
        SecretStr(""),
        description="Signs what phones are told (Web Push): 32 bytes in base64url, the same everywhere. "
        "`run` makes one and keeps it in DATA; without it no phone is told anything.",
    )
    vapid_subject: str = Field(
        "",
        description="`mailto:` or `https:` address by which push services reach you. Default: the base URL.",
    )
    push_anywhere: bool = Field(
        False,
        description="For tests only: push services without https, and on machines of one's own network.",
    )
    smtp_host: str = Field(
        "",
        description="Mail server for the morning digest and for residents who follow. "
        "Default: none, nobody is sent e-mail.",
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the line to it is kept secret; `none` only for a server on this machine."
    )
    smtp_user: str = Field(
        "", description="The name to sign in with at the mail server. Default: nobody does."
    )
    smtp_password: SecretStr = Field(SecretStr(""), description="The password of that name.")
    smtp_from: str = Field("", description="The address the digest comes from, `masdarling@example.org`.")
    base_url: str = Field(
        "http://localhost:8000", description="Where people reach the site, without a trailing slash."
    )
    proxies: int = Field(0, ge=0, description="How many trusted reverse proxies stand in front.")
    public_reporting: bool = Field(True, description="Whether a phone without an invitation may report.")
    tiles_url: str = Field("", description="Base map tiles, `https://…/{z}/{x}/{y}.png`. Default: none.")
    tiles_credit: str = Field("", description="Whom the map thanks for them, e.g. `© OpenStreetMap`.")
    bmkg_url: str = Field(
        "",
        description="Weather forecasts of BMKG, `https://api.bmkg.go.id/publik/prakiraan-cuaca`. "
        "Default: none.",
    )
    bmkg_alerts_url: str = Field(
        "", description="Weather warnings of BMKG (RSS that leads to CAP 1.2). Default: none."
    )
    data_licence: str = Field("CC BY 4.0", description="Licence of the open data, told at `/data`.")
    log: Literal["text", "json"] = Field("text", description="How log lines are written.")
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="Bearer token for /metrics from other machines. Default: only this machine may ask.",
    )
    reports_per_hour: int = Field(120, ge=1, description="New reports one device may send in an hour.")
    strangers_per_hour: int = Field(
        30, ge=1, description="The same of a phone without an invitation; never more than REPORTS_PER_HOUR."
    )
    retention: Literal["off", "on"] = Field(
        "off", description="Whether what is past its time is deleted. Off: it is only counted."
    )
    retain_rejected_days: int = Field(
        180,
        ge=0,
        description="Days a rejected report is kept with its photos; 0: for ever.",
    )
    retain_settled_days: int = Field(
        730,
        ge=0,
        description="Days after which a settled report loses its sender, "
        "originals and photos never shown; 0: never.",
    )
    retain_devices_days: int = Field(
        365,
        ge=0,
        description="Days a phone is kept that was not seen; 0: for ever.",
    )
    retain_sessions_days: int = Field(
        90,
        ge=0,
        description="Days an old sign-in of staff is kept; 0: for ever.",
    )
    retain_invitations_days: int = Field(
        90,
        ge=0,
        description="Days an invitation is kept after its end; 0: for ever.",
    )
    retain_subscriptions_days: int = Field(
        180,
        ge=0,
        description="Days the notice address of a phone is kept that is told nothing; 0: for ever.",
    )
    retain_requests_days: int = Field(
        365,
        ge=0,
        description="Days the record of a request to delete is kept after its end; 0: for ever.",
    )

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data.absolute() / 'masdarling.sqlite3'}"

    @property
    def bucket_address(self) -> str:
        return self.bucket or f"folder:{self.data.absolute() / 'bucket'}"

    @field_validator("vapid_private_key")
    @classmethod
    def _is_a_key(cls, key: SecretStr) -> SecretStr:
        """Said at the start, and not when the first phone wants to be told."""
        text = key.get_secret_value()
        if text and not (VAPID_KEY.fullmatch(text) and any(base64.urlsafe_b64decode(text + "="))):
            raise ValueError("is not 32 bytes in base64url; `masdarling run` makes a key by itself")
        return key

    @field_validator("vapid_subject")
    @classmethod
    def _is_a_subject(cls, subject: str) -> str:
        if subject and not VAPID_SUBJECT.fullmatch(subject):
            raise ValueError("is neither `mailto:name@host` nor `https://host`")
        return subject

    @property
    def vapid_contact(self) -> str:
        """Push services want one of the two kinds; a test installation on http has neither."""
        url = urlsplit(self.base_url)
        own = f"{url.scheme}://{url.hostname}"
        known = own if VAPID_SUBJECT.fullmatch(own) else "mailto:admin@localhost.localdomain"
        return self.vapid_subject or known

    @property
    def embedded(self) -> bool:
        """No broker: the worker process looks for work itself."""
        return not self.broker_url
