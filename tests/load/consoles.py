"""``python -m tests.load.consoles``: from a change in the switchboard to the agents' screens, with 2,000 consoles
connected; written to docs/benchmarks.md."""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp

from tests.house.accounts import TAKE_SEAT, Account
from tests.house.demo import Demo, running_demo
from tests.load.page import write

AGENTS = tuple(
    f"{place}.agent{n}"
    for place, count in (("city", 4), ("east", 2), ("west", 2), ("north", 2))
    for n in range(1, count + 1)
)
BREAK = "mutation($r: String!) { agentNotReady(reason: $r) { errors { code } } }"
DESK = "subscription { desk { presence { state reason since } } }"
REASONS = ("BREAK", "MEAL")
TOGETHER = 50  # consoles that connect at a time


@dataclass(slots=True)
class Console:
    """One browser tab's socket; ``delays``: seconds from the switchboard's change to here."""

    socket: aiohttp.ClientWebSocketResponse
    delays: list[float] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    async def listen(self) -> None:
        """Note when each change arrives; the first payload is the state before."""
        first = True
        async for message in self.socket:
            told = json.loads(message.data)
            if told["type"] == "ping":
                await self.socket.send_json({"type": "pong"})
            elif told["type"] == "next":
                since = told["payload"]["data"]["desk"]["presence"]["since"]
                if not first and since not in self.seen:
                    self.delays.append(time.time() - datetime.fromisoformat(since).timestamp())
                self.seen.add(since)
                first = False


async def _console(account: Account) -> Console:
    return Console(await account.subscribe(DESK))


def _seat(name: str) -> str:
    place, _, number = name.partition(".agent")
    return f"{place}-{int(number):02}"


async def _until(settled: Callable[[], bool], seconds: float) -> None:
    """Look until it is so, or the time is over."""
    end = time.monotonic() + seconds
    for _ in iter(settled, True):
        if time.monotonic() > end:
            return
        await asyncio.sleep(0.1)


async def measure(demo: Demo, consoles: int, changes: int) -> list[float]:
    """Delays of every change at every console of the agent concerned, sorted."""
    each = consoles // len(AGENTS)
    accounts: list[Account] = []
    opened: list[Console] = []
    listening: list[asyncio.Task[None]] = []
    try:
        for name in AGENTS:
            account = Account(demo)
            accounts.append(account)
            await account.sign_in(name)
            await account.ask(TAKE_SEAT, s=_seat(name))
            for begin in range(0, each, TOGETHER):
                opened += await asyncio.gather(*(_console(account) for _ in range(min(TOGETHER, each - begin))))
        listening = [asyncio.create_task(console.listen()) for console in opened]
        await _until(lambda: all(console.seen for console in opened), 60)
        for change in range(changes):
            account = accounts[change % len(accounts)]
            await account.ask(BREAK, r=REASONS[(change // len(accounts)) % 2])
            await asyncio.sleep(0.1)
        wanted = len(opened) * changes // len(accounts)
        await _until(lambda: sum(len(console.delays) for console in opened) >= wanted, 30)
        return sorted(delay for console in opened for delay in console.delays)
    finally:
        for task in listening:
            task.cancel()
        for account in accounts:
            await account.close()


def main() -> int:
    """Exit status 1 when a console was not told of a change."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.consoles")
    parser.add_argument("--consoles", type=int, default=2000)
    parser.add_argument("--changes", type=int, default=50)
    options = parser.parse_args()
    with running_demo() as demo:
        delays = asyncio.run(measure(demo, options.consoles, options.changes))
    expected = options.consoles * options.changes // len(AGENTS)
    if not delays:
        sys.stderr.write("no console was told of anything\n")
        return 1

    def at(share: float) -> str:
        return f"{1000 * delays[min(len(delays) - 1, int(share * len(delays)))]:.0f}"

    each = options.consoles // len(AGENTS)
    text = (
        f"{options.consoles} consoles of {len(AGENTS)} agents follow their desks over the demo's two web processes; "
        f"{options.changes} changes of presence by command, each told to all {each} consoles of its agent. "
        "From the switchboard's change, over Redis, the recorder's transaction and the channel layer, to the "
        "browser's socket, all on one machine.\n\n"
        "| consoles | told | of | p50 ms | p95 ms | p99 ms |\n| --- | --- | --- | --- | --- | --- |\n"
        f"| {options.consoles} | {len(delays)} | {expected} | {at(0.5)} | {at(0.95)} | {at(0.99)} |"
    )
    write("consoles", "From a change to the screens", text)
    sys.stdout.write(text + "\n")
    return int(len(delays) < expected)


if __name__ == "__main__":
    sys.exit(main())
