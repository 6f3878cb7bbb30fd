"""Engine events about recordings."""

from datetime import UTC, datetime

from telephony.contracts import events as tel

from . import actions
from .models import Recording


def handle(event: tel.Event, tenant_code: str) -> int | None:
    """Write one event; the id of the recording that now waits for storing, if any."""
    match event:
        case tel.CallChanged(change="RECORDING_PAUSED" | "RECORDING_RESUMED"):
            number = event.agent.rpartition(":")[2]
            actions.do_mark_gap(event.call_id, number, event.at, paused=event.change == "RECORDING_PAUSED")
        case tel.RecordingStarted():
            _begin(event, tenant_code, event.at)
        case tel.RecordingFinished():
            recording = _begin(event, tenant_code, event.started_at)
            actions.do_finish(recording, seconds=event.seconds, seat=event.seat or "")
            return recording.pk if recording.state == "SPOOLED" else None
    return None


def _begin(event: tel.RecordingStarted | tel.RecordingFinished, tenant_code: str, at: float) -> Recording:
    return actions.do_begin(
        name=event.name,
        gateway=event.gateway,
        call_id=event.call_id,
        kind=event.kind.value,
        agent_number=(event.agent or "").rpartition(":")[2],
        seat=event.seat or "",
        queue=event.queue,
        caller=event.caller,
        called=event.called,
        trunk=event.trunk,
        at=datetime.fromtimestamp(at, tz=UTC),
        tenant_code=tenant_code,
    )
