"""Reading conversations of the entered tenant."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hotline.kernel.actor import Actor
from hotline.kernel.phone import to_e164
from hotline.notify import messages
from hotline.notify.models import OutgoingMessage
from tenants.local.cases import queries as cases
from tenants.local.cases.models import Case
from tenants.local.cases.rules import RESOLVED, is_number

from . import rules
from .models import Answer, Conversation, IncomingText, TextFile
from .rules import TextsState

BOXES = ("OPEN", "NEW", "MINE", "OVERDUE", "ANSWERED", "FILED", "DISMISSED", "BEGUN", "ALL")
MOST_SHOWN = 200
"""Messages of each direction that are shown of a conversation, the newest."""
MOST_PROPOSED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a conversation. ``state`` and ``error``: how far one of ours came, None for one that came;
    ``written_by``: "" for one that the house wrote by itself."""

    key: str
    at: datetime
    body: str
    case_number: str
    kind: str = rules.TextKind.TEXT.value
    files: tuple[TextFile, ...] = ()
    state: str | None = None
    error: str = ""
    written_by: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case that a conversation may be about. ``why``: NAMED in it, ANSWERS a message about it, NUMBER: raised from
    it."""

    case: Case
    why: str


def conversations(box: str = "OPEN", text: str = "", taker: str = "") -> QuerySet[Conversation]:
    """Those of a box (BOXES): open ones by how long they wait, others newest first. ``text``: part of a message that
    came, of a number or a note, or a case's number."""
    rows = Conversation.objects.all()
    if box in ("OPEN", "NEW", "MINE", "OVERDUE"):
        rows = rows.filter(done_at=None).order_by("opened_at", "id")
    if box == "NEW":
        rows = rows.filter(state=TextsState.NEW)
    elif box == "MINE":
        rows = rows.filter(taken_by=taker) if taker else rows.none()
    elif box == "OVERDUE":
        rows = rows.filter(opened_at__lt=timezone.now() - rules.NORM)
    elif box in ("ANSWERED", "FILED", "DISMISSED", "BEGUN"):
        rows = rows.exclude(done_at=None).filter(state=box)
    return rows.filter(_about(text.strip())) if text.strip() else rows


def _about(text: str) -> Q:
    said = IncomingText.objects.filter(conversation=OuterRef("pk"))
    found = Q(Exists(said.filter(Q(body__icontains=text) | Q(case_number=text))))
    digits = "".join(text.split()).replace("-", "")
    found |= Q(number__contains=digits.lstrip("0") or digits) | Q(case_number=text) | Q(note__icontains=text)
    whole = to_e164(digits)
    return found | Q(number=whole) if whole else found


def conversation(pk: int) -> Conversation | None:
    """One conversation."""
    return Conversation.objects.filter(pk=pk).first()


def counts(taker: str) -> dict[str, int]:
    """How many wait, are new, overdue, the taker's."""
    return {box.lower(): conversations(box, taker=taker).count() for box in ("OPEN", "NEW", "OVERDUE", "MINE")}


def entries(row: Conversation) -> list[Entry]:
    """What was written to and fro, oldest first; what the house wrote by itself (a case's number, its result) too."""
    found = [_came(each) for each in row.texts.prefetch_related("files")[:MOST_SHOWN]]
    ours = messages.to_number(row.number, MOST_SHOWN)
    writers = dict(Answer.objects.filter(conversation=row).values_list("message", "written_by"))
    found += [_went(each, writers.get(each.pk, "")) for each in ours]
    return sorted(found, key=lambda entry: (entry.at, entry.key))[-MOST_SHOWN:]


def _came(row: IncomingText) -> Entry:
    return Entry(f"in-{row.pk}", row.at, row.body, row.case_number, row.kind, tuple(row.files.all()))


def _went(row: OutgoingMessage, writer: str) -> Entry:
    return Entry(
        f"out-{row.pk}",
        row.created_at,
        row.body,
        row.case_number,
        state=row.state,
        error=row.error,
        written_by=writer,
    )


def proposals(actor: Actor, row: Conversation) -> list[Proposal]:
    """Cases that what waits may be about and ``actor`` may see: those it names, the one that we wrote about last, then
    the open ones of the number; each once."""
    found: dict[str, Proposal] = {}
    for text in row.texts.filter(at__gte=row.opened_at)[:MOST_SHOWN]:
        for number in rules.numbers_in(text.body):
            if is_number(number):
                _propose(found, cases.case(actor, number), "NAMED")
    sent = next((each for each in messages.to_number(row.number, MOST_SHOWN) if each.case_number), None)
    about = cases.case(actor, sent.case_number) if sent else None
    _propose(found, about if about and about.state not in RESOLVED else None, "ANSWERS")
    if row.number.startswith("+"):
        rows = cases.cases(actor, cases.CaseFilter(phone=row.number)).exclude(state__in=RESOLVED)
        for case in rows[:MOST_PROPOSED]:
            _propose(found, case, "NUMBER")
    return list(found.values())[:MOST_PROPOSED]


def _propose(found: dict[str, Proposal], case: Case | None, why: str) -> None:
    if case is not None:
        found.setdefault(case.number, Proposal(case, why))


def file(text: int, number: int) -> TextFile | None:
    """The ``number``th file that came with a message, if it is kept."""
    return TextFile.objects.select_related("text").filter(text=text, number=number, state="KEPT").first()


def of_case(number: str) -> list[IncomingText]:
    """What was filed to a case, oldest first."""
    rows = IncomingText.objects.filter(case_number=number).select_related("conversation")
    return list(rows.order_by("at", "id"))
