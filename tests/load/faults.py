"""``python -m tests.load.faults``: every fault of the telephone many times, counted, written to docs/benchmarks.md."""

import argparse
import asyncio
import sys
import tempfile
from dataclasses import astuple
from pathlib import Path
from statistics import median

from hotline.main.launch import gateway as launch
from hotline.main.settings import env
from tests.engine.faults import FAULTS, Count, Fault, suffer
from tests.engine.house import House
from tests.engine.rig import AsteriskProcess, make_sounds
from tests.house import faults as house_faults
from tests.house.demo import running_demo
from tests.load.page import write

HEAD = (
    "| fault | runs | not finished | calls lost | double offers | legs missing | channels left | descriptors left |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- |"
)
HOUSE_HEAD = (
    "| killed | runs | not finished | calls lost | double offers | legs or parts missing | cases or drafts gone | done "
    "twice |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
)


async def once(asterisk: AsteriskProcess, folder: Path, fault: Fault, takeovers: list[float]) -> Count:
    """One run in a house of its own; what a standby's takeover took is added to ``takeovers``.

    Raises AssertionError or TimeoutError when somebody was never served.
    """
    house = House(asterisk, folder)
    await house.start()
    try:
        return await suffer(house, fault)
    finally:
        takeovers += house.takeovers
        await house.close()


def repeated(asterisk: AsteriskProcess, folder: Path, name: str, runs: int, takeovers: list[float]) -> str:
    """A fault's line of the table."""
    total, unfinished = Count(), 0
    for run in range(runs):
        place = folder / f"{list(FAULTS).index(name)}-{run}"
        place.mkdir()
        try:
            total += asyncio.run(once(asterisk, place, FAULTS[name], takeovers))
        except (AssertionError, TimeoutError) as error:
            unfinished += 1
            sys.stderr.write(f"{name}, run {run + 1}: {error}\n")
    return f"| {name} | {runs} | {unfinished} | {' | '.join(map(str, astuple(total)))} |"


async def house_lines(runs: int) -> tuple[list[str], int]:
    """The lines of the whole house's processes, and how many citizens were not told of their case."""
    totals = {name: house_faults.Count() for name in house_faults.PROCESSES}
    unfinished = dict.fromkeys(totals, 0)
    with running_demo(ARI_SEAT_PROFILE="SIP") as demo:
        house = await house_faults.House.open(demo)
        try:
            for run in range(runs):
                for name in totals:
                    try:
                        totals[name] += await house_faults.suffer(house, name)
                    except (AssertionError, TimeoutError) as error:
                        unfinished[name] += 1
                        sys.stderr.write(f"{name}, run {run + 1}: {error!r}\n")
            sys.stderr.writelines(f"{each}\n" for each in house.found)
            untold = await house_faults.untold(house)
        finally:
            await house.close()
    lines = [
        f"| {name} | {runs} | {unfinished[name]} | {' | '.join(map(str, astuple(total)))} |"
        for name, total in totals.items()
    ]
    return lines, untold


def whole_house(runs: int) -> bool:
    """Kill every process of the demo ``runs`` times, written to the page; True when everything was zero."""
    lines, untold = asyncio.run(house_lines(runs))
    text = (
        "The whole house as `make demo` starts it. One citizen talks, one waits, three operators register cases "
        "without pause, a draft is kept: every process of the kind gets SIGKILL, the talk ends while it is gone, "
        "another citizen calls. When the house is whole again everybody must be served, and every case that was "
        f"acknowledged be there once, its citizen told once ({untold} not told). The launcher waits longer each time "
        "before it starts the same process again, up to 10 s.\n\n"
    )
    write("house-faults", "Processes killed", text + "\n".join([HOUSE_HEAD, *lines]))
    sys.stdout.write("\n".join(lines) + "\n")
    return not untold and _clean(lines)


def _clean(lines: list[str]) -> bool:
    return not any(set(line.split(" | ")[2:]) - {"0", "0 |"} for line in lines)


def main() -> int:
    """Exit status 1 when anything but zero was counted."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.faults")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--only", choices=("telephone", "house"), help="one of the two tables")
    options = parser.parse_args()
    good = options.only == "house" or telephone(options.runs)
    good &= options.only == "telephone" or whole_house(options.runs)
    return int(not good)


def telephone(runs: int) -> bool:
    """Every fault of the telephone ``runs`` times, written to the page; True when everything was zero."""
    lines: list[str] = []
    takeovers: list[float] = []
    with tempfile.TemporaryDirectory(prefix="hotline-faults-") as name:
        folder = Path(name)
        installed = launch.find(env.cache_folder(env.load().home), folder / "unpack.log")
        asterisk = AsteriskProcess(installed, folder / "gateway", make_sounds(folder / "sounds"))
        asterisk.start()
        try:
            for fault in FAULTS:
                lines.append(repeated(asterisk, folder, fault, runs, takeovers))
                sys.stdout.write(lines[-1] + "\n")
                sys.stdout.flush()
        finally:
            asterisk.stop()
    text = (
        "One citizen talks, two wait, one agent; the fault happens; then everybody must be served in turn. Each run "
        "has a switchboard and a Redis of its own; one Asterisk goes on over all runs.\n\n"
    )
    took = (
        f"\n\nFrom the leader's death to the first command that the standby answered: {min(takeovers):.1f} to "
        f"{max(takeovers):.1f} s (the median is {median(takeovers):.1f} s)."
        if takeovers
        else ""
    )
    write("faults", "Faults", text + "\n".join([HEAD, *lines]) + took)
    return _clean(lines)


if __name__ == "__main__":
    sys.exit(main())
