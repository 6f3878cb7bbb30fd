"""What a gateway reports and what timers bring, turned into signals for the calls they are about."""

from telephony.contracts.events import EndReason
from telephony.contracts.gateway import (
    AnswerJudged,
    DigitReceived,
    FaxEnded,
    FaxToneHeard,
    LegAnswered,
    LegGone,
    LegRinging,
    PlaybackEnded,
    RecordingEnded,
    SeatReachable,
    SilenceHeard,
    Verdict,
)
from telephony.core import (
    accounts,
    alarms,
    arrival,
    dialler,
    dispatching,
    ending,
    fax_record,
    helping,
    ledger,
    next_trunk,
    parts,
    preference,
    presence,
    reconcile,
    recordings,
    routing,
    scanners,
    table,
    takes,
    watching,
    work_commands,
)
from telephony.core.board import QUEUES_TIMER, Board
from telephony.core.roles import answered, gone
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import CallState, Trigger
from telephony.core.views import tell_queues

TIMERS = {
    "ivr": Trigger.INPUT_TIMEOUT,
    "notice": Trigger.NOTICE_DUE,
    "comfort": Trigger.COMFORT_DUE,
    "overflow": Trigger.OVERFLOW_DUE,
    "ring": Trigger.RING_TIMEOUT,
    "announce": Trigger.ANNOUNCE_TIMEOUT,
    "consult": Trigger.CONSULT_TIMEOUT,
    "callback": Trigger.CALL_BACK_DUE,
    "patience": Trigger.PATIENCE_OVER,
    "judge": Trigger.JUDGE_TIMEOUT,
    "fax": Trigger.FAX_OVERDUE,
}


def call_of(board: Board, leg: str) -> Call | None:
    """The call that a leg belongs to."""
    return board.state.calls.get(board.state.legs.get(leg, ""))


def on_leg_ringing(board: Board, event: LegRinging) -> None:
    """An originated leg rings; only an outside one is of interest."""
    call = call_of(board, event.leg)
    if call:
        call.legs[event.leg].rang = True
    if call and event.leg == call.outside:
        table.step(board, call, Signal(Trigger.OUTSIDE_RINGING))


def on_leg_answered(board: Board, event: LegAnswered) -> None:
    """An originated leg was answered; one that nobody wants any more is on its way out."""
    call = call_of(board, event.leg)
    if call is None:
        return
    if call.legs[event.leg].closing:
        return
    call.legs[event.leg].rang = True
    watching.on_answered(board, call, event.leg)
    trigger = answered(call, event.leg)
    if trigger:
        table.step(board, call, Signal(trigger, text=event.leg))


def on_leg_gone(board: Board, event: LegGone) -> None:
    """Close the ledger's entry, then see what it means."""
    call = call_of(board, event.leg)
    if call is None:
        board.state.closed.pop(event.leg, None)
        return
    if next_trunk.take(board, call, event.leg, event.cause):
        return
    trigger = None if call.legs[event.leg].closing else gone(call, event.leg, event.media_lost)
    ledger.end(board, call, event.leg, event.cause)
    watching.on_gone(board, event.leg, event.media_lost)
    if call.state is CallState.ENDED:
        if not call.legs:
            ending.forget(board, call)
    elif trigger:
        table.step(board, call, Signal(trigger, cause=event.cause, text=event.leg))


def on_digit(board: Board, event: DigitReceived) -> None:
    """A key pressed by the citizen."""
    call = call_of(board, event.leg)
    if call and event.leg == call.far:
        table.step(board, call, Signal(Trigger.FAR_DIGIT, text=event.digit))


def on_judged(board: Board, event: AnswerJudged) -> None:
    """Who has answered a number that the platform called."""
    call = call_of(board, event.leg)
    if call and event.leg == call.far:
        machine = event.verdict is Verdict.MACHINE
        table.step(board, call, Signal(Trigger.MACHINE_HEARD if machine else Trigger.PERSON_HEARD, text=event.why))


