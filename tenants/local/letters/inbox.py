"""Work on letters that came: they are taken, answered, filed to a case or dismissed, opened again.

Whoever receives for a medium calls ``do_receive``; the rest is the same for all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound
from telephony.contracts.work import WorkMedium
from tenants.local.cases import actions as cases
from tenants.local.cases import queries as case_queries
from tenants.local.cases.rules import is_number
from tenants.local.citizens import actions as citizens
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.life import Life
from tenants.local.worklist.media import Arrival
from tenants.shared.addresses.rules import AddressKind

from . import queries, rules
from .errors import LetterClosed, LetterTaken
from .events import LetterTouched
from .models import Attachment, Letter, SentLetter
from .rules import DismissReason, LetterState, NotKept

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


class Letters(Life[Letter]):
    """The life of letters, whichever way they came."""

    model, name, page = Letter, "letter", "/letters/"
    closed, held, reasons = LetterClosed, LetterTaken, frozenset(DismissReason)

    def medium(self, row: Letter) -> WorkMedium:
        return WorkMedium(row.medium)

    def arrival(self, row: Letter, queue: str = "", language: str = "zh") -> Arrival:
        title = row.subject or " ".join(row.body[:80].split())
        return Arrival(str(row.pk), row.received_at, sender=row.sender, title=title, language=language, queue=queue)

    def who(self, row: Letter) -> str:
        return row.sender

    def new(self) -> QuerySet[Letter]:
        return queries.received("NEW")

    def told(self, pk: int) -> None:
        told(pk)

    def take_out(self, actor: Actor, row: Letter) -> None:
        if row.case_number and row.case_number != row.quoted_case:
            _note_case(row, actor, row.case_number, "TAKEN_OUT", self.passage("out", row))


WORK = Letters()
do_take, do_give_back, do_dismiss, do_reopen = WORK.do_take, WORK.do_give_back, WORK.do_dismiss, WORK.do_reopen
locked, done, thing = WORK.locked, WORK.done, WORK.thing


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
        worklist.do_arrive(WorkMedium(row.medium), WORK.arrival(row, came.queue, came.language))
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
def do_file(actor: Actor, pk: int, case_number: str) -> Letter:
    """Keep a letter with a case that ``actor`` may see; filed to the same case again, nothing changes.

    Raises NotFound("id" | "case_number"), LetterClosed."""
    row, number = locked(pk), case_number.strip()
    if (row.state, row.case_number) == (LetterState.FILED, number):
        return row
    WORK.check_open(row)
    if case_queries.case(actor, number) is None:
        raise NotFound("case_number")
    row.case_number = number
    done(actor, row, LetterState.FILED)
    if number != row.quoted_case:  # else its history tells of it since it came
        _note_case(row, actor, number, "RECEIVED", WORK.passage("in", row))
    audit.record(actor, "letter.filed", thing(row), number)
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
    if WORK.viewed(actor, row) and Letter.objects.filter(pk=row.pk, seen_at=None).update(
        seen_at=now, seen_by=actor.name[:80]
    ):
        row.seen_at, row.seen_by = now, actor.name[:80]


def note_downloaded(actor: Actor, row: Letter, name: str) -> None:
    """Write down that ``actor`` took an attachment away."""
    audit.record(actor, "letter.download", thing(row), name)


def note_enclosure_taken(actor: Actor, key: UUID, name: str) -> None:
    """Write down that ``actor`` took a file away that went with what we wrote."""
    audit.record(actor, "letter.download", f"letter out {key}", name)


def described(row: Letter) -> str:
    """A letter in one line of a case's history."""
    return f"#{row.pk} {row.sender} {row.subject}".strip()[:200]


def _note_case(row: Letter, actor: Actor, number: str, action: str, key: str) -> None:
    cases.do_note_correspondence(actor, number, f"{row.medium}_{action}", described(row), key)
