"""What may be called: kinds of numbers, how many at a time, how many an hour. Against a stolen account and against a
mistake that would cost a fortune. Nothing premium or abroad unless it was granted.

Every way out of the house passes here: agents (dialling, consulting, sending on, inviting; supervisors are agents when
they have taken a call over), and what the platform places by itself (dialler, enforcement, call-backs to numbers that
callers typed, transfers of a flow).
"""

from collections.abc import Iterable
from enum import StrEnum

from hotline.kernel import phone
from telephony.contracts.commands import RefusalCode
from telephony.contracts.plan import ChannelUse, NumberClass, TollPlan
from telephony.core import alarms, allotment
from telephony.core.board import Board, Refused
from telephony.core.state import Call

HOUR = 3600.0
MINUTE = 60.0


class Placed(StrEnum):
    """What the platform calls somebody for by itself."""

    DIALLER = "DIALLER"
    ENFORCEMENT = "ENFORCEMENT"
    CALL_BACK = "CALL_BACK"
    FLOW = "FLOW"
    FAX = "FAX"


def payer_of(placed: Placed, tenant: str) -> str:
    """Whom a call of the platform's own counts among."""
    return f"{tenant}/{placed.value}"


def rule_for(rules: Iterable[TollPlan], agent: str, tenant: str) -> TollPlan:
    """The narrowest rule: the agent's own, their tenant's, everybody's, the usual one. ``agent`` "": the platform."""
    by_subject = {rule.subject: rule for rule in rules}
    for subject in (agent or tenant, tenant, ""):
        if subject in by_subject:
            return by_subject[subject]
    return TollPlan()


def forbidden(board: Board, agent: str, tenant: str, number: str) -> NumberClass | None:
    """The kind of ``number`` (E.164) when it may not be called for ``agent`` ("": by the platform), else None."""
    plan = board.plan.plan
    kind = NumberClass(phone.kind_of(number, plan.country, plan.city_area_code))
    return None if kind in rule_for(plan.tolls, agent, tenant).classes else kind


def check(board: Board, agent: str, tenant: str, number: str) -> None:
    """May ``agent`` call ``number`` (E.164) now? Counts it when so; a refusal raises an alarm.

    Raises Refused: TOLL_FORBIDDEN, TOLL_LIMIT."""
    _check_kind(board, agent, tenant, number)
    rule = rule_for(board.plan.plan.tolls, agent, tenant)
    recent = [at for at in board.state.dialled_at.get(agent, []) if board.now - at < HOUR]
    if len(recent) >= rule.hourly or _legs_of(board, agent) >= rule.concurrent:
        alarms.raise_alarm(board, "TOLL_LIMIT", agent or tenant, "", tenant)
        raise Refused(RefusalCode.TOLL_LIMIT)
    board.state.dialled_at[agent] = [*recent, board.now]


def check_out(board: Board, call: Call, agent: str, tenant: str, number: str) -> None:
    """As ``check``, of a leg more in a call, for which there must be a channel too. Raises Refused: NO_CHANNEL too."""
    allotment.need(board, ChannelUse.OUTBOUND, call.home)
    check(board, agent, tenant, number)


def check_placed(board: Board, placed: Placed, tenant: str, number: str) -> str:
    """May the platform call ``number`` (E.164) by itself now? Counts it; the payer of its leg. A refusal raises an
    alarm. Raises Refused: TOLL_FORBIDDEN, TOLL_LIMIT."""
    _check_kind(board, "", tenant, number, placed)
    payer = payer_of(placed, tenant)
    if at_limit(board, placed, tenant):
        alarms.raise_alarm(board, "TOLL_LIMIT", payer, "", tenant)
        raise Refused(RefusalCode.TOLL_LIMIT)
    minute = str(int(board.now // MINUTE))
    counts = board.state.placed[payer] = _this_hour(board, payer)
    counts[minute] = counts.get(minute, 0) + 1
    return payer


def at_limit(board: Board, placed: Placed, tenant: str) -> bool:
    """Has the platform called as many for ``tenant`` as it may, at a time or within the hour?"""
    rule, payer = rule_for(board.plan.plan.tolls, "", tenant), payer_of(placed, tenant)
    return sum(_this_hour(board, payer).values()) >= rule.auto_hourly or _legs_of(board, payer) >= rule.auto_concurrent


def _check_kind(board: Board, agent: str, tenant: str, number: str, placed: Placed | None = None) -> None:
    kind = forbidden(board, agent, tenant, number)
    if kind is not None:
        subject = payer_of(placed, tenant) if placed else agent or tenant
        alarms.raise_alarm(board, "TOLL_FORBIDDEN", subject, f"{kind.value} {number}", tenant)
        raise Refused(RefusalCode.TOLL_FORBIDDEN)


def _this_hour(board: Board, payer: str) -> dict[str, int]:
    oldest = (board.now - HOUR) // MINUTE
    return {minute: count for minute, count in board.state.placed.get(payer, {}).items() if int(minute) > oldest}


def _legs_of(board: Board, payer: str) -> int:
    """Outside legs that are up or ring for ``payer``; also those of conversations that they have left."""
    return sum(leg.payer == payer for call in board.state.calls.values() for leg in call.legs.values())