def on_silence(board: Board, event: SilenceHeard) -> None:
    """A machine has said what it says."""
    call = call_of(board, event.leg)
    if call and event.leg == call.far:
        table.step(board, call, Signal(Trigger.SILENCE_HEARD))


def on_fax_tone(board: Board, event: FaxToneHeard) -> None:
    """The caller is a machine that wants to send a fax."""
    call = call_of(board, event.leg)
    if call and event.leg == call.far:
        table.step(board, call, Signal(Trigger.FAX_TONE_HEARD))


def on_playback_ended(board: Board, event: PlaybackEnded) -> None:
    """Only the end of the newest prompt counts; those before it were cut short by us."""
    call = call_of(board, event.leg)
    if call is None or call.playing != event.playback:
        return
    if not table.step(board, call, Signal(Trigger.PLAY_ENDED, text=event.playback)):
        call.playing = None


def on_recording_ended(board: Board, event: RecordingEnded) -> None:
    """A recording is complete; a voice message then is thanked for."""
    if takes.on_recorded(board, event):
        return
    recording = board.state.recordings.get(event.name)
    recordings.on_ended(board, event)
    call = board.state.calls.get(recording.call_id) if recording else None
    if call and call.message == event.name:
        table.step(board, call, Signal(Trigger.MESSAGE_RECORDED))


def on_fax_ended(board: Board, event: FaxEnded) -> None:
    """The machines have said good-bye, or lost each other."""
    call = call_of(board, event.leg)
    if call and fax_record.note(call, event):
        table.step(board, call, Signal(Trigger.FAX_ENDED))


def on_seat_reachable(board: Board, event: SeatReachable) -> None:
    """A seat's telephone came or went at one gateway."""
    places = board.state.reachable.setdefault(event.seat, [])
    if event.reachable == (event.gateway in places):
        return
    if event.reachable:
        places.append(event.gateway)
    else:
        places.remove(event.gateway)
    presence.seat_changed(board, event.seat)


def on_timer(board: Board, key: str) -> None:
    """A timer that still counts is due."""
    kind, _, subject = key.partition(":")
    if work_commands.on_timer(board, kind, subject):
        return
    call = board.state.calls.get(subject)
    agent = board.state.agents.get(subject)
    if kind in TIMERS and call:
        table.step(board, call, Signal(TIMERS[kind]))
    elif kind == "guest" and (invited := call_of(board, subject)):
        table.step(board, invited, Signal(Trigger.GUEST_TIMEOUT, text=subject))
    elif kind == "review" and call:
        routing.review(board, call)
    elif kind == "prefer" and call:
        preference.end(board, call)
    elif kind == "close" and call:
        ending.forget(board, call)
    elif kind == "wrap" and agent:
        presence.settle(board, agent)
    elif kind == "gone" and agent:
        presence.not_ready(board, agent, parts.CONNECTION_LOST)
    elif kind == "secret":
        accounts.on_expired(board, subject)
    elif kind == helping.TIMER and call:
        helping.on_timer(board, call)
    elif kind == "watch":
        watching.on_timer(board, subject)
    elif kind == "record":
        recordings.finish(board, subject)
    elif kind == "line":
        arrival.close_web_line(board, subject)
    elif kind == "dispatch":
        dispatching.on_timer(board, subject)
    elif kind == "campaign":
        dialler.on_timer(board, subject)
    elif kind == "gateway":
        reconcile.give_up(board, subject, EndReason.GATEWAY_FAILED)
    elif kind == "lost":
        reconcile.on_still_lost(board, subject)
    elif kind == "shut":
        scanners.on_over(board, subject)
    elif kind == "quiet":
        alarms.on_quiet(board, subject)
    elif key == alarms.TIMER:
        alarms.on_timer(board)
    elif key == QUEUES_TIMER:
        tell_queues(board)
