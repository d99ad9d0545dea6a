"""Hands e-mail to the server the settings name (RFC 5321), as plain text."""

import logging
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Literal

from backend.reports.digest_ports import Refused
from backend.reports.notice_ports import Undelivered

log = logging.getLogger(__name__)

PATIENCE_S = 15.0
"""For each of connecting and answering."""
LATER_S = 300.0
UNBEARABLE = (ValueError, IndexError)
"""What the email package raises for an address that no header can hold; IndexError for one like `x@`."""
NO_SUCH_ADDRESS = re.compile(rb"5\.1\.(?:1|2|3|6|10)\b")
"""Answers that say that nobody is reached there (RFC 3463, 3.2; RFC 7505). All others, as of a relay that
denies everybody (550 5.7.1) or dislikes the sender (5.1.8), say nothing of it: it may take mail tomorrow."""


@dataclass(frozen=True, slots=True)
class SmtpMailman:
    """See backend.reports.digest_ports.Mailman. `host` empty: nobody is sent any."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    sender: str
    user: str = ""
    password: str = ""

    @property
    def is_there(self) -> bool:
        return bool(self.host and self.sender)

    def deliver(self, to: str, subject: str, text: str, *, stop_at: str = "") -> None:
        message = self._message(subject, text, stop_at)
        try:
            message["To"] = to
        except UNBEARABLE as cause:  # an address that no message can bear
            raise Refused(str(cause)) from cause
        try:
            with self._server() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as cause:
            code, words = next(iter(cause.recipients.values()))
            raise _meaning(code, words) from cause
        except (smtplib.SMTPException, OSError) as cause:
            raise Undelivered(f"{type(cause).__name__}: {cause}", LATER_S) from cause

    def _message(self, subject: str, text: str, stop_at: str) -> EmailMessage:
        """To nobody yet. What it cannot bear is our fault, and no reader's: the settings may be put right."""
        try:
            message = EmailMessage()
            message["From"], message["Subject"] = self.sender, subject
            message["Date"] = formatdate()
            message["Message-ID"] = make_msgid(domain=self.sender.rpartition("@")[2])
            message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer is awaited
            if stop_at:  # RFC 8058
                message["List-Unsubscribe"] = f"<{stop_at}>"
                message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
            message.set_content(text)
        except UNBEARABLE as cause:
            log.exception("no letter can be written from %r", self.sender)
            raise Undelivered(str(cause), LATER_S) from cause
        return message

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        """Whatever is said at parting: what was taken is taken, and must not be sent again."""
        server = self._called()
        try:
            yield self._signed_in(self._hidden(server))
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _called(self) -> smtplib.SMTP:
        if self.security == "tls":
            trust = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE_S, context=trust)
        return smtplib.SMTP(self.host, self.port, timeout=PATIENCE_S)

    def _hidden(self, server: smtplib.SMTP) -> smtplib.SMTP:
        if self.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        return server

    def _signed_in(self, server: smtplib.SMTP) -> smtplib.SMTP:
        if self.user:
            server.login(self.user, self.password)
        return server


def _meaning(code: int, words: bytes) -> Exception:
    told = f"{code} {words.decode('utf-8', 'replace')}"
    return Refused(told) if NO_SUCH_ADDRESS.match(words.lstrip()) else Undelivered(told, LATER_S)
