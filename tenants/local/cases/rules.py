"""What a case can do in which state, who may do it, and what it needs: one table. Pure.

Everything that moves a state stands in TABLE; docs/case-states.md is drawn from it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from hotline.kernel.permissions import Permission

from . import worktime
from .errors import IllegalMove, WrongSide
from .worktime import Calendar


class CaseKind(StrEnum):
    """What a citizen brings: 投诉 咨询 建议 举报 求助 表扬 其他."""

    COMPLAINT = "COMPLAINT"
    CONSULTATION = "CONSULTATION"
    SUGGESTION = "SUGGESTION"
    REPORT = "REPORT"
    HELP = "HELP"
    PRAISE = "PRAISE"
    OTHER = "OTHER"


class CaseState(StrEnum):
    """The fifteen states of a case."""

    REGISTERED = "REGISTERED"
    ANSWERED = "ANSWERED"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    MERGED = "MERGED"
    DISPATCHED = "DISPATCHED"
    RETURN_REVIEW = "RETURN_REVIEW"
    PENDING_COORDINATION = "PENDING_COORDINATION"
    IN_PROGRESS = "IN_PROGRESS"
    SUSPENDED = "SUSPENDED"
    SUBMITTED = "SUBMITTED"
    CALLBACK_PENDING = "CALLBACK_PENDING"
    CALLED_BACK = "CALLED_BACK"
    REWORK = "REWORK"
    ARCHIVED = "ARCHIVED"
    CANCELLED = "CANCELLED"


class CaseAction(StrEnum):
    """The steps that people take."""

    ANSWER = "ANSWER"
    DISPATCH = "DISPATCH"
    NOT_ACCEPT = "NOT_ACCEPT"
    CANCEL = "CANCEL"
    SIGN = "SIGN"
    RETURN = "RETURN"
    REVIEW_RETURN = "REVIEW_RETURN"
    SUBMIT = "SUBMIT"
    REVIEW_SUBMISSION = "REVIEW_SUBMISSION"
    RECORD_CALL_BACK = "RECORD_CALL_BACK"
    ARCHIVE = "ARCHIVE"
    REWORK = "REWORK"
    SUSPEND = "SUSPEND"
    RESUME = "RESUME"
    REOPEN = "REOPEN"
    COORDINATE = "COORDINATE"
    MERGE = "MERGE"
    UNMERGE = "UNMERGE"


class Side(StrEnum):
    """ORIGIN took the matter in and answers to the citizen; HANDLER works on it. Often the same tenant."""

    ORIGIN = "ORIGIN"
    HANDLER = "HANDLER"


class Need(StrEnum):
    """What must come with a step; the value is the name of the input field."""

    ANSWER = "answer"
    REASON = "reason"
    LEGAL_ROUTE = "legal_route"
    REPLY = "reply"
    NOTE = "note"
    UNIT = "unit"
    MASTER = "master"


class Urgency(StrEnum):
    """How soon feedback is due."""

    CRITICAL = "CRITICAL"
    URGENT = "URGENT"
    NORMAL = "NORMAL"
    LOW = "LOW"


#: time until feedback is due
FEEDBACK_WITHIN: dict[Urgency, timedelta] = {
    Urgency.CRITICAL: timedelta(hours=2),
    Urgency.URGENT: timedelta(hours=24),
    Urgency.NORMAL: timedelta(days=7),
    Urgency.LOW: timedelta(days=15),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table. ``verdict``: for reviews, the decision that leads here (accepted or not)."""

    state: CaseState
    action: CaseAction
    next: CaseState
    side: Side
    permission: Permission
    needs: tuple[Need, ...] = ()
    verdict: bool | None = None


_S, _A, _P, _N = CaseState, CaseAction, Permission, Need
_ORIGIN, _HANDLER = Side.ORIGIN, Side.HANDLER

