"""``python -m tests.load``: the benchmarks of router and telephone, written to docs/benchmarks.md."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from hotline.main.launch import gateway as launch
from hotline.main.settings import env
from tests.engine.rig import make_sounds
from tests.load.acd_vs_app_queue import Row, run_app_queue, run_ours
from tests.load.page import write
from tests.load.routing import report as report_routing
from tests.load.sipp import HOLD_SECONDS


def main() -> int:
    """Exit status 1 when SIPp is not here."""
    parser = argparse.ArgumentParser(prog="python -m tests.load")
    parser.add_argument("--rates", default="20,50,100", help="calls a second, one run each")
    parser.add_argument("--seconds", type=int, default=20, help="how long callers keep coming")
    options = parser.parse_args()
    if shutil.which("sipp") is None:
        sys.stderr.write("SIPp is missing: apt install sip-tester\n")
        return 1
    report_routing()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="hotline-bench-") as name:
        folder = Path(name)
        asterisk = launch.find(env.cache_folder(env.load().home), folder / "unpack.log")
        sounds = make_sounds(folder / "sounds")
        for rate in map(int, options.rates.split(",")):
            for run in (run_app_queue, run_ours):
                rows.append(run(asterisk, folder / f"{run.__name__}-{rate}", sounds, rate, options.seconds))
                sys.stdout.write(line(rows[-1]) + "\n")
                sys.stdout.flush()
    report(rows, options.seconds)
    return 0


def line(row: Row) -> str:
    """A row of the table."""
    delays = row.outcome.latencies

    def at(share: float) -> str:
        return f"{1000 * delays[min(len(delays) - 1, int(share * len(delays)))]:.1f}" if delays else "–"

    engine = f"{row.engine_cpu:.0f}" if row.engine_cpu else "–"
    counts = f"| {row.rate} | {row.engine} | {row.agents} | {row.outcome.offered} | {row.outcome.failed} "
    return f"{counts}| {at(0.5)} | {at(0.99)} | {row.asterisk_cpu:.0f} | {engine} |"


def report(rows: list[Row], seconds: int) -> None:
    """The telephone's part of the page."""
    text = (
        f"SIPp on both sides, callers for {seconds} s a run, {HOLD_SECONDS:.0f} s of talk, no audio, "
        f"{os.cpu_count()} cores shared with SIPp; app_queue and the switchboard (its own process with Redis, "
        "journal and ARI) by turns on the same machine in the same run. CPU in percent of one core."
    )
    head = [
        "| calls/s | engine | agents | calls | failed | p50 ms | p99 ms | Asterisk CPU | switchboard CPU |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    write("telephone", "From the caller's INVITE to the agent's INVITE", "\n".join([text, "", *head, *map(line, rows)]))


if __name__ == "__main__":
    sys.exit(main())
