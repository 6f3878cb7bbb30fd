"""After a gateway was away: what it says is up decides. Nothing that talks is touched, nothing that waits is lost."""

from telephony.contracts.events import AlarmKind, EndReason
from telephony.contracts.gateway import (
    DropBridge,
    FaxEnded,
    GatewayBack,
    GatewayLost,
    HangUpLeg,
    JoinBridge,
    LegArrived,
    LegSnapshot,
    SetSeatAccount,
    SetWebLine,
    StopRecording,
)
from telephony.core import (
    adoption,
    alarms,
    arrival,
    callback,
    ending,
    fax_record,
    ivr,
    judging,
    ledger,
    offers,
    presence,
    provision,
    reach,
    recordings,
    sound,
    table,
    takes,
    talk,
    watching,
)
from telephony.core.board import Board
from telephony.core.roles import answered, gone
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import CallState as S
from telephony.core.states import Trigger

GIVE_UP_SECONDS = 30.0
"""A gateway that is away this long has lost its calls, as far as the citizens are concerned."""
ALARM_SECONDS = 2.0
NETWORK_OUT_OF_ORDER = 38
CLOSED_KEPT = 10_000


def on_lost(board: Board, event: GatewayLost) -> None:
    """Its calls may go on, unless its process has ended; nothing new is offered there."""
    known, was_up = event.gateway in board.state.gateways, board.state.gateways.get(event.gateway)
    board.state.gateways[event.gateway] = False
    if event.gone and known:
        on_still_lost(board, event.gateway)
    elif was_up:  # at a new start of our own it is back at once, and that is nobody's alarm
        board.start_timer(f"lost:{event.gateway}", board.now + ALARM_SECONDS)
    if event.gone:
        board.stop_timer(f"gateway:{event.gateway}")
        give_up(board, event.gateway, EndReason.GATEWAY_FAILED)
    else:
        board.start_timer(f"gateway:{event.gateway}", board.now + GIVE_UP_SECONDS)
    _seats_changed(board)


def on_still_lost(board: Board, gateway: str) -> None:
    """It has not come back at once."""
    board.stop_timer(f"lost:{gateway}")
    if not board.state.gateways.get(gateway):
        alarms.raise_alarm(board, AlarmKind.NODE_LOST, gateway)


def on_back(board: Board, event: GatewayBack) -> None:
    """Compare what is up with what we think, and put right what differs."""
    if board.state.gateways.get(event.gateway) is False:
        alarms.clear(board, AlarmKind.NODE_LOST, event.gateway)
    board.state.gateways[event.gateway] = True
    for able, unable in ((event.takes_faxes, board.state.faxless), (event.takes_trunks, board.state.trunkless)):
        unable.pop(event.gateway, None)
        if not able:
            unable[event.gateway] = None
    board.stop_timer(f"gateway:{event.gateway}")
    board.stop_timer(f"lost:{event.gateway}")
    _take_seats(board, event)
    for fax in event.faxes:
        _fax_over(board, fax)
    if event.restarted:
        give_up(board, event.gateway, EndReason.GATEWAY_FAILED)
        for call in _calls_of(board, event.gateway):
            ending.forget(board, call)
    up = {leg.leg: leg for leg in event.legs}
    callback.settle(board, event)
    for call in _calls_of(board, event.gateway):
        _settle_call(board, call, up, event)
    _settle_recordings(board, event)
    _push_accounts(board, event.gateway)
    provision.everything(board, event.gateway, restarted=event.restarted)
    adoption.adopt_conversations(board, event)
    _settle_bridges(board, event)
    for leg in sorted(event.legs, key=lambda leg: leg.created_at):
        if leg.leg not in board.state.legs:
            _strange_leg(board, event.gateway, leg)
    for call in board.state.calls.values():
        if call.state is S.QUEUED and call.gateway in ("", event.gateway):
            board.fresh_calls[call.id] = None


