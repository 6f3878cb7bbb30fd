"""Work on conversations: taken, filed to a case, dismissed, opened again; handed out by the queues."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import quote

from django.db import transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, Invalid, NotFound, TooLong
from hotline.kernel.permissions import Permission
from hotline.kernel.phone import local_form
from hotline.notify import messages
from telephony.contracts.work import WorkMedium
from tenants.local.cases import actions as cases
from tenants.local.cases import queries as case_queries
from tenants.local.voice import queries as voice
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.media import Arrival
from tenants.shared.addresses import queries as addresses
from tenants.shared.addresses.rules import AddressKind
from tenants.shared.textstops import actions as stopping

from . import queries, rules
from .errors import TextsClosed, TextsTaken
from .models import Conversation
from .rules import DismissReason, TextsState

LONGEST_NOTE = 200
MOST_HANDED_IN = 500
"""Open conversations that are handed out when that is switched on; the oldest."""
ONE_VIEWING = timedelta(minutes=10)
"""A conversation looked at within this time belongs to the viewing that was audited."""

_listeners: list[Callable[[str, int], None]] = []


def on_change(listener: Callable[[str, int], None]) -> None:
    """Have ``listener(tenant, conversation)`` called after each commit that changed a conversation."""
    if listener not in _listeners:
        _listeners.append(listener)


def told(pk: int) -> None:
    """A conversation of the entered tenant changed."""
    for listener in _listeners:
        transaction.on_commit(partial(listener, tenancy.current(), pk), robust=True)


def message_changed(tenant: str, message: int) -> None:
    """An outgoing message came further: whoever looks at its conversation is told. Called after the commit."""
    with tenancy.entered_public(), tenancy.entered(tenant):
        row = messages.message(message)
        found = Conversation.objects.filter(number=row.to).values_list("pk", flat=True).first() if row else None
    if found is not None:
        for listener in _listeners:
            listener(tenant, found)


# ------------------------------------------------------------------------------------------- what people do


@transaction.atomic
def do_take(actor: Actor, pk: int) -> Conversation:
    """Work on it. Raises NotFound, TextsClosed, TextsTaken (somebody else has it)."""
    row, me = _open(pk), queries.worker(actor.agent_number, actor.name)
    if row.taken_by and row.taken_by != me:
        raise TextsTaken("id", agent=row.taken_by)
    if not row.taken_by:
        _taken(row, me)
        audit.record(actor, "texts.taken", thing(row), row.number)
        worklist.do_close(WorkMedium.SMS, str(pk), "TAKEN")
    return row


@transaction.atomic
def do_give_back(actor: Actor, pk: int) -> Conversation:
    """Nobody works on it any more. Raises NotFound, TextsClosed."""
    row = _open(pk)
    if row.taken_by:
        audit.record(actor, "texts.given_back", thing(row), row.taken_by)
        _taken(row, "")
        row.begun_by = ""
        row.save(update_fields=["begun_by"])
        do_hand_in(row)
    return row


@transaction.atomic
def do_file(actor: Actor, pk: int, case_number: str, *, finish: bool = True) -> Conversation:
    """Keep what waits with a case that ``actor`` may see; ``finish``: it is dealt with by this, else it stays to be
    answered. Filed to the same case again, nothing is written twice.

    Raises NotFound("id" | "case_number"), TextsClosed."""
    row, number, now = locked(pk), case_number.strip(), timezone.now()
    if row.done_at is not None and (row.state, row.case_number) == (TextsState.FILED, number):
        return row
    _check_open(row)
    if case_queries.case(actor, number) is None:
        raise NotFound("case_number")
    texts = list(row.texts.filter(at__gte=row.opened_at).exclude(case_number=number).order_by("at", "id"))
    for text in texts:
        text.case_number = number
        text.save(update_fields=["case_number"])
        key = f"text-in-{text.pk}-{now.timestamp():.6f}"  # taken out and filed again is another passage
        cases.do_note_correspondence(actor, number, "TEXT_RECEIVED", line(row, text.body), key)
    if texts or row.case_number != number:
        audit.record(actor, "texts.filed", thing(row), number)
    row.case_number = number
    row.save(update_fields=["case_number"])
    if finish:
        done(actor, row, TextsState.FILED)
    told(row.pk)
    return row


@transaction.atomic
def do_dismiss(actor: Actor, pk: int, reason: str, note: str = "") -> Conversation:
    """Nothing comes of it. Raises NotFound, TextsClosed, Invalid("reason"), TooLong("note")."""
    if reason not in set(DismissReason) or reason == DismissReason.BLOCKED:
        raise Invalid("reason")
    if len(note.strip()) > LONGEST_NOTE:
        raise TooLong("note", limit=LONGEST_NOTE)
    row = _open(pk)
    row.reason, row.note = reason, note.strip()
    done(actor, row, TextsState.DISMISSED)
    audit.record(actor, "texts.dismissed", thing(row), f"{reason} {row.note}".strip())
    return row


@transaction.atomic
def do_reopen(actor: Actor, pk: int) -> Conversation:
    """What was answered, filed or dismissed is to be dealt with again; what was filed is taken out. Raises NotFound."""
    row = locked(pk)
    if row.done_at is None:
        return row
    audit.record(actor, "texts.reopened", thing(row), row.case_number or row.reason)
    if row.state == TextsState.FILED:
        _take_out(actor, row)
    reopened(row)
    return row


def _take_out(actor: Actor, row: Conversation) -> None:
    for text in row.texts.filter(at__gte=row.opened_at, case_number=row.case_number).order_by("at", "id"):
        key = f"text-taken-{text.pk}-{row.done_at.timestamp() if row.done_at else 0:.6f}"
        cases.do_note_correspondence(actor, row.case_number, "TEXT_TAKEN_OUT", line(row, text.body), key)
        text.case_number = ""
        text.save(update_fields=["case_number"])
    row.case_number = ""


def line(row: Conversation, body: str) -> str:
    """A message in one line of a case's history."""
    return f"{local_form(row.number)} {' '.join(body.split())}"[:200]


