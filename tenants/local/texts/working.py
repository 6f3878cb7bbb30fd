"""Work on conversations: taken, filed to a case, dismissed, opened again; handed out by the queues."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline.kernel.phone import local_form
from hotline.notify import messages
from telephony.contracts.work import WorkMedium
from tenants.local.cases import actions as cases
from tenants.local.cases import queries as case_queries
from tenants.local.voice import queries as voice
from tenants.local.worklist.life import Life
from tenants.local.worklist.media import Arrival
from tenants.shared.addresses import queries as addresses
from tenants.shared.addresses.rules import AddressKind
from tenants.shared.textstops import actions as stopping

from . import queries, rules
from .errors import TextsClosed, TextsTaken
from .models import Conversation
from .rules import DismissReason, TextsState

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


class Texts(Life[Conversation]):
    """The life of conversations. They are opened again by what comes, too: see ``reopened``."""

    model, name, page = Conversation, "texts", "/texts/"
    closed, held, reasons = TextsClosed, TextsTaken, frozenset(DismissReason) - {DismissReason.BLOCKED}

    def medium(self, row: Conversation) -> WorkMedium:
        return WorkMedium.SMS

    def arrival(self, row: Conversation) -> Arrival:
        own = addresses.whose(AddressKind.SMS, row.ours)
        lately = row.begun_at is not None and row.opened_at - row.begun_at < rules.BEGUN_COUNTS
        return Arrival(
            str(row.pk),
            row.opened_at,
            sender=row.number,
            title=row.last_text[:80],
            language="zh" if rules.locale_of(row.last_text).startswith("zh") else "en",
            queue=own.queue if own and own.queue in {each.key for each in voice.queues()} else "",
            knows=row.begun_by if lately else "",
        )

    def who(self, row: Conversation) -> str:
        return row.number

    def new(self) -> QuerySet[Conversation]:
        return queries.conversations("NEW")

    def told(self, pk: int) -> None:
        told(pk)

    @transaction.atomic
    def do_give_back(self, actor: Actor, pk: int) -> Conversation:
        """As for all; whoever began it is not the first to have it any more."""
        Conversation.objects.filter(pk=pk).exclude(taken_by="").update(begun_by="")
        return super().do_give_back(actor, pk)

    @transaction.atomic
    def do_reopen(self, actor: Actor, pk: int) -> Conversation:
        """What was dealt with is to be dealt with again by anybody; what was filed is taken out. Raises NotFound."""
        row = self.locked(pk)
        if row.done_at is None:
            return row
        audit.record(actor, "texts.reopened", self.thing(row), row.case_number or row.reason)
        if row.state == TextsState.FILED:
            _take_out(actor, row)
        reopened(row)
        return row


WORK = Texts()
do_take, do_give_back, do_dismiss, do_reopen = WORK.do_take, WORK.do_give_back, WORK.do_dismiss, WORK.do_reopen
do_hand_in, locked, done, thing = WORK.do_hand_in, WORK.locked, WORK.done, WORK.thing


# ------------------------------------------------------------------------------------------- what people do


@transaction.atomic
def do_file(actor: Actor, pk: int, case_number: str, *, finish: bool = True) -> Conversation:
    """Keep what waits with a case that ``actor`` may see; ``finish``: it is dealt with by this, else it stays to be
    answered. Filed to the same case again, nothing is written twice.

    Raises NotFound("id" | "case_number"), TextsClosed."""
    row, number, now = locked(pk), case_number.strip(), timezone.now()
    if row.done_at is not None and (row.state, row.case_number) == (TextsState.FILED, number):
        return row
    WORK.check_open(row)
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
    WORK.viewed(actor, row)


def locked_with(number: str, ours: str, at: datetime) -> Conversation:
    """The conversation with a number under lock; without one, a new one in which nothing waits."""
    made = Conversation(number=number, ours=ours, opened_at=at, last_at=at, done_at=at)
    Conversation.objects.bulk_create([made], ignore_conflicts=True)
    return Conversation.objects.select_for_update().get(number=number)
