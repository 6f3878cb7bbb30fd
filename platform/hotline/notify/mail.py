"""The port for mail, and its carriers: a mail server (SMTP), or none."""

import logging
import smtplib
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage, get_connection

log = logging.getLogger(__name__)

TIMEOUT = 15  # seconds
SUBMISSION, SMTPS, SMTP = 587, 465, 25
SCHEMES = ("smtp", "smtp+starttls", "smtps")


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that goes with a mail. ``media_type``: "text/csv"; of bytes, one that is no text."""

    name: str
    text: str | bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Mail:
    """``message_id`` is ours and stays the same however often it is tried; ``references``: ids of what it answers, the
    nearest first; ``automatic``: nobody wrote it, it answers; ``generated``: nobody wrote it, it answers nothing
    (RFC 3834)."""

    sender: str
    to: str
    subject: str
    body: str
    message_id: str
    sender_name: str = ""
    to_name: str = ""
    references: tuple[str, ...] = ()
    automatic: bool = False
    generated: bool = False
    files: tuple[MailFile, ...] = ()


class MailRejected(Exception):
    """The server will never take this mail."""


class MailDelayed(Exception):
    """It was not taken, or nobody knows: try again. If it comes twice, readers know it by its ``message_id``."""


class MailGateway(Protocol):
    """A carrier."""

    name: str

    def send(self, mail: Mail) -> None:
        """Hand over one mail. Raises MailRejected, MailDelayed."""


class ConsoleMail:
    """Of a house without a mail server: what is written goes to the log, and stands on the page of letters."""

    name = "console"

    def send(self, mail: Mail) -> None:
        log.info("mail %s to %s: %d characters", mail.message_id, mail.to, len(mail.body))


class MemoryMail:
    """The in-memory double. ``failures`` are raised first, one per send."""

    name = "memory"

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.failures: list[Exception] = []

    def send(self, mail: Mail) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(mail)


class SmtpMail:
    """By the mail server that ``url`` names: ``smtp://``, ``smtp+starttls://`` or ``smtps://[user:password@]host[:port]``.

    Raises ValueError for another address.
    """

    name = "smtp"

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise ValueError(f"not the address of a mail server: {parts.scheme}://{parts.hostname}")
        usual = {"smtp": SMTP, "smtps": SMTPS}.get(parts.scheme, SUBMISSION)
        self._settings: dict[str, Any] = {
            "host": parts.hostname,
            "port": parts.port or usual,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+starttls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": TIMEOUT,
        }

    def send(self, mail: Mail) -> None:
        backend = get_connection("django.core.mail.backends.smtp.EmailBackend", **self._settings)
        try:
            _message(mail, backend).send()
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise _meaning(code, text) from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise _meaning(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailDelayed(f"{type(error).__name__}: {error}") from error


def _message(mail: Mail, backend: object) -> EmailMessage:
    headers = {"Message-ID": mail.message_id}
    if mail.references:
        headers["In-Reply-To"] = mail.references[0]
        headers["References"] = " ".join(reversed(mail.references))
    if mail.automatic:
        headers |= {"Auto-Submitted": "auto-replied", "Precedence": "bulk"}
    if mail.generated:
        headers["Auto-Submitted"] = "auto-generated"
    made = EmailMessage(
        subject=" ".join(mail.subject.split()),
        body=mail.body,
        from_email=formataddr((mail.sender_name, mail.sender)) if mail.sender_name else mail.sender,
        to=[formataddr((_plain(mail.to_name), mail.to)) if mail.to_name else mail.to],
        headers=headers,
        connection=backend,
    )
    for file in mail.files:
        # what is no text/* must be bytes: a str's Chinese would be written as escapes
        content = file.text
        if isinstance(content, str) and not file.media_type.startswith("text/"):
            content = content.encode()
        made.attach(file.name, content, file.media_type)
    return made


def _plain(name: str) -> str:
    return " ".join(name.split())


def _meaning(code: int, text: bytes | str) -> Exception:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = f"{code} {' '.join(said.split())}"[:300]
    return MailRejected(line) if 500 <= code < 600 else MailDelayed(line)
