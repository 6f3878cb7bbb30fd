"""Calls that the platform places by itself, all together: commands in, and what follows from what happened to them.

``follow`` looks at the events of each input after inbound calls have been routed: so callers who wait always come
before those whom we call.
"""

from telephony.contracts.events import (
    AgentState,
    CallAnswered,
    CallDialled,
    CallEnded,
    CallEvent,
    EndReason,
    LegEnded,
    LegKind,
    LegStarted,
    OfferEnded,
    OfferOutcome,
)
from telephony.contracts.fax import CancelFax, SendFax
from telephony.contracts.outreach import (
    CancelDispatch,
    FeedCampaign,
    OutreachCommand,
    OutreachEnded,
    ReachOutcome,
    RunCampaign,
    StartDispatch,
    StopCampaign,
)
from telephony.core import dialler, dispatching, faxing, presence, routing
from telephony.core.board import Board
from telephony.core.ending import BUSY_CAUSES
from telephony.core.outreach_state import Reach

NO_ANSWER_CAUSES = frozenset({16, 18, 19, 20})
INVALID_CAUSES = frozenset({1, 22, 28})


def take(board: Board, command: OutreachCommand) -> None:
    """Carry out a command. Raises Refused before anything has changed."""
    match command:
        case StartDispatch():
            dispatching.start(board, command)
        case CancelDispatch():
            dispatching.cancel(board, command)
        case RunCampaign():
            dialler.run(board, command)
        case FeedCampaign():
            dialler.feed(board, command)
        case StopCampaign():
            dialler.stop(board, command)
        case SendFax():
            faxing.send(board, command)
        case CancelFax():
            faxing.cancel(board, command)


def follow(board: Board) -> None:
    """Draw the conclusions of one input."""
    state = board.state
    by_hand = any(isinstance(event, CallDialled) and event.purpose == dialler.PURPOSE for event in board.effects.events)
    if not (by_hand or state.reaches or state.dispatches or state.campaigns):
        return
    seen = 0
    while True:
        events = board.effects.events
        while seen < len(events):  # conclusions make further events
            event = events[seen]
            seen += 1
            if isinstance(event, CallDialled) and event.purpose == dialler.PURPOSE:
                dialler.watch(board, event)
            if isinstance(event, CallEvent) and event.call_id in state.reaches:
                _note(board, state.reaches[event.call_id], event)
        if board.fresh_agents or board.fresh_calls:
            routing.route(board)
        dialler.pace_all(board)
        if seen == len(board.effects.events):
            return


def _note(board: Board, reach: Reach, event: CallEvent) -> None:
    match event:
        case LegStarted(kind=LegKind.OUTSIDE) if reach.answered_at is None:
            if reach.dialled_at is None:
                reach.dialled_at = board.now
                dialler.limit_ringing(board, reach, event.call_id)
            reach.leg, reach.cause = event.leg, 16  # of a trunk before this one nobody wants to know
        case LegEnded() if event.leg == reach.leg and not reach.talked and reach.cause == 16:
            reach.cause = event.cause
        case OfferEnded(outcome=OfferOutcome.ANSWERED):
            reach.met, reach.agent = True, event.agent
        case CallAnswered():
            reach.met = reach.talked = True
            reach.agent = event.agent
            reach.answered_at = reach.answered_at or board.now
        case CallEnded():
            _finish(board, reach, event)


def _finish(board: Board, reach: Reach, event: CallEnded) -> None:
    del board.state.reaches[event.call_id]
    board.stop_timer(f"patience:{event.call_id}")
    outcome = outcome_of(reach, event.reason)
    board.emit(
        OutreachEnded,
        reach.tenant,
        call_id=event.call_id,
        purpose=reach.purpose,
        reference=f"{reach.owner}/{reach.item}",
        outcome=outcome,
        answers=dict(reach.answers),
        cause=reach.cause,
        agent=reach.agent,
        answered_at=reach.answered_at,
        message_left=reach.left,
    )
    _free_agent(board, reach, event.call_id)
    if reach.purpose == dispatching.PURPOSE:
        dispatching.attempted(board, reach, outcome)
    elif reach.fax:
        faxing.attempted(board, reach, event.call_id, outcome)
    else:
        dialler.attempted(board, reach, event.call_id, outcome)


def _free_agent(board: Board, reach: Reach, call_id: str) -> None:
    """Nobody talked: there is nothing to write down, the agent goes on at once."""
    for agent in board.state.agents.values() if not reach.talked else ():
        if agent.state is AgentState.WRAP_UP and agent.call_id == call_id:
            presence.settle(board, agent)
            return


def outcome_of(reach: Reach, reason: EndReason) -> ReachOutcome:
    """How the attempt ended."""
    if reach.machine:
        return ReachOutcome.MACHINE
    if reach.talked:
        return ReachOutcome.TALKED
    if reach.answered_at is not None:
        if reach.completed:
            return ReachOutcome.COMPLETED
        held = reach.talk is not None or reach.fax is not None or reach.met or reach.judging
        return ReachOutcome.BROKEN_OFF if held else ReachOutcome.ABANDONED
    if reach.dialled_at is None or reach.cancelled:
        return ReachOutcome.NOT_DIALLED
    if reason is EndReason.GATEWAY_FAILED:
        return ReachOutcome.FAILED
    return _by_cause(reach.cause)


def _by_cause(cause: int) -> ReachOutcome:
    if cause in BUSY_CAUSES:
        return ReachOutcome.BUSY
    if cause in INVALID_CAUSES:
        return ReachOutcome.INVALID
    return ReachOutcome.NO_ANSWER if cause in NO_ANSWER_CAUSES else ReachOutcome.FAILED
