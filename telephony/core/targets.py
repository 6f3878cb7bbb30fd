"""Whom a consultation, transfer or dial is to reach: an agent, a queue or a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from telephony.contracts.commands import RefusalCode
from telephony.contracts.events import AgentState
from telephony.contracts.gateway import DialNumber
from telephony.contracts.plan import GATEWAYS_TRUNK, QueuePlan, TrunkPlan
from telephony.core import carriers
from telephony.core.board import Board, Refused
from telephony.core.state import Agent, Call

NUMBER_RING_SECONDS = 60.0
GATEWAYS_OWN = TrunkPlan("", "", 0, ())
"""Stands for the trunk that the gateway has of itself: numbers in the national form."""
INTERNAL = "INTERNAL"
"""Medium of a call between two agents."""


@dataclass(frozen=True, slots=True)
class Target:
    """Exactly one of the three; ``text`` is what events call it."""

    text: str
    agent: Agent | None = None
    queue: QueuePlan | None = None
    number: str | None = None


def is_internal(call: Call) -> bool:
    """Do two agents talk, without a citizen?"""
    return call.medium == INTERNAL


def refuse_internal(call: Call) -> None:
    """Raises Refused: a call between agents is not sent on, nor are others asked into it."""
    if is_internal(call):
        raise Refused(RefusalCode.WRONG_STATE)


def refuse_with_guests(call: Call) -> None:
    """Raises Refused: third parties must be taken out of the conversation first."""
    if call.guests:
        raise Refused(RefusalCode.WRONG_STATE)


def resolve(board: Board, call: Call, target: str) -> Target:
    """Raises Refused: TARGET_UNAVAILABLE for an agent who cannot be rung now, INVALID_NUMBER for what is nothing."""
    if target in board.plan.agents:
        agent = board.state.agents.get(target)
        if agent is None or agent.state is not AgentState.READY or not board.is_reachable(agent.seat, call.gateway):
            raise Refused(RefusalCode.TARGET_UNAVAILABLE)
        return Target(target, agent=agent)
    if target in board.plan.queues:
        return Target(target, queue=board.plan.queues[target])
    number = board.plan.e164(target)
    if not number:
        raise Refused(RefusalCode.INVALID_NUMBER)
    return Target(number, number=number)


def dial(board: Board, call: Call, leg: str, number: str, *, judge: bool = False, tried: Sequence[str] = ()) -> bool:
    """Order an outside leg that the ledger has. The number shown is the trunk's, else the city's first called number.
    ``judge``: whoever answers will be told from a machine; ``tried``: trunks that did not take the call before: False
    when there is no other, then nothing is dialled."""
    key = carriers.after(board, call.gateway, tried) if tried else carriers.choose(board, call.gateway)
    if key is None:
        return False
    entry = call.legs[leg]
    entry.number, entry.judge, entry.trunks = number, judge, [*tried, key]
    carrier = next((trunk for trunk in board.plan.plan.trunks if trunk.key == key), GATEWAYS_OWN)
    if call.far is None:  # the citizen's leg, not a third party's
        call.trunk = key or GATEWAYS_TRUNK
    shown = carrier.shown or next(iter(board.plan.numbers), "")
    board.order(
        DialNumber(
            gateway=call.gateway,
            leg=leg,
            call_id=call.id,
            number=board.plan.written(number, carrier.number_form),
            caller_id=board.plan.written(shown, carrier.shown_form),
            ring_seconds=NUMBER_RING_SECONDS,
            trunk=key,
            e164=number,
            judge=judge,
        )
    )
    return True
