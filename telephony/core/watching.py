"""Supervisors who listen: each with a leg of their own in the call's ledger, put where mode and call want it.

Listening is beside the call's state: whatever a call does, ``align`` puts right afterwards who hears what. What a call
no longer allows (to whisper when nobody has it) becomes silent listening and comes back by itself. A supervisor's
telephone rings for the next call only when it has put down the last: one telephone, one call.
"""

from dataclasses import dataclass

from telephony.contracts.commands import SuperviseMode as Mode
from telephony.contracts.events import (
    AgentState,
    LegKind,
    SupervisionChanged,
    SupervisionEnded,
    SupervisionEvent,
    SupervisionStarted,
)
from telephony.contracts.gateway import DialSeat, JoinBridge, Listen, StopListening
from telephony.core import helping, ledger, presence
from telephony.core.board import Board
from telephony.core.state import Agent, Call, Watch
from telephony.core.states import CallState as S

RING_SECONDS = 20.0
LEAVE_SECONDS = 5.0
"""How long the gateway may take to report that a supervisor's telephone has been put down."""
BARGE_STATES = frozenset({S.TALKING, S.CONFERENCE, S.HELD, S.CONSULT_RINGING, S.OUTSIDE_TALKING})
IN_BRIDGE = "BRIDGE"


@dataclass(frozen=True, slots=True)
class Ear:
    """Whom to listen at: what ``leg`` says and hears. ``agent``: an agent's leg; ``partner``: with whom it talks."""

    leg: str
    agent: bool
    partner: str


def ear_of(call: Call, target: str | None = None) -> Ear | None:
    """Where the call can be listened to: at its agent, else at the citizen. None while nobody is connected."""
    part, consult = call.part, call.consult
    talks = consult is not None and consult.began_at is not None
    if part and consult and talks and target and consult.agent == target:
        return Ear(consult.leg, True, part.leg)
    if part and part.began_at is not None:
        return Ear(part.leg, True, (consult.leg if consult and talks else call.far) or "")
    if call.far and call.answered and call.far in call.legs:
        return Ear(call.far, False, call.outside or "")
    return None


def possible(call: Call, mode: str, target: str | None = None) -> bool:
    """Does the call allow ``mode`` now?"""
    ear = ear_of(call, target)
    if mode == Mode.BARGE:
        return call.state in BARGE_STATES
    return ear is not None and (mode == Mode.MONITOR or ear.agent)


def tenant_of(call: Call) -> str:
    """Whose call it is to listen to: the tenant of the agent who has it, else its home."""
    return call.part.tenant if call.part else call.home


def takes_part(call: Call, agent: str) -> bool:
    """Is ``agent`` in the call, or rung for it?"""
    parties = [call.part, call.offer, call.consult, *call.guests.values()]
    return any(party.agent == agent for party in parties if party)


def watches_of(board: Board, call: Call) -> list[Watch]:
    """Who listens to a call, or is rung to."""
    return [watch for watch in board.state.watches.values() if watch.call_id == call.id]


# ------------------------------------------------------------------ coming and going


def attach(board: Board, call: Call, watch: Watch) -> None:
    """Ring the supervisor's own telephone, which answers by itself."""
    agent = board.state.agents.get(watch.supervisor)
    if agent is None:
        return
    watch.call_id, watch.listened = call.id, tenant_of(call)
    watch.leg = leg = board.next_id(call, "w")
    presence.change(board, agent, AgentState.SUPERVISING, call_id=call.id)
    ledger.start(board, call, leg, LegKind.SUPERVISOR, watch.seat, watch.listened)
    board.order(
        DialSeat(
            gateway=call.gateway,
            leg=leg,
            call_id=call.id,
            seat=watch.seat,
            caller_id=call.caller or "anonymous",
            ring_seconds=RING_SECONDS,
            auto_answer=True,
        )
    )
    board.start_timer(f"watch:{watch.supervisor}", board.now + RING_SECONDS)


def on_answered(board: Board, call: Call, leg: str) -> None:
    """A supervisor's telephone is connected."""
    for watch in watches_of(board, call):
        if watch.leg == leg and watch.since is None:
            board.stop_timer(f"watch:{watch.supervisor}")
            _begin(board, call, watch)
            align(board, call)


