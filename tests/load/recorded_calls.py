"""``python -m tests.load.recorded_calls``: many conversations at a time, both sides recorded, with real audio; what is
missing from the files. Written to docs/benchmarks.md."""

import argparse
import os
import sys
import tempfile
import time
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hotline.main.launch import gateway as launch
from hotline.main.settings import env
from telephony.contracts.gateway import TRACKS
from telephony.sipphone.audio import CODECS, RATE, Tone
from tests.engine.rig import AsteriskProcess, free_ports, make_sounds
from tests.load.acd_vs_app_queue import RTP, cpu_of, everyone_ready, redis, switchboard
from tests.load.page import write
from tests.load.sipp import Outcome, Sipp, Talk
from tests.load.soak import acknowledged

FRAME = RATE // 50
LOUD = 1000
RAMP = 15  # calls a second, until all talk


@dataclass(frozen=True, slots=True)
class Figures:
    """CPU in percent of one core while all talk; of each file its seconds, and milliseconds of silence inside it."""

    outcome: Outcome
    asterisk: float
    engine: float
    load: float
    seconds: list[float]
    missing: list[float]


def tone_file(path: Path, hz: float) -> Path:
    """A second of a tone as raw A-law, that can be repeated without a click."""
    tone = Tone(hz)
    path.write_bytes(b"".join(CODECS[8].encode(tone.frame()) for _ in range(50)))
    return path


def silence_inside(path: Path) -> tuple[float, float]:
    """(seconds, milliseconds without sound between the first and last sound) of a recorded file."""
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    frames = np.abs(samples[: len(samples) // FRAME * FRAME].astype(np.int32)).reshape(-1, FRAME).max(axis=1)
    loud = np.flatnonzero(frames > LOUD)
    quiet = int((frames[loud[0] : loud[-1]] <= LOUD).sum()) if loud.size else len(frames)
    return len(samples) / RATE, quiet * 20.0


def measure(asterisk: launch.Asterisk, folder: Path, calls: int, seconds: float) -> Figures:
    """``calls`` conversations at a time, ``seconds`` each, all recorded."""
    process = AsteriskProcess(asterisk, folder / "gateway", make_sounds(folder / "sounds"), RTP)
    process.start()
    agent_port, caller_port = free_ports(2)
    spool = next(iter((folder / "gateway").rglob("recording")))
    talk = Talk(seconds, tone_file(folder / "caller.alaw", 400.0), tone_file(folder / "agent.alaw", 600.0))
    try:
        with redis(folder) as url, switchboard(process, folder, url) as engine, acknowledged(url, folder / "none"):
            everyone_ready(process, calls + 20, agent_port, record=True)
            sipp = Sipp(folder / "sipp", process.server, agent_port, caller_port, talk)
            answering = sipp.agents()
            time.sleep(0.5)
            assert process.process is not None
            calling = sipp.callers(RAMP, calls)
            time.sleep(calls / RAMP + 3)
            before, began = [cpu_of(pid) for pid in (process.process.pid, engine.pid)], time.monotonic()
            time.sleep(max(1.0, seconds - calls / RAMP - 6))
            after, took = [cpu_of(pid) for pid in (process.process.pid, engine.pid)], time.monotonic() - began
            load = os.getloadavg()[0]
            calling.wait(seconds + 60)
            time.sleep(2)
            answering.terminate()
            answering.wait()
            files = [silence_inside(path) for track in TRACKS for path in spool.rglob(f"*.{track}.wav")]
            shares = [100 * (late - early) / took for early, late in zip(before, after, strict=True)]
            lengths, missing = [each[0] for each in files], sorted(each[1] for each in files)
            return Figures(sipp.outcome(calls), shares[0], shares[1], load, lengths, missing)
    finally:
        process.stop()


def main() -> int:
    """Exit status 1 when a call failed or was not recorded."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.recorded_calls")
    parser.add_argument("--calls", type=int, default=300, help="at a time")
    parser.add_argument("--seconds", type=float, default=60.0, help="of each conversation")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hotline-recorded-") as name:
        folder = Path(name)
        asterisk = launch.find(env.cache_folder(env.load().home), folder / "unpack.log")
        found = measure(asterisk, folder, options.calls, options.seconds)
    files = len(found.missing)
    at = {share: found.missing[int(share * (files - 1))] if files else 0.0 for share in (0.5, 0.95, 1.0)}
    text = (
        f"{options.calls} conversations at a time, {options.seconds:.0f} s each, a tone from either side all the while "
        f"(A-law, 20 ms), both sides recorded in files of their own; SIPp, gateway, switchboard and Redis share "
        f"{os.cpu_count()} cores (load {found.load:.1f}).\n\n"
        "| calls | failed | files | shortest, longest | silence inside a file p50 / p95 / most "
        "| Asterisk CPU % | switchboard CPU % |\n| --- | --- | --- | --- | --- | --- | --- |\n"
        f"| {found.outcome.offered} | {found.outcome.failed} | {files} "
        f"| {min(found.seconds, default=0):.1f} s, {max(found.seconds, default=0):.1f} s "
        f"| {at[0.5]:.0f} / {at[0.95]:.0f} / {at[1.0]:.0f} ms | {found.asterisk:.0f} | {found.engine:.0f} |\n"
    )
    write("recorded-calls", "Recorded conversations at a time", text)
    sys.stdout.write(text)
    return int(found.outcome.failed > 0 or files < 2 * options.calls)


if __name__ == "__main__":
    sys.exit(main())
