"""Blind transfer: the agent lets go at once; whoever was meant is rung, and if in vain the caller is first again."""

from telephony.contracts.commands import Transfer
from telephony.contracts.events import EndReason, LegKind
from telephony.contracts.gateway import JoinBridge, LeaveBridge
from telephony.core import ending, ivr, ledger, offers, parts, queueing, sound, tolls
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import CallState
from telephony.core.talk import told
from telephony.core.targets import NUMBER_RING_SECONDS, dial, refuse_internal, refuse_with_guests, resolve


def on_transfer(board: Board, call: Call, signal: Signal) -> None:
    """Release the agent and send the caller on to an agent, a queue or a number."""
    part, command = call.part, signal.command
    if part is None or not isinstance(command, Transfer):
        return
    refuse_internal(call)
    refuse_with_guests(call)
    target = resolve(board, call, command.target)
    former, tenant = part.agent, part.tenant
    if target.number:
        tolls.check_out(board, call, former, tenant, target.number)
    queue = part.queue or offers.usual_queue(board, former)
    let_go(board, call, target.text)
    if target.agent:
        serves = board.queues_of(target.agent)
        own = queue if queue in serves or not serves else offers.usual_queue(board, target.agent.key)
        offers.make(board, call, target.agent, own, consult_from=former)
    elif target.queue:
        queueing.enter(board, call, target.queue.key)
    elif target.number:
        leg = board.next_id(call, "o")
        call.outside, call.returns_to = leg, queue
        call.state = CallState.TRANSFERRING
        ledger.start(board, call, leg, LegKind.OUTSIDE, target.number, tenant, payer=former)
        dial(board, call, leg, target.number)
        board.start_timer(f"ring:{call.id}", board.now + NUMBER_RING_SECONDS)


def let_go(board: Board, call: Call, party: str) -> None:
    """The agent is out, the caller hears music and will be heard by whoever comes next."""
    told(board, call, "TRANSFERRED", party)
    parts.leave(board, call)
    unbridge(board, call)
    sound.music(board, call)
    call.greeted = True


def unbridge(board: Board, call: Call) -> None:
    """Take the caller out of the conversation, audible and in silence."""
    if call.far:
        board.order(LeaveBridge(gateway=call.gateway, bridge=f"{call.id}.b", leg=call.far))
    sound.unhold(board, call)


def on_outside_answered(board: Board, call: Call, signal: Signal) -> None:
    """The number answered: the caller talks with it, no agent takes part."""
    board.stop_timer(f"ring:{call.id}")
    join_outside(board, call)


def join_outside(board: Board, call: Call) -> None:
    """Bring the caller and the outside leg together."""
    if call.far and call.outside:
        sound.unhold(board, call)
        call.state = CallState.OUTSIDE_TALKING
        board.order(JoinBridge(gateway=call.gateway, bridge=f"{call.id}.b", legs=(call.far, call.outside)))


def on_outside_failed(board: Board, call: Call, signal: Signal) -> None:
    """The number did not answer: the caller is first in the queue again."""
    board.stop_timer(f"ring:{call.id}")
    ledger.hang_up(board, call, call.outside)
    if call.place:  # sent on by the flow, which goes on now
        call.outside, call.state = None, CallState.IVR
        sound.hush(board, call)
        ivr.go(board, call, ivr.fallback_of(call.place))
        return
    queue, call.outside, call.returns_to = call.returns_to or "", None, None
    queueing.return_to_head(board, call, queue)


def on_outside_hung_up(board: Board, call: Call, signal: Signal) -> None:
    """The other party outside ended the conversation."""
    ending.end(board, call, EndReason.AGENT_HUNG_UP)