TABLE: tuple[Step, ...] = (
    Step(_S.REGISTERED, _A.ANSWER, _S.ANSWERED, _ORIGIN, _P.CASE_ANSWER, (_N.ANSWER,)),
    Step(_S.REGISTERED, _A.DISPATCH, _S.DISPATCHED, _ORIGIN, _P.CASE_DISPATCH, (_N.UNIT,)),
    Step(_S.REGISTERED, _A.NOT_ACCEPT, _S.NOT_ACCEPTED, _ORIGIN, _P.CASE_REVIEW, (_N.REASON, _N.LEGAL_ROUTE)),
    Step(_S.REGISTERED, _A.MERGE, _S.MERGED, _ORIGIN, _P.CASE_DISPATCH, (_N.MASTER,)),
    Step(_S.REGISTERED, _A.CANCEL, _S.CANCELLED, _ORIGIN, _P.CASE_CANCEL, (_N.REASON,)),
    Step(_S.ANSWERED, _A.ARCHIVE, _S.ARCHIVED, _ORIGIN, _P.CASE_ARCHIVE),
    Step(_S.MERGED, _A.UNMERGE, _S.REGISTERED, _ORIGIN, _P.CASE_DISPATCH, (_N.REASON,)),
    Step(_S.DISPATCHED, _A.SIGN, _S.IN_PROGRESS, _HANDLER, _P.CASE_SIGN),
    Step(_S.DISPATCHED, _A.RETURN, _S.RETURN_REVIEW, _HANDLER, _P.CASE_RETURN, (_N.REASON,)),
    Step(_S.DISPATCHED, _A.CANCEL, _S.CANCELLED, _ORIGIN, _P.CASE_CANCEL, (_N.REASON,)),
    Step(_S.RETURN_REVIEW, _A.REVIEW_RETURN, _S.REGISTERED, _ORIGIN, _P.CASE_REVIEW, verdict=True),
    Step(_S.RETURN_REVIEW, _A.REVIEW_RETURN, _S.IN_PROGRESS, _ORIGIN, _P.CASE_REVIEW, (_N.NOTE,), verdict=False),
    Step(_S.RETURN_REVIEW, _A.COORDINATE, _S.PENDING_COORDINATION, _ORIGIN, _P.CASE_REVIEW, (_N.NOTE,)),
    Step(_S.PENDING_COORDINATION, _A.DISPATCH, _S.DISPATCHED, _ORIGIN, _P.CASE_DISPATCH, (_N.UNIT,)),
    Step(_S.IN_PROGRESS, _A.SUBMIT, _S.SUBMITTED, _HANDLER, _P.CASE_SUBMIT, (_N.REPLY,)),
    Step(_S.IN_PROGRESS, _A.RETURN, _S.RETURN_REVIEW, _HANDLER, _P.CASE_RETURN, (_N.REASON,)),
    Step(_S.IN_PROGRESS, _A.SUSPEND, _S.SUSPENDED, _HANDLER, _P.CASE_SUBMIT, (_N.REASON,)),
    Step(_S.IN_PROGRESS, _A.CANCEL, _S.CANCELLED, _ORIGIN, _P.CASE_CANCEL, (_N.REASON,)),
    Step(_S.SUSPENDED, _A.RESUME, _S.IN_PROGRESS, _HANDLER, _P.CASE_SUBMIT),
    Step(_S.SUSPENDED, _A.SUBMIT, _S.SUBMITTED, _HANDLER, _P.CASE_SUBMIT, (_N.REPLY,)),
    Step(_S.SUBMITTED, _A.REVIEW_SUBMISSION, _S.CALLBACK_PENDING, _ORIGIN, _P.CASE_REVIEW, verdict=True),
    Step(_S.SUBMITTED, _A.REVIEW_SUBMISSION, _S.IN_PROGRESS, _ORIGIN, _P.CASE_REVIEW, (_N.NOTE,), verdict=False),
    Step(_S.CALLBACK_PENDING, _A.RECORD_CALL_BACK, _S.CALLED_BACK, _ORIGIN, _P.CASE_CALL_BACK),
    Step(_S.CALLED_BACK, _A.ARCHIVE, _S.ARCHIVED, _ORIGIN, _P.CASE_ARCHIVE),
    Step(_S.CALLED_BACK, _A.REWORK, _S.REWORK, _ORIGIN, _P.CASE_CALL_BACK, (_N.REASON,)),
    Step(_S.REWORK, _A.SUBMIT, _S.SUBMITTED, _HANDLER, _P.CASE_SUBMIT, (_N.REPLY,)),
    Step(_S.REWORK, _A.ARCHIVE, _S.ARCHIVED, _ORIGIN, _P.CASE_ARCHIVE, (_N.NOTE,)),
    Step(_S.ARCHIVED, _A.REOPEN, _S.REWORK, _ORIGIN, _P.CASE_ARCHIVE, (_N.REASON,)),
)

_BY_KEY: dict[tuple[CaseState, CaseAction, bool | None], Step] = {
    (step.state, step.action, step.verdict): step for step in TABLE
}

#: nobody works on these any more
ENDED = frozenset({_S.NOT_ACCEPTED, _S.MERGED, _S.ARCHIVED, _S.CANCELLED})
#: the matter itself is done with: no urging, no master for others
RESOLVED = ENDED | {_S.ANSWERED}
#: the unit has it in hand (or should)
WITH_HANDLER = frozenset({_S.DISPATCHED, _S.IN_PROGRESS, _S.SUSPENDED, _S.REWORK})
#: waiting for the origin to find a unit
WITHOUT_UNIT = frozenset({_S.REGISTERED, _S.PENDING_COORDINATION})
#: waiting for the origin's judgement
FOR_REVIEW = frozenset({_S.SUBMITTED, _S.RETURN_REVIEW, _S.CALLED_BACK, _S.ANSWERED})
#: waiting for the citizen's word
FOR_CALL_BACK = frozenset({_S.CALLBACK_PENDING})

