"""Work on letters that came: they are taken, answered, filed to a case or dismissed, opened again.

Whoever receives for a medium calls ``do_receive``; the rest is the same for all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, TooLong
from telephony.contracts.work import WorkMedium
from tenants.local.cases import actions as cases
from tenants.local.cases import queries as case_queries
from tenants.local.cases.rules import is_number
from tenants.local.citizens import actions as citizens
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.media import Arrival
from tenants.shared.addresses.rules import AddressKind

from . import queries, rules
from .errors import LetterClosed, LetterTaken
from .events import LetterTouched
from .models import Attachment, Letter, SentLetter
from .rules import DismissReason, LetterState, NotKept

LONGEST_NOTE = 200
MOST_HANDED_IN = 500
"""Open letters that are handed out when that is switched on; the oldest."""
ONE_VIEWING = timedelta(minutes=10)
"""A letter looked at within this time belongs to the viewing that was audited."""

_listeners: list[Callable[[LetterTouched], None]] = []


def on_change(listener: Callable[[LetterTouched], None]) -> None:
    """Have ``listener`` called after each commit that changed a letter."""
    if listener not in _listeners:
        _listeners.append(listener)


def told(letter: int) -> None:
    """A letter of the entered tenant changed."""
    touched = LetterTouched(tenancy.current(), letter)
    for listener in _listeners:
        transaction.on_commit(partial(listener, touched), robust=True)


# ---------------------------------------------------------------------------------------------- they come


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What came with a letter; kept in its folder under ``number`` unless ``not_kept``."""

    number: int
    name: str
    media_type: str
    size: int
    sha256: str
    not_kept: NotKept | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A letter that came; see ``Letter``. ``references``: ids of what it follows on, the nearest first; ``queue``: key
    of the queue that hands it out, "": the one of the medium's rule."""

    medium: AddressKind
    external_id: str
    address: str
    sender: str
    received_at: datetime
    body: str
    sender_name: str = ""
    answer_to: str = ""
    subject: str = ""
    clipped: bool = False
    message_id: str = ""
    references: Sequence[str] = ()
    automatic: bool = False
    written_at: datetime | None = None
    folder: str = ""
    size: int = 0
    sha256: str = ""
    files: Sequence[KeptFile] = ()
    queue: str = ""
    language: str = "zh"


@transaction.atomic
def do_receive(came: Incoming) -> tuple[Letter, bool]:
    """A letter came: the row, and whether it is new. The same ``external_id`` again changes nothing.

    What it replies to, and the case that it is about, are found by what it quotes; that case's history tells of it.
    """
    ours = _replied_to(came)
    row, made = Letter.objects.get_or_create(
        medium=came.medium.value,
        external_id=came.external_id[:300],
        defaults={
            "address": came.address,
            "sender": came.sender[:254],
            "sender_name": came.sender_name[:120],
            "answer_to": came.answer_to[:254],
            "subject": came.subject[:200],
            "body": came.body,
            "clipped": came.clipped,
            "message_id": came.message_id[:255],
            "references": " ".join(came.references),
            "automatic": came.automatic,
            "replies_to": ours,
            "quoted_case": _quoted_case(came, ours),
            "received_at": came.received_at,
            "written_at": came.written_at,
            "folder": came.folder,
            "size": came.size,
            "sha256": came.sha256,
        },
    )
    if made:
        Attachment.objects.bulk_create(
            Attachment(
                letter=row,
                number=each.number,
                name=each.name,
                media_type=each.media_type,
                size=each.size,
                sha256=each.sha256,
                not_kept=each.not_kept or "",
            )
            for each in came.files
        )
        if row.quoted_case:
            system = Actor.system(tenancy.current())
            _note_case(row, system, row.quoted_case, "RECEIVED", f"letter-in-{row.pk}")
        do_hand_in(row, came.queue, came.language)
        told(row.pk)
    return row, made


def _replied_to(came: Incoming) -> SentLetter | None:
    found = {row.message_id: row for row in SentLetter.objects.filter(message_id__in=list(came.references))}
    return next((found[name] for name in came.references if name in found), None)


