"""What citizens submit by the web, as work to be handed out: a case that nobody has dispatched or answered yet."""

from telephony.contracts.work import WorkMedium
from tenants.local.worklist import actions as worklist
from tenants.local.worklist.media import Arrival

from .models import Case
from .rules import CaseState

MEDIUM = "WEB"
MOST_HANDED_IN = 500
"""Open ones that are handed out when that is switched on; the oldest."""


def do_hand_in(case: Case) -> None:
    """Have a submission handed out through its queue, where the centre has switched that on."""
    worklist.do_arrive(WorkMedium.WEB, _arrival(case))


def _arrival(case: Case) -> Arrival:
    language = "en" if case.locale == "en" else "zh"
    return Arrival(
        case.number, case.registered_at, case.reporter_phone, case.title, language=language, business=case.kind
    )


class AsWork:
    """Implements ``worklist.media.Source``."""

    def path(self, source: str) -> str:
        return f"/cases/{source}"

    def is_open(self, source: str) -> bool:
        return Case.objects.filter(number=source, state=CaseState.REGISTERED).exists()

    def open_arrivals(self) -> list[Arrival]:
        rows = Case.objects.filter(medium=MEDIUM, state=CaseState.REGISTERED).order_by("registered_at", "pk")
        return [_arrival(row) for row in rows[:MOST_HANDED_IN]]

    def hold(self, source: str) -> None:
        """Nothing is written to the case when it is taken."""

    def taken(self, source: str, agent_number: str) -> None:
        """Who works on it stands in the list of work; the case knows only who does something to it."""
