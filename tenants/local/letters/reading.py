"""A mail as it came over the wire, read (RFC 5322, MIME): whatever a sender's program got wrong, something is kept."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message, MIMEPart
from email.utils import getaddresses, parsedate_to_datetime

from tenants.shared.addresses.rules import mail_address

from . import html_text, rules

#: declared by Chinese programs for what is written in the greater set that includes it
GREATER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
#: tried in turn where nothing, or nothing true, is declared
GUESSES = ("utf-8", "gb18030")
MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
MOST_REFERENCES = 20
BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
LONGEST_NAME = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class File:
    """An attachment. ``name`` without folders."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReadMail:
    """What a mail says. ``external_id`` names it: by its own id and its sender, or by all that it is.

    ``references``: ids of the mails that it follows on, the nearest first. ``bounced``: ids of mails that this one
    reports as undeliverable (RFC 3464), ``diagnosis``: why."""

    external_id: str
    message_id: str
    references: tuple[str, ...]
    sender: str
    sender_name: str
    answer_to: str
    subject: str
    body: str
    clipped: bool
    automatic: bool
    written_at: datetime | None
    files: tuple[File, ...] = ()
    bounced: tuple[str, ...] = ()
    diagnosis: str = ""
    sha256: str = field(default="")


def read(content: bytes, envelope_sender: str) -> ReadMail:
    """Read a mail; never fails. ``envelope_sender``: of MAIL FROM, "" for a report (RFC 5321, 4.5.5)."""
    try:
        return _read(content, envelope_sender)
    except Exception:  # the library's own faults on malformed mail, too deep nesting
        digest = hashlib.sha256(content).hexdigest()
        head, _, rest = content.replace(b"\r\n", b"\n").partition(b"\n\n")
        text = clean(_decoded(rest or head, ""))
        sender = mail_address(envelope_sender)
        return ReadMail(
            external_id=digest,
            message_id="",
            references=(),
            sender=sender,
            sender_name="",
            answer_to=sender,
            subject="",
            body=text[: rules.MOST_BODY],
            clipped=len(text) > rules.MOST_BODY,
            automatic=not sender,
            written_at=None,
            sha256=digest,
        )


def _read(content: bytes, envelope_sender: str) -> ReadMail:
    mail = message_from_bytes(content, policy=policy.default)
    digest = hashlib.sha256(content).hexdigest()
    name, sender = _party(mail, "from")
    sender = sender or mail_address(envelope_sender)
    message_id = (ids_in(_header(mail, "message-id")) or ("",))[0]
    near, far = ids_in(_header(mail, "in-reply-to")), ids_in(_header(mail, "references"))
    body, used = _body(mail)
    bounced, diagnosis = _report(mail)
    return ReadMail(
        external_id=f"{message_id} {sender}"[:300] if message_id else digest,
        message_id=message_id[:255],
        references=tuple(dict.fromkeys((*near, *reversed(far))))[:MOST_REFERENCES],
        sender=sender,
        sender_name=name[:120],
        answer_to=_party(mail, "reply-to")[1] or sender,
        subject=" ".join(clean(_header(mail, "subject")).split())[:200],
        body=body[: rules.MOST_BODY],
        clipped=len(body) > rules.MOST_BODY,
        automatic=_automatic(mail, envelope_sender),
        written_at=_date(mail),
        files=tuple(_files(mail, used)),
        bounced=bounced,
        diagnosis=diagnosis,
        sha256=digest,
    )