def _quoted_case(came: Incoming, ours: SentLetter | None) -> str:
    """The case that a letter is about: of what it replies to, else the first in its subject."""
    if ours is not None:
        known = ours.case_number or (ours.answers.case_number if ours.answers else "")
        if known:
            return known
    system = Actor.system(tenancy.current())
    for number in rules.numbers_in(came.subject):
        if is_number(number) and case_queries.case(system, number) is not None:
            return number
    return ""


# ------------------------------------------------------------------------------------------- what people do


@transaction.atomic
def do_take(actor: Actor, pk: int) -> Letter:
    """Work on a letter. Raises NotFound, LetterClosed, LetterTaken (somebody else has it)."""
    row, me = open_one(pk), queries.worker(actor.agent_number, actor.name)
    if row.taken_by and row.taken_by != me:
        raise LetterTaken("id", agent=row.taken_by)
    if not row.taken_by:
        _taken(row, me)
        audit.record(actor, "letter.taken", thing(row), row.sender)
        worklist.do_close(WorkMedium(row.medium), str(pk), "TAKEN")
    return row


@transaction.atomic
def do_give_back(actor: Actor, pk: int) -> Letter:
    """Nobody works on it any more. Raises NotFound, LetterClosed."""
    row = open_one(pk)
    if row.taken_by:
        audit.record(actor, "letter.given_back", thing(row), row.taken_by)
        _taken(row, "")
        do_hand_in(row)
    return row


@transaction.atomic
def do_file(actor: Actor, pk: int, case_number: str) -> Letter:
    """Keep a letter with a case that ``actor`` may see; filed to the same case again, nothing changes.

    Raises NotFound("id" | "case_number"), LetterClosed."""
    row, number = locked(pk), case_number.strip()
    if (row.state, row.case_number) == (LetterState.FILED, number):
        return row
    check_open(row)
    if case_queries.case(actor, number) is None:
        raise NotFound("case_number")
    row.case_number = number
    done(actor, row, LetterState.FILED)
    if number != row.quoted_case:  # else its history tells of it since it came
        _note_case(row, actor, number, "RECEIVED", _passage("in", row))
    audit.record(actor, "letter.filed", thing(row), number)
    return row


@transaction.atomic
def do_dismiss(actor: Actor, pk: int, reason: str, note: str = "") -> Letter:
    """Nothing comes of it. Raises NotFound, LetterClosed, Invalid("reason"), TooLong("note")."""
    if reason not in set(DismissReason):
        raise Invalid("reason")
    if len(note.strip()) > LONGEST_NOTE:
        raise TooLong("note", limit=LONGEST_NOTE)
    row = open_one(pk)
    row.reason, row.note = reason, note.strip()
    done(actor, row, LetterState.DISMISSED)
    audit.record(actor, "letter.dismissed", thing(row), f"{reason} {row.note}".strip())
    return row


@transaction.atomic
def do_reopen(actor: Actor, pk: int) -> Letter:
    """A letter that was answered, filed or dismissed is to be dealt with again. Raises NotFound."""
    row = locked(pk)
    if row.done_at is None:
        return row
    if row.case_number and row.case_number != row.quoted_case:
        _note_case(row, actor, row.case_number, "TAKEN_OUT", _passage("out", row))
    audit.record(actor, "letter.reopened", thing(row), row.case_number or row.reason)
    row.case_number = row.reason = row.note = row.done_by = ""
    row.done_at = None
    row.state = LetterState.TAKEN if row.taken_by else LetterState.NEW
    row.save(update_fields=["case_number", "reason", "note", "done_by", "done_at", "state"])
    if not row.taken_by:
        do_hand_in(row)
    told(row.pk)
    return row


@transaction.atomic
def do_link(actor: Actor, pk: int, citizen: int) -> None:
    """The sender's mail address is this citizen's from now on. Raises NotFound("id" | "citizen"), and what
    ``citizens.do_add_mail`` raises."""
    row = locked(pk)
    citizens.do_add_mail(actor, citizen, row.sender)
    audit.record(actor, "letter.linked", thing(row), f"citizen {citizen}")
    told(row.pk)


