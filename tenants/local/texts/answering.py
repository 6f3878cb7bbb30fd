"""What is written to citizens: answers of people, receipts by itself; carried out by the outbox, once each."""

from datetime import datetime

from django.db import transaction

from hotline import audit, outbox
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline.notify import messages
from hotline.notify.models import OutgoingMessage
from tenants.local.cases import actions as cases
from tenants.local.cases import queries as case_queries
from tenants.shared.addresses import queries as addresses
from tenants.shared.addresses.rules import AddressKind
from tenants.shared.textstops import queries as stops

from . import rules, working
from .errors import AnswerKeyReused, NotAnswerable, TextsStopped
from .models import Answer, Conversation
from .rules import TextsState

LONGEST_KEY = 100
SMS = "sms"
"""The kind of effect that sends one message."""
ANSWER, RECEIPT = "answer", "text_receipt"
"""Templates."""


@transaction.atomic
def do_answer(actor: Actor, pk: int, *, body: str, finish: bool, key: str) -> OutgoingMessage:
    """Write to the citizen, from the number that they wrote to; ``finish``: what waits is dealt with by this. The same
    ``key`` again gives the same message.

    Raises Forbidden, NotFound, Required("body" | "key"), TooLong("body" | "key"), NotAnswerable, TextsStopped,
    AnswerKeyReused."""
    text, request = checked(actor, body, key)
    row = working.locked(pk)
    if known := known_answer(row, text, request):
        return OutgoingMessage.objects.get(pk=known.message)
    if not row.number.startswith("+"):
        raise NotAnswerable("id")
    if stops.is_stopped(row.number):
        raise TextsStopped("id")
    message = write(actor, row, text, request, row.case_number)
    audit.record(actor, "texts.answered", working.thing(row), f"{row.number} {row.case_number}".strip())
    if finish and row.done_at is None:
        working.done(actor, row, TextsState.ANSWERED)
    working.told(row.pk)
    return message


def checked(actor: Actor, body: str, key: str) -> tuple[str, str]:
    """Text and key of what ``actor`` writes. Raises Forbidden, Required("body" | "key"), TooLong("body" | "key")."""
    text, own = body.strip(), key.strip()
    if not actor.may(Permission.TEXT_SEND):
        raise Forbidden
    for name, value, limit in (("body", text, rules.LONGEST_ANSWER), ("key", own, LONGEST_KEY)):
        if not value:
            raise Required(name)
        if len(value) > limit:
            raise TooLong(name, limit=limit)
    return text, f"{actor.user_id or 0}:{own}"


def known_answer(row: Conversation, text: str, request: str) -> Answer | None:
    """What was written by this key before. Raises AnswerKeyReused when that was something else."""
    known = Answer.objects.filter(key=request).first()
    if known and (known.conversation_id, known.body) != (row.pk, text):
        raise AnswerKeyReused("key")
    return known


def do_receipt(row: Conversation, at: datetime) -> OutgoingMessage | None:
    """Say by itself that a message came, where the number that was written to has a text for that: not to numbers of
    ours, nor more than once in ``rules.RECEIPT_PAUSE``, nor to who wants none. None: nothing is said."""
    own = addresses.whose(AddressKind.SMS, row.ours)
    if own is None or not own.receipt or not row.number.startswith("+"):
        return None
    lately = messages.last_to(row.number, at - rules.RECEIPT_PAUSE, template=RECEIPT)
    if lately or stops.is_stopped(row.number) or addresses.is_ours(AddressKind.SMS, row.number):
        return None
    key, locale = f"text-receipt:{row.pk}:{at.timestamp():.6f}", rules.locale_of(own.receipt)
    message = messages.compose(row.number, RECEIPT, locale, key=key, sender=row.ours, reply=own.receipt)
    if message is not None:
        outbox.put(SMS, key, {"message": message.pk})
    return message


def write(actor: Actor, row: Conversation, text: str, request: str, about: str) -> OutgoingMessage:
    """Have ``text`` sent; the history of the case that it is ``about`` tells of it. Raises AnswerKeyReused."""
    name = f"text:{request}"
    message = messages.compose(
        row.number,
        ANSWER,
        rules.locale_of(text),
        key=name,
        case_number=about,
        sender=row.ours if row.ours.startswith("+") else "",
        reply=text,
    )
    if message is None:
        raise AnswerKeyReused("key")
    outbox.put(SMS, name, {"message": message.pk})
    Answer.objects.create(conversation=row, message=message.pk, key=request, written_by=actor.name[:80], body=text)
    if about and case_queries.case(actor, about) is not None:
        cases.do_note_correspondence(actor, about, "TEXT_SENT", working.line(row, text), f"text-out-{message.pk}")
    return message