#: number of reports on one unresolved master that writes an urging order
URGING_AT = (3,)
#: tries after which a citizen who cannot be reached counts as called back
CALL_BACK_TRIES = 3


def move(state: CaseState, action: CaseAction, sides: Collection[Side], verdict: bool | None = None) -> Step:
    """The step that ``action`` takes from ``state``. Raises IllegalMove, or WrongSide when it is the other side's."""
    step = _BY_KEY.get((CaseState(state), CaseAction(action), verdict))
    if step is None:
        raise IllegalMove(state=str(state), action=str(action))
    if step.side not in sides:
        raise WrongSide(state=str(state), action=str(action), side=step.side.value)
    return step


def sides_of(tenant: str, origin: str, handler: str) -> frozenset[Side]:
    """Which sides of a case ``tenant`` is."""
    pairs = ((Side.ORIGIN, origin), (Side.HANDLER, handler))
    return frozenset(side for side, key in pairs if key == tenant)


def allowed_actions(
    state: CaseState, sides: Collection[Side], permissions: Collection[Permission]
) -> tuple[CaseAction, ...]:
    """What somebody may do now, in the table's order, each once."""
    return tuple(
        dict.fromkeys(
            step.action
            for step in TABLE
            if step.state == state and step.side in sides and step.permission in permissions
        )
    )


def may_assign(state: CaseState, sides: Collection[Side]) -> bool:
    """Who got a case from another tenant gives it to a department of its own; the case's state stays as it is."""
    return set(sides) == {Side.HANDLER} and state in WITH_HANDLER


def missing(step: Step, given: dict[str, object]) -> Need | None:
    """The first need of ``step`` that ``given`` leaves empty."""
    for need in step.needs:
        value = given.get(need.value)
        if value is None or (isinstance(value, str) and not value.strip()):
            return need
    return None


def due_at(urgency: Urgency, since: datetime, calendar: Calendar | None = None) -> datetime:
    """When feedback is due: by the clock, or in the ``calendar`` that counts for this urgency. There whole days are
    working days, and hours are hours worked."""
    within = FEEDBACK_WITHIN[Urgency(urgency)]
    if calendar is None or urgency not in calendar.urgencies:
        return since + within
    if within > timedelta(days=1):
        return worktime.after_days(calendar, since, within.days)
    return worktime.after(calendar, since, within)


def due_after_pause(
    urgency: Urgency, due: datetime, start: datetime, end: datetime, calendar: Calendar | None
) -> datetime:
    """The deadline ``due`` when its clock stood from ``start`` to ``end``: later by as much time as counts."""
    if calendar is None or urgency not in calendar.urgencies:
        return due + (end - start)
    return worktime.after(calendar, due, worktime.between(calendar, start, end))


def urging_threshold(reports: int, state: CaseState) -> int | None:
    """The threshold that ``reports`` on one master have reached; None below the first or when it is resolved."""
    reached = [threshold for threshold in URGING_AT if reports >= threshold]
    return max(reached) if reached and state not in RESOLVED else None


def call_back_counts(contacted: bool, tries_before: int) -> bool:
    """Does this call-back end the waiting? Unreached citizens are tried CALL_BACK_TRIES times."""
    return contacted or tries_before + 1 >= CALL_BACK_TRIES


def luhn(digits: str) -> str:
    """The Luhn check digit of ``digits`` (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def number_of(day: date, tenant_code: str, sequence: int) -> str:
    """A case's number: YYMMDD, two digits of the tenant, five of the day's sequence, a check digit. 14 digits."""
    if not 1 <= sequence <= 99_999:
        raise ValueError(f"no case number for sequence {sequence}")
    digits = f"{day:%y%m%d}{tenant_code}{sequence:05d}"
    return digits + luhn(digits)


def is_number(text: str) -> bool:
    """Can this be a case's number? (Right length, digits only, check digit right.)"""
    return len(text) == 14 and text.isascii() and text.isdigit() and luhn(text[:-1]) == text[-1]


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> REGISTERED"]
    for step in TABLE:
        verdict = {None: "", True: " (accepted)", False: " (refused)"}[step.verdict]
        lines.append(f"    {step.state} --> {step.next}: {step.action}{verdict} · {step.side.value.lower()}")
    lines += [f"    {state} --> [*]" for state in (_S.NOT_ACCEPTED, _S.ARCHIVED, _S.CANCELLED)]
    return "\n".join(lines)
