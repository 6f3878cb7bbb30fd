"""Third parties in a conversation (三方通话): invited while it goes on, or joined out of a consultation.

Guests sit in the call's main bridge, so that the conversation's recording has them too. The agent may leave: then the
first guest who talks goes on with the citizen.
"""

from telephony.contracts.commands import DropGuest, Invite, RefusalCode
from telephony.contracts.events import AgentState, CallAnswered, CallChanged, LegKind, OfferEnded, OfferOutcome
from telephony.contracts.gateway import DropBridge, JoinBridge
from telephony.core import ending, ledger, offers, parts, recordings, sound, tolls
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Call, Guest, Part
from telephony.core.states import CallState
from telephony.core.talk import settle, talking_guests, told
from telephony.core.targets import NUMBER_RING_SECONDS, dial, refuse_internal, resolve

MOST_GUESTS = 5


def on_invite(board: Board, call: Call, signal: Signal) -> None:
    """Ring a third party; the conversation goes on meanwhile."""
    part, command = call.part, signal.command
    if part is None or not isinstance(command, Invite):
        return
    refuse_internal(call)
    target = resolve(board, call, command.target)
    taken = {guest.party for guest in call.guests.values()}
    if target.queue or target.text in taken or target.text == call.caller or len(taken) >= MOST_GUESTS:
        raise Refused(RefusalCode.TARGET_UNAVAILABLE)
    if target.number:
        tolls.check_out(board, call, part.agent, part.tenant, target.number)
    leg = board.next_id(call, "g")
    guest = call.guests[leg] = Guest(party=target.text, leg=leg)
    told(board, call, "INVITED", guest.party)
    seconds = NUMBER_RING_SECONDS
    if target.agent:
        agent = target.agent
        guest.agent, guest.seat, guest.tenant = agent.key, agent.seat, agent.tenant
        queue = offers.usual_queue(board, agent.key)
        parts.take(board, call, agent, AgentState.RINGING)
        offers.ring(board, call, agent, leg, LegKind.GUEST, queue, consult_from=part.agent)
        seconds = board.queue(queue).ring_seconds
    elif target.number:
        ledger.start(board, call, leg, LegKind.GUEST, target.number, part.tenant, payer=part.agent)
        dial(board, call, leg, target.number)
    board.start_timer(f"guest:{leg}", board.now + seconds)


def on_answered(board: Board, call: Call, signal: Signal) -> None:
    """The invited party answered and takes part."""
    guest = call.guests.get(signal.text)
    if guest is None:
        return
    board.stop_timer(f"guest:{guest.leg}")
    guest.began_at = board.now
    board.order(JoinBridge(gateway=call.gateway, bridge=f"{call.id}.b", legs=(guest.leg,)))
    agent = parts.agent_in(board, call, guest.agent or "")
    if agent:
        board.tell(call, OfferEnded, agent.tenant, agent=agent.key, seat=agent.seat, outcome=OfferOutcome.ANSWERED)
        parts.take(board, call, agent, AgentState.TALKING)
        _tell_guest(board, call, guest)
    settle(call)
    told(board, call, "GUEST_JOINED", guest.party)


def _tell_guest(board: Board, call: Call, guest: Guest) -> None:
    """The invited agent's own screen: in a conference with whoever asked for them."""
    if guest.agent and guest.tenant:
        party = call.part.agent if call.part else call.caller
        board.tell(call, CallChanged, guest.tenant, agent=guest.agent, change="CONFERENCE", party=party)


def on_conference(board: Board, call: Call, signal: Signal) -> None:
    """The consultation becomes a conversation of three."""
    consult, part = call.consult, call.part
    if consult is None or part is None or call.far is None:
        return
    call.consult = None
    guest = Guest(
        party=consult.party,
        leg=consult.leg,
        agent=consult.agent,
        seat=consult.seat,
        tenant=consult.tenant,
        began_at=consult.began_at,
    )
    call.guests[guest.leg] = guest
    board.order(DropBridge(gateway=call.gateway, bridge=consult.bridge))
    sound.unhold(board, call)
    legs = (call.far, part.leg, guest.leg)
    board.order(JoinBridge(gateway=call.gateway, bridge=f"{call.id}.b", legs=legs))
    call.state = CallState.CONFERENCE
    told(board, call, "CONFERENCE", guest.party)
    _tell_guest(board, call, guest)


# ------------------------------------------------------------------- who leaves


