"""Recordings: one per agent's conversation, one per voice message, each told to begin and to be finished once."""

from typing import Any

from telephony.contracts.events import RecordingFinished, RecordingKind, RecordingStarted
from telephony.contracts.gateway import HoldRecording, RecordConversation, RecordingEnded, RecordMessage, StopRecording
from telephony.contracts.plan import CallDirection
from telephony.core.board import Board
from telephony.core.recording_policy import Talk, wanted
from telephony.core.state import Call, Part, Recording
from telephony.core.targets import is_internal

OVERDUE_SECONDS = 30.0
"""How long after its end a recording's completion is waited for."""


def begin(board: Board, call: Call, part: Part) -> None:
    """Record all that the citizen says and hears while ``part`` lasts, if the rules or somebody in charge want it."""
    if not call.far or not (ordered(board, part) or _wanted(board, call, part)):
        return
    part.recording = board.next_id(call, "r")
    kind = RecordingKind.CONVERSATION
    _note(board, call, part.recording, part.tenant, kind, part)
    board.order(RecordConversation(gateway=call.gateway, leg=call.far, name=part.recording))
    if part.paused:  # begun anew, after its gateway was away, while something confidential is said
        board.order(HoldRecording(gateway=call.gateway, name=part.recording, paused=True))


def direction_of(call: Call) -> CallDirection:
    """Who called whom: the platform's own calls and call-backs are outbound."""
    if is_internal(call):
        return CallDirection.INTERNAL
    return CallDirection.OUTBOUND if call.dialled or call.medium == "OUTBOUND" else CallDirection.INBOUND


def _wanted(board: Board, call: Call, part: Part) -> bool:
    """By the rules of the agent's tenant; where none fits, by the queue."""
    plan = board.plan.plan
    talk = Talk(
        tenant=part.tenant,
        queue=part.queue,
        agent=part.agent,
        seat=part.seat,
        direction=direction_of(call),
        drawn=f"{call.id} {part.agent}",
    )
    return wanted(plan.recording, talk, board.now, plan.time_zone, board.queue(part.queue).record)


def ordered(board: Board, part: Part) -> bool:
    """Is every conversation of this agent, or at this seat, to be recorded?"""
    return part.agent in board.state.record_all or part.seat in board.state.record_all


def begin_message(board: Board, call: Call, max_seconds: float) -> None:
    """Record the citizen's voice message."""
    if not call.far:
        return
    call.message = board.next_id(call, "r")
    _note(board, call, call.message, call.home, RecordingKind.VOICEMAIL, None)
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
        queue=recording.queue,
        caller=recording.caller,
        called=recording.called,
        trunk=recording.trunk,
    )


def _note(board: Board, call: Call, name: str, tenant: str, kind: RecordingKind, part: Part | None) -> None:
    facts: dict[str, Any] = {
        "kind": kind,
        "agent": part.agent if part else None,
        "seat": part.seat if part else None,
        "gateway": call.gateway,
        "queue": part.queue if part else "",
        "caller": call.caller,
        "called": call.called,
        "trunk": call.trunk,
    }
    board.state.recordings[name] = Recording(call_id=call.id, tenant=tenant, started_at=board.now, **facts)
    board.tell(call, RecordingStarted, tenant, name=name, **facts)
