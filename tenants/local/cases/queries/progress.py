"""What a citizen may know of their own case: plain steps and the result. No names, no notes, no units."""

from dataclasses import dataclass
from datetime import datetime

from hotline.kernel.phone import to_e164

from ..models import Case, CaseEvent, Report
from ..rules import CaseState

#: what the result may be shown for: somebody has judged it
TOLD = frozenset({CaseState.ANSWERED, CaseState.CALLBACK_PENDING, CaseState.CALLED_BACK, CaseState.ARCHIVED})


@dataclass(frozen=True, slots=True)
class Progress:
    """``steps``: (when, state entered), oldest first. ``reply``, ``legal_route``: empty until they may be told."""

    number: str
    kind: str
    state: str
    registered_at: datetime
    due_at: datetime | None
    steps: list[tuple[datetime, str]]
    reply: str = ""
    legal_route: str = ""


def progress_of(number: str, phone: str) -> Progress | None:
    """The way of a case of the entered tenant, for who raised it from ``phone`` (as people write it).

    None for an unknown number and for a telephone number that is not the reporter's: the two cannot be told apart.
    """
    wanted = to_e164(phone)
    report = Report.objects.filter(raised_as__number=number, reporter_phone=wanted).select_related("raised_as__master")
    raised = report.first()
    if raised is None or not wanted:
        return None
    case = raised.raised_as
    followed = case.master if case.state == CaseState.MERGED and case.master else case
    return Progress(
        number=case.number,
        kind=case.kind,
        state=followed.state,
        registered_at=case.registered_at,
        due_at=None if followed.released_at else followed.due_at,
        steps=_steps(case, followed),
        reply=followed.reply if followed.state in TOLD else "",
        legal_route=followed.legal_route if followed.state == CaseState.NOT_ACCEPTED else "",
    )


def _steps(case: Case, followed: Case) -> list[tuple[datetime, str]]:
    """Changes of state only; once merged, those of the master."""
    steps: list[tuple[datetime, str]] = []
    for row in dict.fromkeys((case, followed)):
        since = steps[-1][0] if steps else None
        for event in CaseEvent.objects.filter(case=row).order_by("at", "id"):
            entered_state = event.to_state and event.to_state != event.from_state
            if entered_state and (since is None or event.at > since):
                steps.append((event.at, event.to_state))
    return steps
