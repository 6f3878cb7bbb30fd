"""Carrying out what is written to citizens: here the outbox meets the carriers of each medium."""

from uuid import UUID

from django.conf import settings
from django.utils import timezone

from hotline import outbox, tenancy
from hotline.notify.mail import ConsoleMail, Mail, MailDelayed, MailFile, MailGateway, MailRejected, SmtpMail
from hotline.objectstore import ObjectMissing, current_store
from tenants.local.letters import enclosing, queries
from tenants.local.letters import outbox as letters
from tenants.local.letters.models import SentLetter
from tenants.local.letters.rules import Purpose, SentState

ANYTHING = "application/octet-stream"
_gateway: list[MailGateway] = []


def wire(gateway: MailGateway | None = None) -> None:
    """Send by the mail server that the settings name, or by ``gateway``."""
    url = settings.ENV.mail_server_url
    _gateway[:] = [gateway or (SmtpMail(url) if url else ConsoleMail())]
    outbox.register(letters.KIND, send, give_up=give_up)


def carrier() -> MailGateway:
    """By which mail leaves the house."""
    return _gateway[0]


def send(effect: outbox.Effect) -> outbox.Outcome:
    """Hand one letter to its carrier. One whose outcome nobody knows is sent again under the same message id."""
    key = UUID(effect.payload["letter"])
    with tenancy.entered(effect.tenant):
        row = queries.sent_one(key)
        if row is None or row.state != SentState.QUEUED:
            return outbox.Done()
        try:
            mail = _mail(row)
        except ObjectMissing as lost:
            letters.do_note_failed(key, f"file missing: {lost}")
            return outbox.Done()
    try:
        _gateway[0].send(mail)
    except MailDelayed as delay:
        return outbox.Retry(str(delay))
    except MailRejected as refusal:
        with tenancy.entered(effect.tenant):
            letters.do_note_failed(key, str(refusal))
        return outbox.Done()
    with tenancy.entered(effect.tenant):
        letters.do_note_sent(key, timezone.now())
    return outbox.Done()


def give_up(effect: outbox.Effect, error: str) -> None:
    """No try is left."""
    with tenancy.entered(effect.tenant):
        letters.do_note_failed(UUID(effect.payload["letter"]), error)


def _mail(row: SentLetter) -> Mail:
    return Mail(
        sender=row.address,
        sender_name=row.address_name,
        to=row.recipient,
        to_name=row.recipient_name,
        subject=row.subject,
        body=f"{row.body}\n\n{_quoted(row.quoted)}".strip() if row.quoted else row.body,
        message_id=row.message_id,
        references=tuple(row.references.split()),
        automatic=row.purpose == Purpose.RECEIPT,
        files=tuple(
            MailFile(file.name, enclosing.read(current_store(), file), ANYTHING) for file in row.enclosures.all()
        ),
    )


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
