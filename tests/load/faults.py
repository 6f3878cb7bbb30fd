"""``python -m tests.load.faults``: every fault of the telephone many times, counted, written to docs/benchmarks.md."""

import argparse
import asyncio
import sys
import tempfile
from dataclasses import astuple
from pathlib import Path

from hotline.main.launch import gateway as launch
from hotline.main.settings import env
from tests.engine.faults import FAULTS, Count, Fault, suffer
from tests.engine.house import House
from tests.engine.rig import AsteriskProcess, make_sounds
from tests.load.page import write

HEAD = (
    "| fault | runs | not finished | calls lost | double offers | legs missing | channels left | descriptors left |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- |"
)


async def once(asterisk: AsteriskProcess, folder: Path, fault: Fault) -> Count:
    """One run in a house of its own. Raises AssertionError or TimeoutError when somebody was never served."""
    house = House(asterisk, folder)
    await house.start()
    try:
        return await suffer(house, fault)
    finally:
        await house.close()


def repeated(asterisk: AsteriskProcess, folder: Path, name: str, runs: int) -> str:
    """A fault's line of the table."""
    total, unfinished = Count(), 0
    for run in range(runs):
        place = folder / f"{list(FAULTS).index(name)}-{run}"
        place.mkdir()
        try:
            total += asyncio.run(once(asterisk, place, FAULTS[name]))
        except (AssertionError, TimeoutError) as error:
            unfinished += 1
            sys.stderr.write(f"{name}, run {run + 1}: {error}\n")
    return f"| {name} | {runs} | {unfinished} | {' | '.join(map(str, astuple(total)))} |"


def main() -> int:
    """Exit status 1 when anything but zero was counted."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.faults")
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    lines = []
    with tempfile.TemporaryDirectory(prefix="hotline-faults-") as name:
        folder = Path(name)
        installed = launch.find(env.cache_folder(env.load().home), folder / "unpack.log")
        asterisk = AsteriskProcess(installed, folder / "gateway", make_sounds(folder / "sounds"))
        asterisk.start()
        try:
            for fault in FAULTS:
                lines.append(repeated(asterisk, folder, fault, runs))
                sys.stdout.write(lines[-1] + "\n")
                sys.stdout.flush()
        finally:
            asterisk.stop()
    text = (
        "One citizen talks, two wait, one agent; the fault happens; then everybody must be served in turn. Each run "
        "has a switchboard and a Redis of its own; one Asterisk goes on over all runs.\n\n"
    )
    write("faults", "Faults", text + "\n".join([HEAD, *lines]))
    return int(any(set(line.split(" | ")[2:]) - {"0", "0 |"} for line in lines))


if __name__ == "__main__":
    sys.exit(main())