def give_up(board: Board, gateway: str, reason: EndReason) -> None:
    """End every call of a gateway. Legs that turn out to be alive later are not taken for new callers."""
    for call in _calls_of(board, gateway):
        if call.state is S.ENDED:
            continue
        for leg in list(call.legs):
            ledger.end(board, call, leg, NETWORK_OUT_OF_ORDER)
            board.state.closed[leg] = None
        if not callback.save(board, call):
            ending.end(board, call, reason)
    while len(board.state.closed) > CLOSED_KEPT:
        del board.state.closed[next(iter(board.state.closed))]


def _fax_over(board: Board, event: FaxEnded) -> None:
    """A fax that came to its end while we were away went as the gateway says, whatever became of its leg."""
    call = board.state.calls.get(board.state.legs.get(event.leg, ""))
    if call and fax_record.note(call, event):
        table.step(board, call, Signal(Trigger.FAX_ENDED))


def _calls_of(board: Board, gateway: str) -> list[Call]:
    return [call for call in board.state.calls.values() if call.gateway == gateway]


def _seats_changed(board: Board) -> None:
    for agent in list(board.state.agents.values()):
        presence.seat_changed(board, agent.seat)


def _take_seats(board: Board, event: GatewayBack) -> None:
    reachable = set(event.reachable_seats)
    for seat, places in board.state.reachable.items():
        if event.gateway in places and seat not in reachable:
            places.remove(event.gateway)
    for seat in event.reachable_seats:
        places = board.state.reachable.setdefault(seat, [])
        if event.gateway not in places:
            places.append(event.gateway)
    _seats_changed(board)


def _push_accounts(board: Board, gateway: str) -> None:
    for agent in board.state.agents.values():
        if not board.plan.has_phone(agent.seat):
            board.order(SetSeatAccount(gateway=gateway, seat=agent.seat, secret=agent.secret or None))
    for seat, places in board.state.reachable.items():
        if (
            gateway in places and seat not in board.seated and not board.plan.has_phone(seat)
        ):  # signed out while the gateway was away
            board.order(SetSeatAccount(gateway=gateway, seat=seat, secret=None))
    for name, line in board.state.web_lines.items():
        board.order(SetWebLine(gateway=gateway, line=name, secret=line.secret))


# --------------------------------------------------------------------- calls


def _settle_call(board: Board, call: Call, up: dict[str, LegSnapshot], event: GatewayBack) -> None:
    played = call.playing
    for leg in _in_order(call):
        entry = call.legs.get(leg)
        if entry is None:
            continue
        if leg not in up:
            _leg_missing(board, call, leg)
        elif entry.closing:
            board.order(HangUpLeg(gateway=call.gateway, leg=leg))
    if call.state is S.ENDED:
        if not call.legs:
            ending.forget(board, call)
        return
    for leg in list(call.legs):
        if leg in up and up[leg].answered and not call.legs[leg].closing:
            _leg_answered(board, call, leg)
    if call.playing is None or call.playing == played:
        _refresh_sound(board, call)
    _refresh_bridges(board, call, {bridge: set(legs) for bridge, legs in event.bridges})
    watching.place_anew(board, call)


def _in_order(call: Call) -> list[str]:
    """The citizen's leg first: when it is gone nothing else matters."""
    return sorted(call.legs, key=lambda leg: leg != call.far)


def _leg_missing(board: Board, call: Call, leg: str) -> None:
    trigger = None if call.legs[leg].closing else _gone(call, leg)
    ledger.end(board, call, leg, NETWORK_OUT_OF_ORDER)
    watching.on_gone(board, leg, lost=True)
    if trigger and call.state is not S.ENDED:
        table.step(board, call, Signal(trigger, cause=NETWORK_OUT_OF_ORDER, text=leg, reconciled=True))


def _gone(call: Call, leg: str) -> Trigger | None:
    trigger = gone(call, leg, lost=False)
    talks = call.part is not None and call.part.began_at is not None
    # the caller is still there: whoever hung up did not mean them to hear silence
    return Trigger.AGENT_LOST if trigger is Trigger.AGENT_GONE and talks else trigger


