"""What is written to citizens: answers of agents, receipts by itself; carried out by the outbox, once each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from hotline import audit, outbox, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from tenants.local.cases import actions as cases
from tenants.local.cases import queries as case_queries
from tenants.shared.addresses import queries as addresses
from tenants.shared.addresses.models import ServiceAddress
from tenants.shared.addresses.rules import AddressKind

from . import enclosing, inbox, rules
from .errors import KeyReused, NoAnswerTo, NoSenderAddress
from .models import Letter, SentLetter
from .rules import LetterState, Purpose, SentState

KIND = "letter"
LONGEST = {"body": 20_000, "subject": 200, "key": 120}
MOST_QUOTED = 20_000


@dataclass(frozen=True, slots=True)
class Draft:
    """The beginning of an answer: from whom, to whom, called what, with the address's greeting and closing."""

    address: str
    address_name: str
    recipient: str
    recipient_name: str
    subject: str
    greeting: str
    closing: str


def draft(row: Letter) -> Draft:
    """How an answer to a letter begins. Raises NoAnswerTo, NoSenderAddress."""
    recipient = row.answer_to or row.sender
    if not recipient:
        raise NoAnswerTo("id")
    own = _own_address(row)
    subject = rules.reply_subject(row.subject, row.case_number or row.quoted_case)
    return Draft(own.address, own.name, recipient, row.sender_name, subject, own.greeting, own.closing)


def _own_address(row: Letter) -> ServiceAddress:
    """What we write from: the address that was written to, else another open one of the centre."""
    rows = [each for each in addresses.of_tenant(tenancy.current(), AddressKind(row.medium)) if each.is_open]
    if not rows:
        raise NoSenderAddress("id")
    return next((each for each in rows if each.address == row.address), rows[0])


@transaction.atomic
def do_answer(
    actor: Actor,
    pk: int,
    *,
    body: str,
    subject: str = "",
    quote: bool = True,
    finish: bool = True,
    case_number: str = "",
    files: Sequence[UUID] = (),
    key: str,
) -> SentLetter:
    """Answer a letter, with or without a case. ``finish``: it is dealt with by this. The same ``key`` again gives the
    same answer. ``files``: keys of enclosures.

    Raises Forbidden, Required("body" | "key"), TooLong, NotFound("id" | "case_number" | "files"), NoAnswerTo,
    NoSenderAddress, KeyReused, EnclosuresTooBig.
    """
    if not actor.may(Permission.LETTER_SEND) or tenancy.current() != actor.tenant:
        raise Forbidden
    _check_texts(body=body, subject=subject, key=key)
    row = inbox.locked(pk)
    begun, about = draft(row), case_number.strip() or row.case_number or row.quoted_case
    if case_number.strip() and case_queries.case(actor, about) is None:
        raise NotFound("case_number")
    found = _write(
        row,
        f"{actor.user_id or 0}:{key.strip()}",
        begun,
        actor.name,
        body=body.strip(),
        subject=rules.reply_subject(subject.strip() or begun.subject, about),
        quoted=row.body[:MOST_QUOTED] if quote else "",
        case_number=about,
    )
    if found is None:
        known = SentLetter.objects.get(request_key=f"{actor.user_id or 0}:{key.strip()}")
        if (known.answers_id, known.body) != (row.pk, body.strip()):
            raise KeyReused("key")
        return known
    enclosing.do_enclose(actor, found, files)
    enclosed = f"+{len(files)}" if files else ""
    audit.record(actor, "letter.answered", inbox.thing(row), " ".join(filter(None, (found.recipient, about, enclosed))))
    if about:
        _note_case(found, actor, "WRITTEN")
    if finish and row.done_at is None:
        inbox.done(actor, row, LetterState.ANSWERED)
    inbox.told(row.pk)
    return found


def do_receipt(row: Letter, own: ServiceAddress) -> SentLetter | None:
    """Say by itself that a letter came, once: see ``rules.may_receipt``. None: nothing is said."""
    lately = SentLetter.objects.filter(
        purpose=Purpose.RECEIPT, recipient=row.sender, written_at__gt=timezone.now() - rules.RECEIPT_PAUSE
    )
    ours = addresses.is_ours(AddressKind(row.medium), row.sender)
    if not rules.may_receipt(
        receipt=own.receipt, automatic=row.automatic, sender=row.sender, ours=ours, lately=lately.exists()
    ):
        return None
    begun = Draft(own.address, own.name, row.sender, row.sender_name, rules.reply_subject(row.subject, ""), "", "")
    return _write(
        row, f"receipt:{row.pk}", begun, "system", body=own.receipt, subject=begun.subject, purpose=Purpose.RECEIPT
    )


