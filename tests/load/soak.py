"""``python -m tests.load.soak``: calls for an hour, memory and descriptors sampled; written to docs/benchmarks.md."""

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hotline.main.launch import gateway as launch
from hotline.main.settings import env
from telephony.contracts import events as tel
from telephony.facade.redis_bus import RedisBus
from tests.engine.rig import AsteriskProcess, free_ports, make_sounds
from tests.load.acd_vs_app_queue import RTP, agents_for, everyone_ready, redis, switchboard
from tests.load.page import write
from tests.load.sipp import HOLD_SECONDS, Outcome, Sipp

SAMPLE_SECONDS = 10.0
WARM_SECONDS = 300.0
"""Growth is judged after this: until then buffers and pools fill."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Of one process: seconds since the start, resident memory in MB, open descriptors."""

    at: float
    memory: float
    files: int


def sample(pid: int, began: float) -> Sample:
    """Look at a process now."""
    status = Path(f"/proc/{pid}/status").read_text()
    memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024
    return Sample(time.monotonic() - began, memory, len(list(Path(f"/proc/{pid}/fd").iterdir())))


class Course:
    """What the switchboard told of calls; of those that an agent answered nothing is kept once they are over."""

    def __init__(self) -> None:
        self._events: dict[str, list[tel.CallEvent]] = {}

    def take(self, event: tel.Event) -> None:
        """Note one event."""
        if isinstance(event, tel.CallArrived):
            self._events[event.call_id] = []
        if not isinstance(event, tel.CallEvent) or event.call_id not in self._events:
            return
        told = self._events[event.call_id]
        told.append(event)
        if isinstance(event, tel.CallEnded) and any(isinstance(each, tel.CallAnswered) for each in told):
            del self._events[event.call_id]

    def of(self, number: str) -> str:
        """A caller's call in words: seconds since it arrived, what happened. "answered" when an agent had it."""
        for told in self._events.values():
            first = told[0]
            if isinstance(first, tel.CallArrived) and number in first.caller_raw:
                return ", ".join(f"{each.at - first.at:.2f} {type(each).__name__}" for each in told)
        return "answered"


@contextmanager
def acknowledged(url: str, recordings: Path, course: Course | None = None) -> Iterator[None]:
    """Take events as the recorder does, and recordings off the spool as the storing task does."""
    over = threading.Event()

    def read() -> None:
        bus = RedisBus(url)
        reader, seen = bus.event_reader(0), 0
        while not over.is_set():
            for event in reader.read(0.5):
                seen = max(seen, event.seq)
                if course is not None:
                    course.take(event)
            bus.acknowledge(seen)
            for path in recordings.glob("*.wav"):
                if time.time() - path.stat().st_mtime > 60:
                    path.unlink(missing_ok=True)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def soak(
    asterisk: launch.Asterisk, folder: Path, rate: int, seconds: int
) -> tuple[dict[str, list[Sample]], Outcome, Course]:
    """Recorded calls at ``rate`` a second for ``seconds``; samples by process."""
    course = Course()
    process = AsteriskProcess(asterisk, folder / "gateway", make_sounds(folder / "sounds"), RTP)
    process.start()
    agent_port, caller_port = free_ports(2)
    spool = next(iter((folder / "gateway").rglob("recording")), folder / "none")
    try:
        with redis(folder) as url, switchboard(process, folder, url) as engine, acknowledged(url, spool, course):
            everyone_ready(process, agents_for(rate), agent_port, record=True)
            sipp = Sipp(folder / "sipp", process.server, agent_port, caller_port)
            answering = sipp.agents()
            time.sleep(0.5)
            began, calling = time.monotonic(), sipp.callers(rate, rate * seconds)
            assert process.process is not None
            pids = {"Asterisk": process.process.pid, "switchboard": engine.pid}
            samples: dict[str, list[Sample]] = {name: [] for name in pids}
            while time.monotonic() - began < seconds:
                time.sleep(SAMPLE_SECONDS)
                for name, pid in pids.items():
                    samples[name].append(sample(pid, began))
            calling.wait(HOLD_SECONDS + 60)
            answering.terminate()
            answering.wait()
            return samples, sipp.outcome(rate * seconds), course
    finally:
        process.stop()


def growth(samples: list[Sample]) -> float:
    """MB an hour, by the straight line through the samples after the warm-up."""
    warm = [each for each in samples if each.at > min(WARM_SECONDS, samples[-1].at / 2)]
    slope = np.polyfit([each.at for each in warm], [each.memory for each in warm], 1)[0]
    return float(slope) * 3600


def line(name: str, samples: list[Sample]) -> str:
    """A process's line: memory and descriptors at five times."""
    picked = [samples[int(share * (len(samples) - 1))] for share in (0.1, 0.25, 0.5, 0.75, 1.0)]
    cells = " | ".join(f"{each.memory:.0f} MB, {each.files}" for each in picked)
    return f"| {name} | {cells} | {growth(samples):+.1f} MB/h |"


def main() -> int:
    """Exit status 1 when a call failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.soak")
    parser.add_argument("--rate", type=int, default=5, help="calls a second")
    parser.add_argument("--seconds", type=int, default=3600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hotline-soak-") as name:
        folder = Path(name)
        asterisk = launch.find(env.cache_folder(env.load().home), folder / "unpack.log")
        samples, outcome, course = soak(asterisk, folder, options.rate, options.seconds)
    for number in outcome.unasked:
        sys.stderr.write(f"{number} was offered to nobody: {course.of(number)}\n")
    ends = [f"{round(share * options.seconds / 60)} min" for share in (0.1, 0.25, 0.5, 0.75, 1.0)]
    head = f"| process | {' | '.join(ends)} | growth after the warm-up |\n| --- |{' --- |' * 6}"
    text = (
        f"{options.rate} calls/s for {options.seconds / 60:.0f} min, each {HOLD_SECONDS:.0f} s of talk, each recorded "
        f"(snoop channel and file): {outcome.offered} calls, {outcome.failed} failed, {outcome.unanswered} never "
        f"offered. Resident memory and open descriptors.\n\n"
    )
    rows = [line(process, seen) for process, seen in samples.items()]
    write("soak", "Soak", text + "\n".join([head, *rows]))
    sys.stdout.write("\n".join([text, *rows]) + "\n")
    return int(outcome.failed > 0)


if __name__ == "__main__":
    sys.exit(main())
