"""Recordings of the peer's account: tones as long as what was recorded, told of and fetched as Twilio's are."""

import io
import time
import wave
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

import numpy as np

from tests.house.twilio.calls import Call

RATE = 8000
FIRST, SECOND = 440, 880
"""Hz: what the first channel (what the call's own party says) and the second sound like."""
RESTING = 0.05  # seconds between the end of a recording and its being there


def tones(seconds: float, *hz: float) -> bytes:
    """A wav of one channel for each tone."""
    at = np.arange(int(seconds * RATE)) / RATE
    tracks = [(8000 * np.sin(2 * np.pi * each * at)).astype("<i2") for each in hz]
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(len(hz))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.stack(tracks, axis=1).tobytes())
    return buffer.getvalue()


@dataclass(slots=True)
class Recording:
    """``source``: "StartCallRecordingAPI" or "RecordVerb". Seconds count while it is not paused."""

    sid: str
    call: Call
    channels: int
    source: str
    callback: str = ""
    events: frozenset[str] = frozenset({"completed"})
    method: str = "POST"
    status: str = "in-progress"
    made: float = field(default_factory=time.time)
    counted: float = 0.0
    since: float | None = field(default_factory=time.monotonic)
    deleted: bool = False

    @property
    def running(self) -> bool:
        return self.status in ("in-progress", "paused")

    def pause(self, paused: bool) -> None:
        """Take nothing in, or go on."""
        if paused and self.since is not None:
            self.counted += time.monotonic() - self.since
            self.since = None
        elif not paused and self.since is None:
            self.since = time.monotonic()
        self.status = "paused" if paused else "in-progress"

    def stop(self) -> None:
        """It takes nothing in any more; being made ready takes a while."""
        self.pause(True)
        self.status = "processing"

    @property
    def seconds(self) -> float:
        return self.counted

    def wav(self, channels: int) -> bytes:
        return tones(self.seconds, *(FIRST, SECOND)[: min(channels, self.channels)])

    def told(self, account: str, url: str) -> dict[str, str]:
        """Its callback."""
        return {
            "AccountSid": account,
            "CallSid": self.call.sid,
            "RecordingSid": self.sid,
            "RecordingUrl": f"{url}/2010-04-01/Accounts/{account}/Recordings/{self.sid}",
            "RecordingStatus": self.status,
            "RecordingDuration": str(round(self.seconds)) if self.status == "completed" else "-1",
            "RecordingChannels": str(self.channels),
            "RecordingStartTime": format_datetime(datetime.fromtimestamp(self.made, UTC)),
            "RecordingSource": self.source,
            "RecordingTrack": "both",
        }

    def resource(self, account: str) -> dict[str, object]:
        """api.v2010.account.call.recording"""
        now = format_datetime(datetime.fromtimestamp(self.made, UTC))
        return {
            "account_sid": account,
            "api_version": "2010-04-01",
            "call_sid": self.call.sid,
            "conference_sid": None,
            "date_created": now,
            "date_updated": now,
            "start_time": now,
            "duration": str(round(self.seconds)) if self.status == "completed" else "-1",
            "sid": self.sid,
            "price": None,
            "price_unit": "USD",
            "status": self.status,
            "channels": self.channels,
            "source": self.source,
            "track": "both",
            "error_code": None,
            "encryption_details": None,
            "uri": f"/2010-04-01/Accounts/{account}/Recordings/{self.sid}.json",
            "media_url": None,
            "subresource_uris": {},
        }
