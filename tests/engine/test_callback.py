"""A caller hangs up, keeps the place, and is called back, on a real gateway; a switchboard killed in between forgets
nothing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from telephony.contracts import events as tel
from telephony.contracts.commands import SetReady
from telephony.sipphone import SipPhone, Tone
from tests.engine.house import PLAN, House
from tests.engine.rig import AGENT, CALLER, MUSIC, OTHER, AsteriskProcess

OFFERING = replace(
    PLAN,
    queues=tuple(replace(queue, call_back=True, overflow=(), call_back_pause_seconds=1.0) for queue in PLAN.queues),
)


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr("tests.engine.house.PLAN", OFFERING)
    house = House(asterisk, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        await house.close()


async def test_given_a_promised_call_back_and_a_killed_switchboard_when_the_turn_comes_then_they_hear_each_other(
    house: House,
) -> None:
    at = house.asterisk
    world = await SipPhone.open("outside", at.server, port=at.outside_port, sound=lambda: Tone(OTHER))
    house.phones.append(world)
    # given a caller who presses 1, confirms, and is let go
    caller = await house.caller("13900020002", CALLER)
    queued = await house.expect(tel.CallQueued)
    await caller.hears(MUSIC)
    caller.press("11")
    asked = await house.expect(tel.CallBackAsked, call_id=queued.call_id)
    assert asked.number == "+8613900020002"
    caller.hang_up()
    await house.until(lambda: not at.ask("channels"), "no line is held")
    # when the switchboard is killed and an agent comes
    house.kill_switchboard()
    house.start_switchboard()
    agent = await house.agent("city:8001", "city-01", AGENT)
    # then the first call outside is busy, the second is answered
    first = await asyncio.wait_for(world.incoming.get(), 15.0)
    first.reject(486)
    tried = await house.expect(tel.CallBackTried, outcome="BUSY")
    assert tried.attempt == 1 and tried.next_at is not None
    await house.tell(SetReady, agent="city:8001")
    second = await asyncio.wait_for(world.incoming.get(), 15.0)
    second.answer()
    await house.expect(tel.CallAnswered, call_id=queued.call_id)
    talk = [await agent.incoming.get(), await agent.incoming.get()][-1]
    await talk.hears(OTHER)
    await second.hears(AGENT)
    second.hang_up()
    ended = await house.expect(tel.CallEnded, call_id=queued.call_id)
    assert ended.reason is tel.EndReason.CALLER_HUNG_UP
    started = sorted(leg.leg for leg in house.of(tel.LegStarted))
    await house.until(lambda: sorted(leg.leg for leg in house.of(tel.LegEnded)) == started, "the books are closed")
