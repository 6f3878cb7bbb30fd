"""Recordings: one per agent's conversation, one per voice message, each told to begin and to be finished once."""

from telephony.contracts.events import RecordingFinished, RecordingKind, RecordingStarted
from telephony.contracts.gateway import RecordConversation, RecordingEnded, RecordMessage, StopRecording
from telephony.core.board import Board
from telephony.core.state import Call, Part, Recording

OVERDUE_SECONDS = 30.0
"""How long after its end a recording's completion is waited for."""


def begin(board: Board, call: Call, part: Part) -> None:
    """Record all that the citizen says and hears while ``part`` lasts, if the queue or somebody in charge wants it."""
    if not call.far or not (board.queue(part.queue).record or ordered(board, part)):
        return
    part.recording = board.next_id(call, "r")
    kind = RecordingKind.CONVERSATION
    _note(board, call, part.recording, part.tenant, kind, part.agent, part.seat)
    board.order(RecordConversation(gateway=call.gateway, leg=call.far, name=part.recording))


def ordered(board: Board, part: Part) -> bool:
    """Is every conversation of this agent, or at this seat, to be recorded?"""
    return part.agent in board.state.record_all or part.seat in board.state.record_all


def begin_message(board: Board, call: Call, max_seconds: float) -> None:
    """Record the citizen's voice message."""
    if not call.far:
        return
    call.message = board.next_id(call, "r")
    _note(board, call, call.message, call.home, RecordingKind.VOICEMAIL, None, None)
    board.order(RecordMessage(gateway=call.gateway, leg=call.far, name=call.message, max_seconds=max_seconds))


def stop(board: Board, call: Call, part: Part) -> None:
    """The part is over; its recording is told to be finished when the gateway says so."""
    if part.recording:
        board.order(StopRecording(gateway=call.gateway, name=part.recording))
        expect_end(board, part.recording)
        part.recording = None


def expect_end(board: Board, name: str) -> None:
    """A gateway that forgets to report the end of a recording must not keep it from being fetched."""
    if name in board.state.recordings:
        board.start_timer(f"record:{name}", board.now + OVERDUE_SECONDS)


def on_ended(board: Board, event: RecordingEnded) -> None:
    """A file is complete. One that failed has 0 seconds: whoever fetches it finds out what there is."""
    finish(board, event.name, 0.0 if event.failed else event.seconds)


def finish(board: Board, name: str, seconds: float | None = None) -> None:
    """Tell a recording's end once. ``seconds`` None: unknown, taken from the clock."""
    recording = board.state.recordings.pop(name, None)
    if recording is None:
        return
    board.stop_timer(f"record:{name}")
    board.emit(
        RecordingFinished,
        recording.tenant,
        call_id=recording.call_id,
        name=name,
        kind=recording.kind,
        agent=recording.agent,
        seat=recording.seat,
        gateway=recording.gateway,
        started_at=recording.started_at,
        seconds=board.now - recording.started_at if seconds is None else seconds,
    )


def _note(
    board: Board,
    call: Call,
    name: str,
    tenant: str,
    kind: RecordingKind,
    agent: str | None,
    seat: str | None,
) -> None:
    board.state.recordings[name] = Recording(
        call_id=call.id,
        gateway=call.gateway,
        tenant=tenant,
        kind=kind,
        agent=agent,
        seat=seat,
        started_at=board.now,
    )
    board.tell(call, RecordingStarted, tenant, name=name, kind=kind, agent=agent, gateway=call.gateway)