def drop(
    board: Board, call: Call, guest: Guest, outcome: OfferOutcome = OfferOutcome.CALLER_LEFT, reason: str | None = None
) -> None:
    """A guest is out, or is rung no longer; arguments as in parts.end_guest."""
    parts.end_guest(board, call, guest, outcome, reason)
    settle(call)
    told(board, call, "GUEST_LEFT", guest.party)


def on_drop(board: Board, call: Call, signal: Signal) -> None:
    """The agent takes a guest out."""
    command = signal.command
    party = command.party if isinstance(command, DropGuest) else ""
    guest = next((guest for guest in call.guests.values() if guest.party == party), None)
    if guest is None:
        raise Refused(RefusalCode.TARGET_UNAVAILABLE)
    drop(board, call, guest)


def on_gone(board: Board, call: Call, signal: Signal) -> None:
    """A guest hung up, did not answer or could not be reached."""
    guest = call.guests.get(signal.text)
    if guest is None:
        return
    if guest.began_at is not None or signal.reconciled:
        drop(board, call, guest, OfferOutcome.FAILED)
    elif signal.cause in ending.BUSY_CAUSES:
        drop(board, call, guest, OfferOutcome.REJECTED, "REJECTED")
    elif signal.cause in offers.NO_ANSWER_CAUSES:
        drop(board, call, guest, OfferOutcome.NO_ANSWER, "NO_ANSWER")
    else:
        drop(board, call, guest, OfferOutcome.FAILED, "SEAT_UNREACHABLE")


def on_lost(board: Board, call: Call, signal: Signal) -> None:
    """An invited agent's line or console is gone."""
    guest = call.guests.get(signal.text)
    if guest:
        drop(board, call, guest, OfferOutcome.FAILED, parts.CONNECTION_LOST)


def on_timeout(board: Board, call: Call, signal: Signal) -> None:
    """Rung in vain."""
    guest = call.guests.get(signal.text)
    if guest and guest.began_at is None:
        drop(board, call, guest, OfferOutcome.NO_ANSWER, "NO_ANSWER")


def on_guest_leaves(board: Board, call: Call, signal: Signal) -> None:
    """An invited agent declines or hangs up, by button."""
    guest = call.guests.get(signal.text)
    if guest:
        reason = "REJECTED" if guest.began_at is None else None
        drop(board, call, guest, OfferOutcome.REJECTED, reason)


def on_agent_leaves(board: Board, call: Call, signal: Signal) -> None:
    """The agent hangs up (or is lost) in a conference: the citizen and the guests go on. An invited agent takes the
    call over before somebody outside does."""
    _hand_over(board, call, lost=False)


def on_agent_lost(board: Board, call: Call, signal: Signal) -> None:
    """The agent's line or console is gone in a conference: nobody else notices."""
    _hand_over(board, call, lost=not signal.reconciled)


def _hand_over(board: Board, call: Call, lost: bool) -> None:
    guests = talking_guests(call)
    heir = next((guest for guest in guests if guest.agent), guests[0])
    sound.unhold(board, call)
    for guest in [guest for guest in call.guests.values() if guest.began_at is None]:
        drop(board, call, guest)
    told(board, call, "TRANSFERRED", heir.party)
    parts.leave(board, call, lost=lost)
    del call.guests[heir.leg]
    if heir.agent is None:
        call.outside = heir.leg
        call.state = CallState.OUTSIDE_TALKING
        return
    call.part = Part(
        agent=heir.agent,
        seat=heir.seat or "",
        tenant=heir.tenant or "",
        leg=heir.leg,
        queue=offers.usual_queue(board, heir.agent),
        began_at=board.now,
    )
    call.state = CallState.TALKING
    settle(call)
    recordings.begin(board, call, call.part)
    board.tell(
        call,
        CallAnswered,
        call.part.tenant,
        agent=call.part.agent,
        seat=call.part.seat,
        waited_seconds=ending.waited(board, call),
    )


def on_held_agent_leaves(board: Board, call: Call, signal: Signal) -> None:
    """As in a conference when guests talk; else the call is over."""
    if talking_guests(call):
        _hand_over(board, call, lost=False)
    else:
        ending.on_agent_hung_up(board, call, signal)


def on_held_agent_lost(board: Board, call: Call, signal: Signal) -> None:
    """As in a conference when guests talk; else the caller is first in the queue again."""
    if talking_guests(call):
        _hand_over(board, call, lost=not signal.reconciled)
    else:
        offers.on_agent_lost(board, call, signal)