def note_seen(actor: Actor, row: Letter) -> None:
    """Write down that ``actor`` reads a letter, once a viewing."""
    now = timezone.now()
    if audit.recorded_since(actor, "letter.view", thing(row), now - ONE_VIEWING):
        return
    audit.record(actor, "letter.view", thing(row), row.sender)
    if Letter.objects.filter(pk=row.pk, seen_at=None).update(seen_at=now, seen_by=actor.name[:80]):
        row.seen_at, row.seen_by = now, actor.name[:80]


def note_downloaded(actor: Actor, row: Letter, name: str) -> None:
    """Write down that ``actor`` took an attachment away."""
    audit.record(actor, "letter.download", thing(row), name)


# -------------------------------------------------------------------------------------------------- shared


def thing(row: Letter) -> str:
    """How the audit log calls a letter."""
    return f"letter {row.pk}"


def described(row: Letter) -> str:
    """A letter in one line of a case's history."""
    return f"#{row.pk} {row.sender} {row.subject}".strip()[:200]


def locked(pk: int) -> Letter:
    """The letter under lock. Raises NotFound."""
    row = Letter.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound("id")
    return row


def open_one(pk: int) -> Letter:
    """The letter under lock, still to be dealt with. Raises NotFound, LetterClosed."""
    row = locked(pk)
    check_open(row)
    return row


def check_open(row: Letter) -> None:
    """Raises LetterClosed for one that has been dealt with."""
    if row.done_at is not None:
        raise LetterClosed("id")


def done(actor: Actor, row: Letter, state: LetterState) -> None:
    """It is dealt with; whoever handed it out is told."""
    row.state, row.done_at, row.done_by = state, timezone.now(), actor.name[:80]
    row.save(update_fields=["state", "done_at", "done_by", "case_number", "reason", "note"])
    worklist.do_close(WorkMedium(row.medium), str(row.pk), state.value)
    told(row.pk)


def _note_case(row: Letter, actor: Actor, number: str, action: str, key: str) -> None:
    cases.do_note_correspondence(actor, number, f"{row.medium}_{action}", described(row), key)


def _passage(way: str, row: Letter) -> str:
    """Names one filing of a letter in a case's history: taken out and filed again is another one."""
    at = row.done_at.timestamp() if row.done_at else 0.0
    return f"letter-{way}-{row.pk}-{at:.6f}"


def _taken(row: Letter, taker: str) -> None:
    row.taken_by, row.taken_at = taker, timezone.now() if taker else None
    row.state = LetterState.TAKEN if taker else LetterState.NEW
    row.save(update_fields=["taken_by", "taken_at", "state"])
    told(row.pk)


# ------------------------------------------------------------------------------- handed out by the queues


def do_hand_in(row: Letter, queue: str = "", language: str = "zh") -> None:
    """Have an open letter handed out through its queue, where the centre has switched that on."""
    worklist.do_arrive(WorkMedium(row.medium), _arrival(row, queue, language))


def _arrival(row: Letter, queue: str = "", language: str = "zh") -> Arrival:
    title = row.subject or " ".join(row.body[:80].split())
    return Arrival(str(row.pk), row.received_at, sender=row.sender, title=title, language=language, queue=queue)


class AsWork:
    """Implements ``worklist.media.Source`` for one medium of letters."""

    def __init__(self, medium: AddressKind) -> None:
        self.medium = medium.value

    def path(self, source: str) -> str:
        return f"/letters/{source}"

    def is_open(self, source: str) -> bool:
        return Letter.objects.filter(pk=int(source), medium=self.medium, done_at=None).exists()

    def open_arrivals(self) -> list[Arrival]:
        return [_arrival(row) for row in queries.received("NEW", self.medium)[:MOST_HANDED_IN]]

    def hold(self, source: str) -> None:
        Letter.objects.select_for_update().filter(pk=int(source)).first()

    def taken(self, source: str, agent_number: str) -> None:
        row = Letter.objects.filter(pk=int(source), medium=self.medium, done_at=None).first()
        if row is not None:
            _taken(row, agent_number)