def _write(
    row: Letter,
    request_key: str,
    begun: Draft,
    writer: str,
    *,
    body: str,
    subject: str,
    quoted: str = "",
    case_number: str = "",
    purpose: Purpose = Purpose.ANSWER,
) -> SentLetter | None:
    """Write it and have it sent; None when this ``request_key`` has written before."""
    key = uuid4()
    domain = begun.address.rpartition("@")[2]
    sent, made = SentLetter.objects.get_or_create(
        request_key=request_key,
        defaults={
            "key": key,
            "medium": row.medium,
            "purpose": purpose,
            "address": begun.address,
            "address_name": begun.address_name,
            "recipient": begun.recipient,
            "recipient_name": begun.recipient_name,
            "subject": subject,
            "body": body,
            "quoted": quoted,
            "message_id": f"<{key}.{tenancy.current()}@{domain}>",
            "references": " ".join(each for each in (row.message_id, *row.references.split()) if each),
            "answers": row,
            "case_number": case_number,
            "written_at": timezone.now(),
            "written_by": writer[:80],
        },
    )
    if not made:
        return None
    outbox.put(KIND, str(key), {"letter": str(key)})
    return sent


# --------------------------------------------------------------------------------------- what became of it


@transaction.atomic
def do_note_sent(key: UUID, at: datetime) -> None:
    """The other side's server took it."""
    row = _locked(key)
    if row is not None and row.state == SentState.QUEUED:
        row.state, row.sent_at, row.error = SentState.SENT, at, ""
        row.save(update_fields=["state", "sent_at", "error"])
        _told(row)


@transaction.atomic
def do_note_failed(key: UUID, error: str, state: SentState = SentState.FAILED) -> None:
    """It will not arrive; the case's history and whoever looks at the letter are told. Told twice, nothing changes."""
    row = _locked(key)
    if row is None or row.state in (SentState.FAILED, SentState.BOUNCED):
        return
    row.state, row.error = state, error[:300]
    row.save(update_fields=["state", "error"])
    system = Actor.system(tenancy.current())
    audit.record(system, f"letter.{state.value.lower()}", f"letter out {row.key}", f"{row.recipient} {row.error}")
    if row.case_number:
        _note_case(row, system, "FAILED")
    _told(row)


def do_note_bounced(message_ids: tuple[str, ...], error: str) -> int:
    """A report says that these did not arrive; how many of ours were among them."""
    keys = list(SentLetter.objects.filter(message_id__in=message_ids).values_list("key", flat=True))
    for key in keys:
        do_note_failed(key, error, SentState.BOUNCED)
    return len(keys)


@transaction.atomic
def do_send_again(actor: Actor, key: UUID) -> SentLetter:
    """What failed is tried once more. Raises Forbidden, NotFound. One that has not failed is left as it is."""
    if not actor.may(Permission.LETTER_SEND):
        raise Forbidden
    row = _locked(key)
    if row is None:
        raise NotFound("id")
    if row.state not in (SentState.FAILED, SentState.BOUNCED):
        return row
    attempt = uuid4()
    row.state, row.error = SentState.QUEUED, ""
    row.save(update_fields=["state", "error"])
    audit.record(actor, "letter.sent_again", f"letter out {row.key}", row.recipient)
    outbox.put(KIND, f"{row.key}:{attempt}", {"letter": str(row.key)})
    _told(row)
    return row


def _locked(key: UUID) -> SentLetter | None:
    return SentLetter.objects.select_for_update().filter(key=key).first()


def _told(row: SentLetter) -> None:
    if row.answers_id is not None:
        inbox.told(row.answers_id)


def _note_case(row: SentLetter, actor: Actor, action: str) -> None:
    """A line in the case's history; a case that went away meanwhile gets none."""
    text = " ".join(part for part in (row.recipient, row.subject, row.error) if part)[:200]
    if case_queries.case(actor, row.case_number) is not None:
        cases.do_note_correspondence(
            actor, row.case_number, f"{row.medium}_{action}", text, f"letter-{row.key}-{action.lower()}"
        )


def _check_texts(**texts: str) -> None:
    for name in ("body", "key"):
        if not texts[name].strip():
            raise Required(name)
    for name, limit in LONGEST.items():
        if len(texts[name]) > limit:
            raise TooLong(name, limit=limit)
