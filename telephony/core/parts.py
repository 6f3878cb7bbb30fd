"""Agents' parts in a call: how an offer, a part, a consultation ends, and what becomes of the agent then."""

from telephony.contracts.events import AgentLeft, AgentState, CallChanged, OfferEnded, OfferOutcome
from telephony.contracts.gateway import DropBridge
from telephony.core import ledger, preference, presence, recordings
from telephony.core.board import Board
from telephony.core.state import Agent, Call, Consult, Guest

HANDLING_WEIGHT = 0.1
"""How much the newest call counts in a queue's mean handling time."""
CONNECTION_LOST = "CONNECTION_LOST"


def agent_in(board: Board, call: Call, key: str) -> Agent | None:
    """The agent ``key``, if still signed in and in this very call."""
    agent = board.state.agents.get(key)
    return agent if agent and agent.call_id == call.id and agent.state in presence.IN_CALL else None


def end_offer(board: Board, call: Call, outcome: OfferOutcome, reason: str | None = None) -> None:
    """The offer is over without an answer. ``reason``: why its agent is not ready now; None leaves it ready."""
    offer, call.offer = call.offer, None
    if offer is None:
        return
    board.stop_timer(f"ring:{call.id}")
    ledger.hang_up(board, call, offer.leg)
    board.tell(call, OfferEnded, offer.tenant, agent=offer.agent, seat=offer.seat, outcome=outcome)
    _free_rung(board, call, offer.agent, reason)


def leave(board: Board, call: Call, lost: bool = False) -> None:
    """The call's agent takes part no longer: leg, recording, presence."""
    part, call.part = call.part, None
    if part is None:
        return
    talked = board.now - part.began_at if part.began_at is not None else 0.0
    call.talked_seconds += talked
    recordings.stop(board, call, part)
    ledger.hang_up(board, call, part.leg)
    ledger.hang_up(board, call, part.fresh)
    board.tell(call, AgentLeft, part.tenant, agent=part.agent, seat=part.seat, talked_seconds=talked, lost=lost)
    if part.queue and part.began_at is not None:
        spent = talked + board.queue(part.queue).wrap_up_seconds
        mean = board.handling(part.queue)
        board.state.handling[part.queue] = mean + HANDLING_WEIGHT * (spent - mean)
    agent = agent_in(board, call, part.agent)
    if part.began_at is not None:
        call.last_agent = part.agent
    if agent and part.began_at is not None:
        agent.handled += 1
        preference.remember(board, call, agent.key, part.queue)
    if agent and lost:
        presence.not_ready(board, agent, CONNECTION_LOST)
    elif agent:
        presence.wrap_up(board, agent, part.queue, call.id)


def end_consult(board: Board, call: Call, outcome: OfferOutcome, reason: str | None = None) -> None:
    """The consulted party is out; whoever asked for it is told. ``reason`` as in end_offer."""
    consult, call.consult = call.consult, None
    if consult is None:
        return
    board.stop_timer(f"consult:{call.id}")
    ledger.hang_up(board, call, consult.leg)
    board.order(DropBridge(gateway=call.gateway, bridge=consult.bridge))
    if consult.agent and consult.began_at is None:
        board.tell(call, OfferEnded, consult.tenant or "", agent=consult.agent, seat=consult.seat, outcome=outcome)
        _free_rung(board, call, consult.agent, reason)
    elif consult.agent:
        _free_consulted(board, call, consult, reason)
    if call.part:
        facts = {"agent": call.part.agent, "change": "CONSULT_ENDED", "party": consult.party}
        board.tell(call, CallChanged, call.part.tenant, **facts)


def end_guest(board: Board, call: Call, guest: Guest, outcome: OfferOutcome, reason: str | None = None) -> None:
    """A third party is out, or is rung no longer. ``outcome``: of an offer; ``reason`` as in end_offer."""
    if call.guests.pop(guest.leg, None) is None:
        return
    board.stop_timer(f"guest:{guest.leg}")
    ledger.hang_up(board, call, guest.leg)
    free_guest(board, call, guest, outcome, reason)


def free_guest(board: Board, call: Call, guest: Guest, outcome: OfferOutcome, reason: str | None = None) -> None:
    """What becomes of an agent who was called into the call; nothing for somebody outside."""
    if guest.agent is None or guest.tenant is None:
        return
    facts = {"agent": guest.agent, "seat": guest.seat}
    agent = agent_in(board, call, guest.agent)
    if guest.began_at is None:
        board.tell(call, OfferEnded, guest.tenant, **facts, outcome=outcome)
        _free_rung(board, call, guest.agent, reason)
        return
    talked, lost = board.now - guest.began_at, reason == CONNECTION_LOST
    board.tell(call, AgentLeft, guest.tenant, **facts, talked_seconds=talked, lost=lost)
    if agent and reason:
        presence.not_ready(board, agent, reason)
    elif agent:
        presence.settle(board, agent)


def _free_rung(board: Board, call: Call, key: str, reason: str | None) -> None:
    agent = agent_in(board, call, key)
    if agent and reason:
        presence.not_ready(board, agent, reason)
    elif agent:
        presence.settle(board, agent, idle_since=agent.idle_since)


def _free_consulted(board: Board, call: Call, consult: Consult, reason: str | None) -> None:
    talked = board.now - consult.began_at if consult.began_at is not None else 0.0
    board.tell(
        call,
        AgentLeft,
        consult.tenant or "",
        agent=consult.agent,
        seat=consult.seat,
        talked_seconds=talked,
        lost=reason == CONNECTION_LOST,
    )
    agent = agent_in(board, call, consult.agent or "")
    if agent and reason:
        presence.not_ready(board, agent, reason)
    elif agent:
        presence.settle(board, agent)


def take(board: Board, call: Call, agent: Agent, state: AgentState) -> None:
    """The agent is in the call from now on, as ``state``."""
    presence.change(board, agent, state, call_id=call.id)
