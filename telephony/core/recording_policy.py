"""Is a conversation to be recorded? Rules of the plan in their order, the first that fits decides. Pure.

Asked at the start of each agent's part in a call; what supervisors order comes before all rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from telephony.contracts.plan import CallDirection, RecordingRule
from telephony.core.calendar import local


@dataclass(frozen=True, slots=True)
class Talk:
    """What rules look at. ``queue`` is "" for a call of no queue; ``drawn``: names the part, for the share recorded."""

    tenant: str
    queue: str
    agent: str
    seat: str
    direction: CallDirection
    drawn: str


def rule_for(rules: Sequence[RecordingRule], talk: Talk, now: float, time_zone: str) -> RecordingRule | None:
    """The first rule that fits ``talk`` at ``now`` (epoch seconds)."""
    return next((rule for rule in rules if _fits(rule, talk) and _within(rule, now, time_zone)), None)


def wanted(rules: Sequence[RecordingRule], talk: Talk, now: float, time_zone: str, usual: bool) -> bool:
    """Is ``talk`` to be recorded? ``usual``: without a rule that fits."""
    rule = rule_for(rules, talk, now, time_zone)
    return usual if rule is None else share(talk.drawn) < rule.percent


def share(drawn: str) -> int:
    """0 to 99, evenly spread over names, always the same for one: no chance, so that a journal replays alike."""
    return crc32(drawn.encode()) % 100


def _fits(rule: RecordingRule, talk: Talk) -> bool:
    asked = (
        (rule.queue, talk.queue),
        (rule.agent, talk.agent),
        (rule.seat, talk.seat),
        (rule.direction, talk.direction),
    )
    return rule.tenant == talk.tenant and all(not wish or wish == fact for wish, fact in asked)


def _within(rule: RecordingRule, now: float, time_zone: str) -> bool:
    """Inside one of the rule's windows. One that ends before it begins goes over midnight, and belongs to the day on
    which it begins."""
    if not rule.windows:
        return True
    at = local(now, time_zone)
    minute, today = at.hour * 60 + at.minute, at.isoweekday()
    yesterday = 7 if today == 1 else today - 1
    for window in rule.windows:
        if window.begins < window.ends:
            if today in window.weekdays and window.begins <= minute < window.ends:
                return True
        elif (today in window.weekdays and minute >= window.begins) or (
            yesterday in window.weekdays and minute < window.ends
        ):
            return True
    return False