def clean(text: str) -> str:
    """Without what a database or a screen cannot take: control characters, halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def ids_in(text: str) -> tuple[str, ...]:
    """The message ids in a header, in order."""
    return tuple(MESSAGE_ID.findall(text))


def _or_nothing(read: Callable[[], object]) -> str:
    """The library raises all sorts of things on headers that nobody should have written."""
    try:
        found = read()
    except Exception:
        return ""
    return "" if found is None else str(found)


def _header(mail: EmailMessage, name: str) -> str:
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name), "")
    # written without any declaration: the bytes come as surrogates, which the library would make question marks
    if any("\udc80" <= char <= "\udcff" for char in raw):
        return _decoded(raw.encode("ascii", "surrogateescape"), "")
    return _or_nothing(lambda: mail.get(name))


def _party(mail: EmailMessage, name: str) -> tuple[str, str]:
    """(name, address) of the first party of a header."""
    for who, address in getaddresses([_header(mail, name)]):
        if found := mail_address(address):
            return " ".join(clean(who).split()), found
    return "", ""


def _automatic(mail: EmailMessage, envelope_sender: str) -> bool:
    """Did a machine send it? (RFC 3834; the older ``Precedence``; lists, RFC 2919; no sender: a report.)"""
    submitted = _header(mail, "auto-submitted").partition(";")[0].strip().lower()
    return (
        not envelope_sender
        or submitted not in ("", "no")
        or _header(mail, "precedence").strip().lower() in BULK
        or bool(_header(mail, "list-id") or _header(mail, "list-unsubscribe") or _header(mail, "x-autoreply"))
        or mail.get_content_type() in ("multipart/report", "message/delivery-status")
        or envelope_sender.partition("@")[0].lower() in ("mailer-daemon", "postmaster", "noreply", "no-reply")
    )


def _date(mail: EmailMessage) -> datetime | None:
    try:
        found = parsedate_to_datetime(_header(mail, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if 1990 < found.year < 2200 else None


def _body(mail: EmailMessage) -> tuple[str, MIMEPart | None]:
    """The text, and the part that it stands in. Plain text is taken before HTML, if it says anything."""
    plain = mail.get_body(preferencelist=("plain",))
    text = clean(_text(plain)).strip() if plain is not None else ""
    if text or plain is mail:
        return text, plain
    html = mail.get_body(preferencelist=("html",))
    if html is not None:
        return clean(html_text.text_of(_text(html))), html
    return text, plain


def _text(part: MIMEPart) -> str:
    content = part.get_payload(decode=True)
    return _decoded(content, part.get_content_charset() or "") if isinstance(content, bytes) else ""


def _decoded(content: bytes, charset: str) -> str:
    charset = charset.lower()
    for guess in (GREATER.get(charset, charset), *GUESSES):
        try:
            return content.decode(guess or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode(GREATER.get(charset, "utf-8") if charset in GREATER else "utf-8", "replace")


def _files(mail: EmailMessage, body: MIMEPart | None) -> Iterator[File]:
    """Everything that is not the text: attachments, pictures in the text, mails within the mail."""
    for part in _leaves(mail):
        name = clean(_or_nothing(part.get_filename))
        media_type = part.get_content_type()
        if part is body or (not name and media_type in ("text/plain", "text/html") and not part.is_attachment()):
            continue
        content = _content(part)
        name = re.split(r"[\\/]", name)[-1].strip() or f"{media_type.partition('/')[0]}.{_ending(media_type)}"
        yield File(name[-LONGEST_NAME:], media_type[:100], content)


def _leaves(part: MIMEPart) -> Iterator[MIMEPart]:
    if part.get_content_maintype() == "message" or not part.is_multipart():
        yield part
        return
    for each in part.iter_parts():
        yield from _leaves(each)


def _content(part: MIMEPart) -> bytes:
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        if not isinstance(inner, list):
            return str(inner).encode("utf-8", "replace")
        return b"\n".join(each.as_bytes() for each in inner if isinstance(each, Message))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _ending(media_type: str) -> str:
    return {"message/rfc822": "eml", "text/plain": "txt", "image/jpeg": "jpg", "text/calendar": "ics"}.get(
        media_type, re.sub(r"[^a-z0-9]", "", media_type.partition("/")[2])[:8] or "bin"
    )


def _report(mail: EmailMessage) -> tuple[tuple[str, ...], str]:
    """(ids of the mails that could not be delivered for good, why) of a delivery report."""
    if mail.get_content_type() != "multipart/report":
        return (), ""
    failed, ids, why = False, list[str](), ""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            text = _content(part).decode("utf-8", "replace")
            failed = failed or bool(re.search(r"(?mi)^Action:\s*failed", text))
            if found := re.search(r"(?mi)^Diagnostic-Code:\s*(.+)$", text) or re.search(r"(?mi)^Status:\s*(.+)$", text):
                why = why or " ".join(clean(found.group(1)).split())
        elif part is not mail and part.get("message-id"):
            ids += ids_in(_header(part, "message-id"))
        elif part.get_content_type() == "text/rfc822-headers":
            head = message_from_bytes(_content(part), policy=policy.default)
            ids += ids_in(_header(head, "message-id"))
    return (tuple(dict.fromkeys(ids)), why[:300]) if failed else ((), "")
