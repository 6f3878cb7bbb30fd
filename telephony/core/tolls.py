"""What may be called from a seat: kinds of numbers, how many at a time, how many an hour. Against a stolen account and
against a mistake that would cost a fortune. Nothing premium or abroad unless it was granted."""

from collections.abc import Iterable

from hotline.kernel import phone
from telephony.contracts.commands import RefusalCode
from telephony.contracts.events import LegKind
from telephony.contracts.plan import ChannelUse, NumberClass, TollPlan
from telephony.core import alarms, allotment
from telephony.core.board import Board, Refused
from telephony.core.state import Call

HOUR = 3600.0


def rule_for(rules: Iterable[TollPlan], agent: str, tenant: str) -> TollPlan:
    """The narrowest rule: the agent's own, their tenant's, everybody's, the usual one."""
    by_subject = {rule.subject: rule for rule in rules}
    for subject in (agent, tenant, ""):
        if subject in by_subject:
            return by_subject[subject]
    return TollPlan()


def check(board: Board, agent: str, tenant: str, number: str) -> None:
    """May ``agent`` call ``number`` (E.164) now? Counts it when so; a refusal raises an alarm.

    Raises Refused: TOLL_FORBIDDEN, TOLL_LIMIT."""
    plan = board.plan.plan
    rule = rule_for(plan.tolls, agent, tenant)
    kind = NumberClass(phone.kind_of(number, plan.country, plan.city_area_code))
    if kind not in rule.classes:
        alarms.raise_alarm(board, "TOLL_FORBIDDEN", agent or tenant, f"{kind.value} {number}", tenant)
        raise Refused(RefusalCode.TOLL_FORBIDDEN)
    recent = [at for at in board.state.dialled_at.get(agent, []) if board.now - at < HOUR]
    if len(recent) >= rule.hourly or _outside_legs(board, agent) >= rule.concurrent:
        alarms.raise_alarm(board, "TOLL_LIMIT", agent or tenant, "", tenant)
        raise Refused(RefusalCode.TOLL_LIMIT)
    board.state.dialled_at[agent] = [*recent, board.now]


def check_out(board: Board, call: Call, agent: str, tenant: str, number: str) -> None:
    """As ``check``, of a leg more in a call, for which there must be a channel too. Raises Refused: NO_CHANNEL too."""
    allotment.need(board, ChannelUse.OUTBOUND, call.home)
    check(board, agent, tenant, number)


def _outside_legs(board: Board, agent: str) -> int:
    return sum(
        leg.kind is not LegKind.CALLER and allotment.is_outside(call, key, leg)
        for call in board.state.calls.values()
        if call.part and call.part.agent == agent
        for key, leg in call.legs.items()
    )
