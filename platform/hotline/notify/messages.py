"""Composing, sending and reading the messages of the entered tenant. Their state only ever moves forward."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from hotline import tenancy

from . import templates
from .models import MessageState, OutgoingMessage
from .port import Sent, Sms, SmsGateway, SmsRejected, SmsStopped, SmsUncertain

#: how far a state is on its way; a report of an earlier one is late and changes nothing
RANK = {
    MessageState.QUEUED: 0,
    MessageState.UNKNOWN: 1,
    MessageState.SENT: 2,
    MessageState.DELIVERED: 3,
    MessageState.FAILED: 3,
}
#: clocks of carriers and ours may differ
SLACK = timedelta(minutes=5)

_gateway: list[SmsGateway] = []
_listeners: list[Callable[[str, int], None]] = []
_stopped: list[Callable[[str], bool]] = []
_stop_listeners: list[Callable[[str, str], None]] = []

#: why a message is not sent to somebody who asked for none
STOPPED = "STOPPED"


def wire(gateway: SmsGateway) -> None:
    """Send by ``gateway`` from now on."""
    _gateway[:] = [gateway]


def wire_stops(is_stopped: Callable[[str], bool], note_stop: Callable[[str, str], None]) -> None:
    """Ask ``is_stopped(number)`` before a message goes out: has its owner asked for none? Have ``note_stop(number,
    sender)`` called in the entered tenant when a carrier says so; ``sender``: as in ``OutgoingMessage``."""
    _stopped[:] = [is_stopped]
    _stop_listeners[:] = [note_stop]


def on_change(listener: Callable[[str, int], None]) -> None:
    """Have ``listener(tenant, message id)`` called after each commit that changed a message."""
    if listener not in _listeners:
        _listeners.append(listener)


def compose(
    to: str, template: str, locale: str, *, key: str, case_number: str = "", sender: str = "", **params: str
) -> OutgoingMessage | None:
    """Write a message to be sent, in the caller's transaction; None when ``key`` has been written before.

    ``sender``: the number of ours that it goes out from, "": the one that is set for the house.
    """
    if OutgoingMessage.objects.filter(key=key).exists():
        return None
    row = OutgoingMessage.objects.create(
        to=to,
        template=template,
        locale=templates.locale_of(locale),
        body=templates.text(template, locale, **params),
        key=key,
        case_number=case_number,
        sender=sender,
    )
    _tell(row.pk)
    return row


def send(message_id: int) -> None:
    """Hand a queued message to the carrier. Raises SmsDelayed, SmsUncertain; one that is rejected, or whose owner wants
    no messages, becomes FAILED."""
    row = OutgoingMessage.objects.filter(pk=message_id).first()
    if row is None or RANK[MessageState(row.state)] >= RANK[MessageState.SENT]:
        return
    if any(is_stopped(row.to) for is_stopped in _stopped):
        do_fail(row.pk, STOPPED)
        return
    try:
        _took(row, _gateway[0].send(_sms(row)))
    except SmsStopped:
        do_stop(row.pk)
    except SmsRejected as error:
        do_fail(row.pk, str(error))
    except SmsUncertain as error:
        move(row.pk, MessageState.UNKNOWN, error=str(error))
        raise


def settle(message_id: int) -> bool:
    """Has an uncertain message been taken? Raises SmsDelayed. False: it was not, send it again."""
    row = OutgoingMessage.objects.filter(pk=message_id).first()
    if row is None or RANK[MessageState(row.state)] >= RANK[MessageState.SENT]:
        return True
    sent = _gateway[0].find(_sms(row), row.created_at - SLACK)
    if sent is None:
        return False
    _took(row, sent)
    return True


def move(message_id: int, state: MessageState, *, provider_id: str = "", error: str = "") -> bool:
    """Move a message forward; False when it is that far already or the message is not here."""
    with transaction.atomic():
        row = OutgoingMessage.objects.select_for_update().filter(pk=message_id).first()
        if row is None or RANK[state] <= RANK[MessageState(row.state)]:
            return False
        row.state, row.error = state, error[:300]
        row.provider_id = provider_id or row.provider_id
        row.provider = row.provider or _gateway[0].name
        if row.sent_at is None and RANK[state] >= RANK[MessageState.SENT] and state != MessageState.FAILED:
            row.sent_at = timezone.now()
        row.save(update_fields=["state", "error", "provider_id", "provider", "sent_at"])
        _tell(row.pk)
    return True


def do_fail(message_id: int, error: str) -> None:
    """The message will never go out."""
    move(message_id, MessageState.FAILED, error=error)


@transaction.atomic
def do_stop(message_id: int) -> None:
    """The carrier says that the owner of its number wants none: it fails, and so do all others from now on. Said again
    of the same message, nothing changes."""
    row = message(message_id)
    if row is not None and move(message_id, MessageState.FAILED, error=STOPPED):
        for note_stop in _stop_listeners:
            note_stop(row.to, row.sender)


def outgoing(state: str | None = None, text: str = "") -> QuerySet[OutgoingMessage]:
    """Newest first; ``text`` is looked for in recipient, case number and body."""
    rows = OutgoingMessage.objects.all()
    if state:
        rows = rows.filter(state=state)
    if text := text.strip():
        rows = rows.filter(Q(to__contains=text) | Q(case_number=text) | Q(body__contains=text))
    return rows


def message(message_id: int) -> OutgoingMessage | None:
    """One message."""
    return OutgoingMessage.objects.filter(pk=message_id).first()


def to_number(number: str, limit: int) -> list[OutgoingMessage]:
    """What was sent to one number, newest first."""
    return list(OutgoingMessage.objects.filter(to=number)[:limit])


def last_to(number: str, since: datetime, template: str = "") -> OutgoingMessage | None:
    """The newest message to a number after ``since``, of a template when one is named."""
    rows = OutgoingMessage.objects.filter(to=number, created_at__gt=since)
    return (rows.filter(template=template) if template else rows).first()


def of_case(number: str) -> list[OutgoingMessage]:
    """What was sent about one case, oldest first."""
    return list(OutgoingMessage.objects.filter(case_number=number).order_by("created_at", "id"))


def _sms(row: OutgoingMessage) -> Sms:
    return Sms(to=row.to, body=row.body, reference=f"{tenancy.current()}/{row.pk}", sender=row.sender)


def _took(row: OutgoingMessage, sent: Sent) -> None:
    move(row.pk, MessageState.SENT, provider_id=sent.provider_id)


def _tell(message_id: int) -> None:
    tenant = tenancy.current()
    for listener in _listeners:
        transaction.on_commit(partial(listener, tenant, message_id), robust=True)
