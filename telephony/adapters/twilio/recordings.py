"""Recordings: made at Twilio, fetched when complete, laid where the house takes them from, then deleted at Twilio.

A conversation comes as one file of two channels, the leg's own voice first, and is laid down as two; see TRACKS.
"""

import asyncio
import io
import logging
import wave
from collections.abc import Callable
from pathlib import Path

from telephony.adapters.twilio.legs import Leg, Legs
from telephony.adapters.twilio.memory import KeptRecording, Memory
from telephony.adapters.twilio.rest import Refused, Rest, Unreachable
from telephony.adapters.twilio.twiml import Documents
from telephony.contracts.gateway import TRACKS

log = logging.getLogger(__name__)

AGAIN_SECONDS = 20.0
"""Between two tries to fetch what Twilio holds, and after which a recording without a callback is looked for."""
NOT_ELIGIBLE, NOT_YET_TRIES, NOT_YET_SECONDS = 21220, 20, 0.2
TRACK_BYTES = 2

Ended = Callable[[str, float, bool], None]


class Recordings:
    """``ended`` is told name, seconds and whether nothing usable was stored."""

    def __init__(
        self, rest: Rest, documents: Documents, memory: Memory, legs: Legs, folder: Path, ended: Ended
    ) -> None:
        self._rest, self._documents, self._memory, self._legs = rest, documents, memory, legs
        self._folder, self._ended = folder, ended
        self.known: dict[str, KeptRecording] = {each.name: each for each in memory.recordings()}
        self._locks: dict[str, asyncio.Lock] = {}
        self._fetching: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        folder.mkdir(parents=True, exist_ok=True)

    async def close(self) -> None:
        """Go on with nothing; what is not fetched is, by the next process."""
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def running(self) -> tuple[str, ...]:
        """Names that are recorded now, or not fetched yet."""
        return tuple(self.known)

    # ------------------------------------------------------------------ orders

    def begin(self, leg: Leg, name: str) -> None:
        """Record a conversation."""
        self._note(KeptRecording(name, leg.id, leg.kept.sid, message=False))
        self._soon(self._begin(name))

    def expect(self, leg: Leg, name: str) -> None:
        """A document of the leg records a message."""
        self._note(KeptRecording(name, leg.id, leg.kept.sid, message=True))

    def hold(self, name: str, paused: bool) -> None:
        """Take nothing in, or go on."""
        if found := self.known.get(name):
            found.paused = paused
            self._note(found)
            self._soon(self._steer(found))

    def stop(self, name: str) -> KeptRecording | None:
        """Finish it; a message ends with its leg's document."""
        found = self.known.get(name)
        if found and not found.stopping:
            found.stopping = True
            self._note(found)
            self._soon(self._expire(name) if found.message else self._steer(found))
        return found

    def leg_is_gone(self, leg: Leg) -> None:
        """Whatever was recorded of it is complete, or soon will be."""
        for name, found in self.known.items():
            if found.leg == leg.id:
                self._soon(self._expire(name))

    def message_is_over(self, name: str) -> None:
        """The leg goes on: its callback should come."""
        if name in self.known:
            self._soon(self._expire(name))

    # ------------------------------------------------------------------ callbacks

    def complete(self, name: str, sid: str, status: str) -> None:
        """Twilio has it, or nothing ("absent"). Without a name it is thrown away."""
        if not name:
            self._soon(self._throw_away(sid))
        elif name in self.known:
            self.known[name].sid = sid or self.known[name].sid
            if status == "absent":
                self._over(name, 0.0, failed=True)
            else:
                self._soon(self._fetch(name))

    def take_up(self) -> None:
        """After a time in which callbacks may have been lost: look after all that is not fetched."""
        for name in self.known:
            self._soon(self._look_after(name))

    # ------------------------------------------------------------------ work

    async def _begin(self, name: str) -> None:
        found = self.known[name]
        try:
            async with self._lock(name):
                found.sid = await self._start(found)
                self._note(found)
        except (Refused, Unreachable) as error:
            log.error("recording %s did not begin: %s", name, error)
            self._over(name, 0.0, failed=True)
            return
        if found.paused or found.stopping:
            await self._steer(found)

    async def _start(self, found: KeptRecording) -> str:
        """A call that has only just been told to be answered cannot be recorded yet."""
        for _ in range(NOT_YET_TRIES):
            try:
                return await self._rest.record(found.call, self._documents.recorded(found.name))
            except Refused as error:
                if error.code != NOT_ELIGIBLE or found.leg not in self._legs.up:
                    raise
            await asyncio.sleep(NOT_YET_SECONDS)
        return await self._rest.record(found.call, self._documents.recorded(found.name))

    async def _steer(self, found: KeptRecording) -> None:
        """Bring it to what was ordered last."""
        async with self._lock(found.name):
            if not found.sid or found.name not in self.known:
                return
            status = "stopped" if found.stopping else "paused" if found.paused else "in-progress"
            try:
                await self._rest.update_recording(found.call, found.sid, status)
            except (Refused, Unreachable) as error:
                log.info("recording %s is not %s: %s", found.name, status, error)
        if found.stopping:
            await self._expire(found.name)

    async def _expire(self, name: str) -> None:
        """The callback should come; it may have been lost."""
        await asyncio.sleep(AGAIN_SECONDS)
        await self._look_after(name)

    async def _look_after(self, name: str) -> None:
        found = self.known.get(name)
        if found is None:
            return
        try:
            if not found.sid:
                found.sid = await self._find(found)
            status = await self._rest.recording_status(found.sid) if found.sid else "absent"
        except Refused:
            status = "absent"
        except Unreachable:
            self._soon(self._expire(name))
            return
        if status == "completed":
            await self._fetch(name)
        elif status in ("absent", "failed") and found.leg not in self._legs.up:
            self._over(name, 0.0, failed=True)
        elif status == "processing":
            self._soon(self._expire(name))
        elif status == "absent" and found.message and found.stopping:
            self._over(name, 0.0, failed=True)

    async def _find(self, found: KeptRecording) -> str:
        """Of a call's recordings the one that no name has."""
        taken = {each.sid for each in self.known.values()}
        fresh = [sid for sid in await self._rest.recordings_of(found.call) if sid not in taken]
        return fresh[0] if fresh else ""

    async def _fetch(self, name: str) -> None:
        found = self.known.get(name)
        if found is None or name in self._fetching:
            return
        self._fetching.add(name)
        try:
            body = await self._rest.media(found.sid, 1 if found.message else 2)
            seconds = await asyncio.to_thread(self._lay_down, name, body, found.message)
        except Refused as error:
            log.error("recording %s is not at Twilio: %s", name, error)
            self._over(name, 0.0, failed=True)
            return
        except (Unreachable, OSError) as error:
            log.error("recording %s is fetched again later: %s", name, error)
            self._soon(self._expire(name))
            return
        except (wave.Error, EOFError) as error:
            log.error("recording %s is no sound, and stays at Twilio as %s: %s", name, found.sid, error)
            self._over(name, 0.0, failed=True)
            return
        finally:
            self._fetching.discard(name)
        self._over(name, seconds, failed=seconds <= 0)
        await self._throw_away(found.sid)

    async def _throw_away(self, sid: str) -> None:
        try:
            await self._rest.delete_recording(sid)
        except (Refused, Unreachable) as error:
            log.error("recording %s stays at Twilio: %s", sid, error)

    def _lay_down(self, name: str, body: bytes, message: bool) -> float:
        """Write its file or files whole; seconds."""
        with wave.open(io.BytesIO(body)) as file:
            channels, rate, width = file.getnchannels(), file.getframerate(), file.getsampwidth()
            frames = file.readframes(file.getnframes())
        if width != TRACK_BYTES or (not message and channels != len(TRACKS)):
            raise wave.Error(f"{channels} channels of {width} bytes")
        parts = {name: frames} if message else {
            f"{name}.{track}": _channel(frames, number, channels) for number, track in enumerate(TRACKS)
        }  # fmt: skip
        for part, sound in parts.items():
            path = self._folder / f"{part}.wav"
            half = path.with_suffix(".half")
            with wave.open(str(half), "wb") as out:
                out.setnchannels(1)
                out.setsampwidth(width)
                out.setframerate(rate)
                out.writeframes(sound)
            half.replace(path)
        return float(len(frames) / (channels * width * rate))

    # ------------------------------------------------------------------ books

    def _note(self, recording: KeptRecording) -> None:
        self.known[recording.name] = recording
        self._memory.keep_recording(recording)

    def _over(self, name: str, seconds: float, failed: bool) -> None:
        if self.known.pop(name, None) is not None:
            self._locks.pop(name, None)
            self._memory.forget_recording(name)
            self._ended(name, seconds, failed)

    def _lock(self, name: str) -> asyncio.Lock:
        return self._locks.setdefault(name, asyncio.Lock())

    def _soon(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _channel(frames: bytes, number: int, channels: int) -> bytes:
    """One of interleaved channels of two bytes a sample."""
    samples = memoryview(frames).cast("h")
    return bytes(samples[number::channels].tobytes())