@transaction.atomic
def do_allow(actor: Actor, pk: int) -> Conversation:
    """The citizen said otherwise than by START that messages are welcome again. Raises Forbidden, NotFound."""
    if not actor.may(Permission.TEXT_SEND):
        raise Forbidden
    row = locked(pk)
    if stopping.do_start(row.number):
        audit.record(actor, "texts.allowed", thing(row), row.number)
        told(row.pk)
    return row


def reopened(row: Conversation) -> None:
    """Something waits in the conversation: it is handed in."""
    row.state, row.done_at = TextsState.NEW, None
    row.done_by = row.reason = row.note = row.taken_by = ""
    row.taken_at = None
    row.save()
    do_hand_in(row)
    told(row.pk)


def note_seen(actor: Actor, row: Conversation) -> None:
    """Write down that ``actor`` reads a conversation, once a viewing."""
    if not audit.recorded_since(actor, "texts.view", thing(row), timezone.now() - ONE_VIEWING):
        audit.record(actor, "texts.view", thing(row), row.number)


def thing(row: Conversation) -> str:
    """How the audit log calls a conversation."""
    return f"texts {row.pk}"


def done(actor: Actor, row: Conversation, state: TextsState) -> None:
    """It is dealt with; whoever handed it out is told."""
    row.state, row.done_at, row.done_by = state, timezone.now(), actor.name[:80]
    row.save(update_fields=["state", "done_at", "done_by", "reason", "note"])
    worklist.do_close(WorkMedium.SMS, str(row.pk), state.value)
    told(row.pk)


def _taken(row: Conversation, taker: str) -> None:
    row.taken_by, row.taken_at = taker, timezone.now() if taker else None
    row.state = TextsState.TAKEN if taker else TextsState.NEW
    row.save(update_fields=["taken_by", "taken_at", "state"])
    told(row.pk)


def locked(pk: int) -> Conversation:
    """The conversation under lock. Raises NotFound."""
    row = Conversation.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound("id")
    return row


def locked_with(number: str, ours: str, at: datetime) -> Conversation:
    """The conversation with a number under lock; without one, a new one in which nothing waits."""
    made = Conversation(number=number, ours=ours, opened_at=at, last_at=at, done_at=at)
    Conversation.objects.bulk_create([made], ignore_conflicts=True)
    return Conversation.objects.select_for_update().get(number=number)


def _open(pk: int) -> Conversation:
    row = locked(pk)
    _check_open(row)
    return row


def _check_open(row: Conversation) -> None:
    if row.done_at is not None:
        raise TextsClosed("id")


# ------------------------------------------------------------------------------- handed out by the queues


def do_hand_in(row: Conversation) -> None:
    """Have an open conversation handed out through its queue, where the centre has switched that on."""
    worklist.do_arrive(WorkMedium.SMS, _arrival(row))


def _arrival(row: Conversation) -> Arrival:
    language = "zh" if rules.locale_of(row.last_text).startswith("zh") else "en"
    title, own = row.last_text[:80], addresses.whose(AddressKind.SMS, row.ours)
    queue = own.queue if own and own.queue in {each.key for each in voice.queues()} else ""
    lately = row.begun_at is not None and row.opened_at - row.begun_at < rules.BEGUN_COUNTS
    return Arrival(
        str(row.pk),
        row.opened_at,
        sender=row.number,
        title=title,
        language=language,
        queue=queue,
        knows=row.begun_by if lately else "",
    )


class AsWork:
    """Implements ``worklist.media.Source``."""

    def path(self, source: str) -> str:
        return f"/texts/{quote(source, safe='')}"

    def is_open(self, source: str) -> bool:
        return Conversation.objects.filter(pk=int(source), done_at=None).exists()

    def open_arrivals(self) -> list[Arrival]:
        return [_arrival(row) for row in queries.conversations("NEW")[:MOST_HANDED_IN]]

    def hold(self, source: str) -> None:
        Conversation.objects.select_for_update().filter(pk=int(source)).first()

    def taken(self, source: str, agent_number: str) -> None:
        row = Conversation.objects.filter(pk=int(source), done_at=None).first()
        if row is not None:
            _taken(row, agent_number)