def _leg_answered(board: Board, call: Call, leg: str) -> None:
    watching.on_answered(board, call, leg)
    trigger = answered(call, leg)
    if trigger:
        table.step(board, call, Signal(trigger, text=leg))


def _refresh_sound(board: Board, call: Call) -> None:
    """Make what the caller hears what it should be."""
    if call.state is S.IVR:
        call.playing, call.music = None, False
        ivr.resume(board, call)
    elif call.state is S.CALL_BACK_ASKING:
        callback.resume(board, call)
    elif call.state is S.SPEAKING:
        reach.resume(board, call)
    elif call.state is S.JUDGING:
        judging.resume(board, call)
    elif call.state is S.RECORDING_PROMPT:
        takes.resume(board, call)
    elif call.state is S.REFUSING:
        sound.say(board, call, ("goodbye",))
    elif call.state in (S.QUEUED, S.OFFERED, S.TRANSFERRING) and call.answered:
        call.playing, call.music = None, False
        sound.music(board, call)
    elif call.state is S.ANNOUNCING:
        offers.join(board, call)
    elif call.state in (S.HELD, S.CONSULT_RINGING, S.CONSULT_TALKING):
        call.music = call.held = False
        sound.hold(board, call)


def _refresh_bridges(board: Board, call: Call, bridges: dict[str, set[str]]) -> None:
    """Join again who should be together."""
    for bridge, legs in _expected(call).items():
        if not legs <= bridges.get(bridge, set()):
            board.order(JoinBridge(gateway=call.gateway, bridge=bridge, legs=tuple(sorted(legs))))


def _expected(call: Call) -> dict[str, set[str]]:
    """Bridge → legs that must be in it."""
    main = f"{call.id}.b"
    legs = {leg for leg in (call.far, call.part.leg if call.part else call.outside) if leg in call.legs}
    if call.state in (S.TALKING, S.HELD, S.CONFERENCE, S.CONSULT_RINGING, S.OUTSIDE_TALKING):
        return {main: legs | {guest.leg for guest in talk.talking_guests(call)}}
    if call.state is S.CONSULT_TALKING and call.consult and call.part and call.far:
        return {main: {call.far}, call.consult.bridge: {call.part.leg, call.consult.leg}}
    return {}


# -------------------------------------------------------------- what is left


def _settle_bridges(board: Board, event: GatewayBack) -> None:
    expected = {name for call in _calls_of(board, event.gateway) for name in _expected(call)}
    for bridge, _ in event.bridges:
        if bridge not in expected:
            board.order(DropBridge(gateway=event.gateway, bridge=bridge))


def _settle_recordings(board: Board, event: GatewayBack) -> None:
    running = set(event.recordings)
    calls = _calls_of(board, event.gateway)
    owned = {name for call in calls for name in (call.message, call.part.recording if call.part else None)}
    for name, recording in list(board.state.recordings.items()):
        if recording.gateway == event.gateway and name not in running:
            recordings.finish(board, name)
            call = board.state.calls.get(recording.call_id)
            if call and call.message == name:
                table.step(board, call, Signal(Trigger.MESSAGE_RECORDED))
            elif call and call.part and call.part.recording == name:
                call.part.recording = None
                if not call.part.paused:  # a paused one begins anew when it is to go on
                    recordings.begin(board, call, call.part)  # the conversation goes on, and so must its record
    for name in event.recordings:
        if name not in owned:
            board.order(StopRecording(gateway=event.gateway, name=name))


def _strange_leg(board: Board, gateway: str, leg: LegSnapshot) -> None:
    if not leg.inbound or leg.leg in board.state.closed:
        board.order(HangUpLeg(gateway=gateway, leg=leg.leg))
        return
    event = LegArrived(
        gateway=gateway,
        at=board.now,
        leg=leg.leg,
        caller_raw=leg.caller_raw,
        called=leg.called,
        web_line=leg.web_line,
        trunk=leg.trunk,
    )
    arrival.on_arrived(board, event, answered=leg.answered, adopted=True)