def _begin(board: Board, call: Call, watch: Watch) -> None:
    watch.id, watch.since, watch.listened = board.next_id(call, "v"), board.now, tenant_of(call)
    watch.shown = _shown(call, watch)
    facts = {"seat": watch.seat, "mode": watch.shown, "agent": call.part.agent if call.part else None}
    _tell(board, watch, SupervisionStarted, **facts)


def on_gone(board: Board, leg: str, lost: bool = False) -> None:
    """A leg that may be a supervisor's is gone: put down by them, or by us before."""
    for watch in list(board.state.watches.values()):
        if watch.leaving == leg:
            watch.leaving = None
            _left(board, watch)
        elif watch.leg == leg:
            agent = board.state.agents.get(watch.supervisor)
            if lost and agent and agent.state is AgentState.SUPERVISING:
                agent.after = "CONNECTION_LOST"
            stop(board, watch, "LINE_LOST" if lost else "HUNG_UP")


def on_timer(board: Board, supervisor: str) -> None:
    """Rung in vain, or a gateway that forgot to report the end of a leg."""
    watch = board.state.watches.get(supervisor)
    if watch and watch.leaving:
        watch.leaving = None
        _left(board, watch)
    elif watch and watch.since is None:
        stop(board, watch, "HUNG_UP")


def stop(board: Board, watch: Watch, reason: str) -> None:
    """Listening is over for good."""
    watch.follow, watch.next = False, None
    detach(board, watch, reason)


def detach(board: Board, watch: Watch, reason: str) -> None:
    """Leave the call; what comes next is decided when the telephone has been put down."""
    call = board.state.calls.get(watch.call_id or "")
    leg = _forget_call(board, call, watch, reason)
    if call and leg and leg in call.legs:
        ledger.hang_up(board, call, leg)
        watch.leaving = leg
        board.start_timer(f"watch:{watch.supervisor}", board.now + LEAVE_SECONDS)
    elif watch.leaving is None:
        _left(board, watch)


def hand_over(board: Board, call: Call, watch: Watch, reason: str) -> str:
    """Listening is over and the supervisor's leg, its id, goes on as something else."""
    leg = _forget_call(board, call, watch, reason)
    board.state.watches.pop(watch.supervisor, None)
    return leg or ""


def _forget_call(board: Board, call: Call | None, watch: Watch, reason: str) -> str | None:
    board.stop_timer(f"watch:{watch.supervisor}")
    if call and watch.ear:
        board.order(StopListening(gateway=call.gateway, ear=watch.ear))
    if watch.since is not None:
        _tell(board, watch, SupervisionEnded, reason=reason, seconds=board.now - watch.since)
    leg = watch.leg
    watch.call_id = watch.leg = watch.since = watch.ear = None
    watch.place = watch.shown = ""
    return leg


def _left(board: Board, watch: Watch) -> None:
    """The telephone is free: the next call, waiting for one, or the end."""
    board.stop_timer(f"watch:{watch.supervisor}")
    agent = board.state.agents.get(watch.supervisor)
    if agent is None or agent.state is not AgentState.SUPERVISING:
        board.state.watches.pop(watch.supervisor, None)
        return
    call = board.state.calls.get(watch.next or "") or _call_to_follow(board, watch)
    watch.next = None
    if call and call.ended is None and board.is_reachable(watch.seat, call.gateway):
        attach(board, call, watch)
    elif watch.follow:
        presence.change(board, agent, AgentState.SUPERVISING)
    else:
        del board.state.watches[watch.supervisor]
        presence.settle(board, agent)


def _call_to_follow(board: Board, watch: Watch) -> Call | None:
    """The call in which the agent who is followed talks now."""
    target: Agent | None = board.state.agents.get(watch.target or "")
    call = board.state.calls.get(target.call_id or "") if target and watch.follow else None
    return call if call and _may_follow(board, call, watch) else None


def _may_follow(board: Board, call: Call, watch: Watch) -> bool:
    part = call.part
    talks = part is not None and part.agent == watch.target and part.began_at is not None
    return (
        talks and (watch.anywhere or tenant_of(call) == watch.tenant) and board.is_reachable(watch.seat, call.gateway)
    )


