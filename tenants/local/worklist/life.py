"""The life of a thing that a citizen sent and that is read and answered (a fax, a letter, a conversation by text): it
is taken and given back, dealt with, dismissed, opened again. Every step is in the audit log, and whoever hands it out
is told. The thing is locked first, then its piece of work (see ``media``).
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Generic, TypeVar
from urllib.parse import quote

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from hotline import audit
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Conflict, Invalid, NotFound, TooLong
from telephony.contracts.work import WorkMedium

from . import actions
from .media import Arrival
from .queries import worker

LONGEST_NOTE = 200
MOST_HANDED_IN = 500
"""Open things that are handed out when that is switched on; the oldest."""
ONE_VIEWING = timedelta(minutes=10)
"""A thing looked at within this time belongs to the viewing that was audited."""


class Thing(models.Model):
    """Where the work on it stands: it is open until ``done_at`` is set. ``case_number``: what it was filed to."""

    state = models.CharField(max_length=12)
    taken_by = models.CharField(max_length=16, blank=True)  # agent number, or a name without one
    taken_at = models.DateTimeField(null=True, blank=True)
    case_number = models.CharField(max_length=14, blank=True, db_index=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


T = TypeVar("T", bound=Thing)


class Life(Generic[T]):
    """The steps, for one kind of thing; implements ``media.Source`` for it.

    ``name``: how audit entries begin, and the thing is called there ("fax 7"); ``page``: where the console shows one.
    """

    model: type[T]
    name: str
    page: str
    closed: type[Conflict]
    held: type[Conflict]
    reasons: Collection[str]
    """Why somebody may dismiss it."""

    # ------------------------------------------------------------------------------------ what each kind says

    def medium(self, row: T) -> WorkMedium:
        """How it came."""
        raise NotImplementedError

    def arrival(self, row: T) -> Arrival:
        """What the queues must know of it."""
        raise NotImplementedError

    def who(self, row: T) -> str:
        """Who sent it, for the audit log."""
        raise NotImplementedError

    def new(self) -> QuerySet[T]:
        """What nobody has in hand, oldest first."""
        raise NotImplementedError

    def told(self, pk: int) -> None:
        """It changed: whoever looks at it is to hear of it after the commit."""

    def take_out(self, actor: Actor, row: T) -> None:
        """It was filed and is opened again: its case is to know."""

    # ------------------------------------------------------------------------------------------- what people do

    @transaction.atomic
    def do_take(self, actor: Actor, pk: int) -> T:
        """Work on it. Raises NotFound, ``closed``, ``held`` (somebody else has it)."""
        row, me = self.open_one(pk), worker(actor.agent_number, actor.name)
        if row.taken_by and row.taken_by != me:
            raise self.held("id", agent=row.taken_by)
        if not row.taken_by:
            self._hand(row, me)
            audit.record(actor, f"{self.name}.taken", self.thing(row), self.who(row))
            actions.do_close(self.medium(row), str(pk), "TAKEN")
        return row

    @transaction.atomic
    def do_give_back(self, actor: Actor, pk: int) -> T:
        """Nobody works on it any more. Raises NotFound, ``closed``."""
        row = self.open_one(pk)
        if row.taken_by:
            audit.record(actor, f"{self.name}.given_back", self.thing(row), row.taken_by)
            self._hand(row, "")
            self.do_hand_in(row)
        return row

    @transaction.atomic
    def do_dismiss(self, actor: Actor, pk: int, reason: str, note: str = "") -> T:
        """Nothing comes of it. Raises NotFound, ``closed``, Invalid("reason"), TooLong("note")."""
        if reason not in self.reasons:
            raise Invalid("reason")
        if len(note.strip()) > LONGEST_NOTE:
            raise TooLong("note", limit=LONGEST_NOTE)
        row = self.open_one(pk)
        row.reason, row.note = reason, note.strip()
        self.done(actor, row, "DISMISSED")
        audit.record(actor, f"{self.name}.dismissed", self.thing(row), f"{reason} {row.note}".strip())
        return row

    @transaction.atomic
    def do_reopen(self, actor: Actor, pk: int) -> T:
        """What was dealt with is to be dealt with again, by whoever had it. Raises NotFound."""
        row = self.locked(pk)
        if row.done_at is None:
            return row
        self.take_out(actor, row)
        audit.record(actor, f"{self.name}.reopened", self.thing(row), row.case_number or row.reason)
        row.case_number = row.reason = row.note = row.done_by = ""
        row.done_at = None
        row.state = "TAKEN" if row.taken_by else "NEW"
        row.save(update_fields=["case_number", "reason", "note", "done_by", "done_at", "state"])
        if not row.taken_by:
            self.do_hand_in(row)
        self.told(row.pk)
        return row

    def viewed(self, actor: Actor, row: T) -> bool:
        """Write down that ``actor`` looks at it, once a viewing; whether this begins one."""
        if audit.recorded_since(actor, f"{self.name}.view", self.thing(row), timezone.now() - ONE_VIEWING):
            return False
        audit.record(actor, f"{self.name}.view", self.thing(row), self.who(row))
        return True

    # -------------------------------------------------------------------------------------------------- shared

    def thing(self, row: T) -> str:
        """How the audit log calls it."""
        return f"{self.name} {row.pk}"

    def passage(self, way: str, row: T) -> str:
        """Names one filing of it in a case's history: taken out and filed again is another one."""
        at = row.done_at.timestamp() if row.done_at else 0.0
        return f"{self.name}-{way}-{row.pk}-{at:.6f}"

    def locked(self, pk: int) -> T:
        """The thing under lock. Raises NotFound."""
        row = self._rows().select_for_update().filter(pk=pk).first()
        if row is None:
            raise NotFound("id")
        return row

    def open_one(self, pk: int) -> T:
        """The thing under lock, still to be dealt with. Raises NotFound, ``closed``."""
        row = self.locked(pk)
        self.check_open(row)
        return row

    def check_open(self, row: T) -> None:
        """Raises ``closed`` for what has been dealt with."""
        if row.done_at is not None:
            raise self.closed("id")

    def done(self, actor: Actor, row: T, state: str) -> None:
        """It is dealt with; whoever handed it out is told."""
        row.state, row.done_at, row.done_by = state, timezone.now(), actor.name[:80]
        row.save(update_fields=["state", "done_at", "done_by", "case_number", "reason", "note"])
        actions.do_close(self.medium(row), str(row.pk), state)
        self.told(row.pk)

    def do_hand_in(self, row: T) -> None:
        """Have it handed out through its queue, where the centre has switched that on."""
        actions.do_arrive(self.medium(row), self.arrival(row))

    def _hand(self, row: T, taker: str) -> None:
        row.taken_by, row.taken_at = taker, timezone.now() if taker else None
        row.state = "TAKEN" if taker else "NEW"
        row.save(update_fields=["taken_by", "taken_at", "state"])
        self.told(row.pk)

    def _rows(self) -> QuerySet[T]:
        return self.model._default_manager.all()

    # ------------------------------------------------------------------------------ asked by the list of work

    def path(self, source: str) -> str:
        return self.page + quote(source, safe="")

    def is_open(self, source: str) -> bool:
        return self._rows().filter(pk=int(source), done_at=None).exists()

    def open_arrivals(self) -> list[Arrival]:
        return [self.arrival(row) for row in self.new()[:MOST_HANDED_IN]]

    def hold(self, source: str) -> None:
        self._rows().select_for_update().filter(pk=int(source)).first()

    def taken(self, source: str, agent_number: str) -> None:
        row = self._rows().filter(pk=int(source), done_at=None).first()
        if row is not None:
            self._hand(row, agent_number)
