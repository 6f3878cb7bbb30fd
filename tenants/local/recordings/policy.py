"""Which conversations are recorded: rules kept here, decided upon by the engine."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.db import transaction

from hotline import audit
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, TooLong
from telephony.contracts.plan import CallDirection, OpenHours
from tenants.local.people.models import Agent, Seat
from tenants.shared.numbering import actions as numbering

from .models import PolicyRule

MOST_RULES = 50
NOTE_MOST = 80
LAST_MINUTE = 24 * 60


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule; what is "" or None fits all. ``queue`` and ``seat`` are keys."""

    percent: int
    queue: str = ""
    agent_number: str = ""
    seat: str = ""
    direction: CallDirection | None = None
    windows: tuple[OpenHours, ...] = field(default=())
    note: str = ""

    @property
    def words(self) -> str:
        """For the audit log."""
        named = (self.queue, self.agent_number, self.seat, self.direction.value if self.direction else "")
        times = f" in {len(self.windows)} windows" if self.windows else ""
        return f"{self.percent} % of {' '.join(part for part in named if part) or 'all'}{times}"


def check_policy(given: Sequence[Policy]) -> None:
    """Raises Invalid (rules, percent, windows, agent_number, seat), TooLong (note)."""
    if len(given) > MOST_RULES:
        raise Invalid("rules")
    agents = set(Agent.objects.values_list("agent_number", flat=True))
    seats = set(Seat.objects.values_list("key", flat=True))
    for rule in given:
        if not 0 <= rule.percent <= 100:
            raise Invalid("percent")
        if len(rule.note) > NOTE_MOST:
            raise TooLong("note", limit=NOTE_MOST)
        if not all(_is_window(window) for window in rule.windows):
            raise Invalid("windows")
        if rule.agent_number and rule.agent_number not in agents:
            raise Invalid("agent_number")
        if rule.seat and rule.seat not in seats:
            raise Invalid("seat")


def _is_window(window: OpenHours) -> bool:
    days = set(window.weekdays)
    times = 0 <= window.begins < LAST_MINUTE and 0 < window.ends <= LAST_MINUTE and window.begins != window.ends
    return times and bool(days) and days <= set(range(1, 8)) and len(days) == len(window.weekdays)


def do_set_policy(actor: Actor | None, given: Sequence[Policy]) -> list[PolicyRule]:
    """Replace all rules; the engine has them at once, parts of calls under way go on as they began.

    Raises as check_policy.
    """
    check_policy(given)
    said = "; ".join(rule.words for rule in given) or "as the queues say"
    with transaction.atomic():
        numbering.do_mark_plan_changed()
        if actor is not None:
            audit.record(actor, "recording.policy", "recording policy", said)
        PolicyRule.objects.all().delete()
        return PolicyRule.objects.bulk_create(
            PolicyRule(
                position=position,
                percent=rule.percent,
                queue=rule.queue,
                agent_number=rule.agent_number,
                seat=rule.seat,
                direction=rule.direction.value if rule.direction else "",
                windows=[asdict(window) for window in rule.windows],
                note=rule.note,
            )
            for position, rule in enumerate(given)
        )
