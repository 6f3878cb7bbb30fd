"""Calls that the platform places by itself, on a real gateway: an enforcement dispatch, and a predictive campaign."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from telephony.contracts import events as tel
from telephony.contracts import outreach as out
from telephony.contracts.commands import SetReady
from telephony.contracts.outreach import DialMode, ReachOutcome, UnitState
from telephony.sipphone import PhoneCall, SipPhone, Tone
from tests.engine.house import House
from tests.engine.rig import AGENT, CALLER, OTHER, SYSTEM_ERROR, WELCOME, AsteriskProcess

ORDER = out.Talk(
    steps=(
        out.TalkStep(key="order", prompts=("welcome",), keys={"1": "yes", "9": "no"}, repeat="2"),
        out.TalkStep(key="yes", prompts=("system-error",)),
        out.TalkStep(key="no", prompts=("system-error",)),
    )
)


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        await house.close()


async def outside(house: House) -> SipPhone:
    """The world behind the trunk."""
    at = house.asterisk
    phone = await SipPhone.open("outside", at.server, port=at.outside_port, sound=lambda: Tone(CALLER))
    house.phones.append(phone)
    return phone


async def rung(phone: SipPhone) -> tuple[str, PhoneCall]:
    """The next call that rings outside, with its number."""
    call = await asyncio.wait_for(phone.incoming.get(), 15.0)
    return call.invite.get("to").partition("sip:")[2].partition("@")[0], call


def same_books(house: House) -> None:
    """Every leg that began has ended, once."""
    started = sorted(leg.leg for leg in house.of(tel.LegStarted))
    assert started == sorted(leg.leg for leg in house.of(tel.LegEnded))
    assert len(set(started)) == len(started)


async def test_given_two_units_when_dispatched_then_one_accepts_and_the_busy_one_is_tried_again(house: House) -> None:
    # given
    world = await outside(house)
    units = (out.DispatchUnit("fire", ("65550001",)), out.DispatchUnit("roads", ("65550002",)))
    rules = {"talk": ORDER, "tries": 2, "interval_seconds": 1.0, "ring_seconds": 10.0}
    # when
    await house.tell(out.StartDispatch, tenant="city", dispatch="city.1", units=units, **rules)
    # then both ring at once
    calls = dict([await rung(world), await rung(world)])
    assert set(calls) == {"65550001", "65550002"}
    # when one is busy, and the other hears the message, again on request, and accepts
    calls["65550002"].reject(486)
    fire = calls["65550001"]
    fire.answer()
    await fire.hears(WELCOME)
    fire.press("2")
    await fire.hears(WELCOME)
    fire.press("1")
    await fire.hears(SYSTEM_ERROR)
    waiting = await house.expect(out.DispatchUnitChanged, unit="roads", state=UnitState.WAITING)
    assert waiting.outcome is ReachOutcome.BUSY
    accepted = await house.expect(out.DispatchUnitChanged, unit="fire", state=UnitState.ACCEPTED)
    assert (accepted.attempt, accepted.outcome) == (1, ReachOutcome.COMPLETED)
    # then the busy one is called a second time, and refuses
    number, again = await rung(world)
    assert number == "65550002"
    again.answer()
    await again.hears(WELCOME)
    again.press("9")
    refused = await house.expect(out.DispatchUnitChanged, unit="roads", state=UnitState.REFUSED)
    assert refused.attempt == 2
    ended = await house.expect(out.DispatchEnded, dispatch="city.1")
    assert ended.cancelled is False
    await house.until(lambda: not house.asterisk.ask("channels"), "every channel is gone")
    await house.until(lambda: len(house.of(tel.CallEnded)) == 3, "every call has ended")
    same_books(house)


async def test_given_three_agents_when_a_predictive_campaign_runs_then_answered_calls_reach_them(house: House) -> None:
    # given
    world = await outside(house)
    agents = [f"city:800{n}" for n in (1, 2, 3)]
    for agent in agents:
        await house.agent(agent, f"city-0{agent[-1]}", AGENT)
    numbers = [f"1390002000{n}" for n in range(9)]
    targets = tuple(out.DialTarget(number[-1], number) for number in numbers)
    heard: list[str] = []
    people = asyncio.create_task(_people(world, heard))
    ready = asyncio.create_task(_back_to_work(house, agents))
    # when
    run = {"tenant": "city", "campaign": "city.1"}
    await house.tell(
        out.RunCampaign, **run, mode=DialMode.PREDICTIVE, queue="city.general", ring_seconds=5.0, abandon_limit=0.03
    )
    await house.tell(out.FeedCampaign, **run, targets=targets)
    await house.until(lambda: len(house.of(out.OutreachEnded)) == 9, "every attempt is over", within=60.0)
    ready.cancel()
    people.cancel()
    # then who was busy was noted so, and whoever answered talked with an agent
    outcomes = {e.reference.rpartition("/")[2]: e for e in house.of(out.OutreachEnded)}
    assert {key for key, e in outcomes.items() if e.outcome is ReachOutcome.BUSY} == {"2", "5", "8"}
    answered = [e for e in outcomes.values() if e.answered_at is not None]
    assert len(answered) == 6
    assert {e.outcome for e in answered} == {ReachOutcome.TALKED}
    assert {e.agent for e in answered} <= set(agents)
    assert len(heard) == 6  # each heard the agent
    # and nothing is left
    await house.tell(out.StopCampaign, **run)
    await house.expect(out.CampaignChanged, running=False)
    await house.until(lambda: not house.asterisk.ask("channels"), "every channel is gone")
    await house.until(lambda: len(house.of(tel.CallEnded)) == 9, "every call has ended")
    same_books(house)


async def _people(world: SipPhone, heard: list[str]) -> None:
    """Every third is busy; the others answer, hear the agent, and hang up."""

    async def talk(number: str, call: PhoneCall) -> None:
        call.answer()
        await call.hears(AGENT, among=(AGENT, OTHER), within=12.0)
        heard.append(number)
        call.hang_up()

    async with asyncio.TaskGroup() as talks:
        while True:
            number, call = await _next(world)
            if int(number[-1]) % 3 == 2:
                call.reject(486)
            else:
                talks.create_task(talk(number, call))


async def _next(world: SipPhone) -> tuple[str, PhoneCall]:
    call = await world.incoming.get()
    return call.invite.get("to").partition("sip:")[2].partition("@")[0], call


async def _back_to_work(house: House, agents: list[str]) -> None:
    """Nobody wraps anything up for long."""
    while True:
        for agent in agents:
            if (await asyncio.to_thread(house.live, agent)).get("state") == "WRAP_UP":
                await asyncio.to_thread(house.command, SetReady, agent=agent)
        await asyncio.sleep(0.1)