# ------------------------------------------------------------------------ with the call


def align(board: Board, call: Call) -> None:
    """After anything that happened to the call: everybody who listens is where they should be."""
    for watch in list(board.state.watches.values()):
        if watch.call_id == call.id and watch.since is not None:
            _align(board, call, watch)
        elif watch.call_id is None and watch.leaving is None and watch.follow and _may_follow(board, call, watch):
            attach(board, call, watch)
    if call.help and (call.part is None or call.part.agent != call.help.agent):
        helping.end(board, call)


def _align(board: Board, call: Call, watch: Watch) -> None:
    strange = not watch.anywhere and tenant_of(call) != watch.tenant
    if strange or (watch.follow and watch.target and not takes_part(call, watch.target)):
        detach(board, watch, "AGENT_LEFT")
        return
    if tenant_of(call) != watch.listened:  # each tenant's books show who listened to its own
        seconds = board.now - (watch.since or board.now)
        _tell(board, watch, SupervisionEnded, reason="AGENT_LEFT", seconds=seconds)
        _begin(board, call, watch)
    shown = _shown(call, watch)
    if shown != watch.shown:
        watch.shown = shown
        _tell(board, watch, SupervisionChanged, mode=shown, agent=call.part.agent if call.part else None)
    _place(board, call, watch)
    if call.help and shown != Mode.MONITOR:
        helping.end(board, call, by=watch.supervisor)


def _shown(call: Call, watch: Watch) -> str:
    return watch.mode if possible(call, watch.mode, watch.target) else Mode.MONITOR.value


def _place(board: Board, call: Call, watch: Watch) -> None:
    """Move the supervisor's leg, unless it is there already. With another partner an ear is opened anew: a gateway may
    drop the voice of a second source that it takes for late packets of the first."""
    joins = watch.shown == Mode.BARGE or (watch.shown == Mode.WHISPER and _alone(call))
    ear = None if joins else ear_of(call, watch.target)
    place = IN_BRIDGE if joins else f"{watch.shown} {ear.leg} {ear.partner}" if ear else ""
    if place == watch.place or watch.leg is None:
        return
    watch.place = place
    if watch.ear:
        board.order(StopListening(gateway=call.gateway, ear=watch.ear))
        watch.ear = None
    if place == IN_BRIDGE:
        board.order(JoinBridge(gateway=call.gateway, bridge=f"{call.id}.b", legs=(watch.leg,)))
    elif ear:
        watch.ear = board.next_id(call, "e")
        whisper = watch.shown == Mode.WHISPER
        board.order(Listen(gateway=call.gateway, leg=watch.leg, target=ear.leg, ear=watch.ear, whisper=whisper))


def _alone(call: Call) -> bool:
    """Does the agent hear nobody, while the citizen hears music? A gateway mixes a whisper into what it sends to the
    agent, and now it sends nothing; so the two simply talk."""
    return call.state in (S.HELD, S.CONSULT_RINGING) and not call.guests


def place_anew(board: Board, call: Call) -> None:
    """After the gateway was away: nobody knows what is left of the ears."""
    for watch in watches_of(board, call):
        watch.place = ""
    align(board, call)


def in_bridge(board: Board, call: Call) -> set[str]:
    """Legs of supervisors who take part in the conversation."""
    return {watch.leg for watch in watches_of(board, call) if watch.leg and watch.place == IN_BRIDGE}


def call_over(board: Board, call: Call) -> None:
    """The call ends: nobody listens any more."""
    for watch in watches_of(board, call):
        detach(board, watch, "CALL_ENDED")
    helping.end(board, call)


def _tell(board: Board, watch: Watch, kind: type[SupervisionEvent], **facts: object) -> None:
    """To the tenant that is listened to, and to the supervisor's."""
    for tenant in dict.fromkeys((watch.listened, watch.tenant)):
        board.emit(
            kind,
            tenant,
            watch=watch.id,
            call_id=watch.call_id,
            listened=watch.listened,
            supervisor=watch.supervisor,
            **facts,
        )
