"""Calls out by two carriers, at a real Asterisk: what the first does not take goes by the second."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from telephony.contracts import events as tel
from telephony.contracts import outreach as out
from telephony.contracts.outreach import ReachOutcome, UnitState
from telephony.contracts.plan import TrunkPlan
from telephony.sipphone import SipPhone, Tone
from tests.engine.challenger import Challenger
from tests.engine.house import PLAN, House
from tests.engine.rig import CALLER, WELCOME, AsteriskProcess

ORDER = out.Talk(steps=(out.TalkStep(key="order", prompts=("welcome",)),))
NUMBER = "65550001"


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        house.bus.publish_plan(replace(PLAN, version=3))
        await house.until(lambda: not trunks(asterisk), "the trunks are gone")
        await house.close()


def trunks(asterisk: AsteriskProcess) -> list[str]:
    names = [str(each["resource"]) for each in asterisk.ask("endpoints/PJSIP")]
    return [name for name in names if name.startswith("trunk.")]


def ended(house: House) -> list[str]:
    return [leg.leg.rpartition(".")[2] for leg in house.of(tel.LegEnded)]


async def by_two_carriers(house: House, status: int, reason: str) -> tuple[Challenger, SipPhone]:
    """The first answers calls with ``status``; the second is the world."""
    first = await Challenger.open("", "", (status, reason), asks=False)
    at = house.asterisk
    second = await SipPhone.open("outside", at.server, port=at.outside_port, sound=lambda: Tone(CALLER))
    house.phones.append(second)
    carriers = (("first", first.port), ("second", at.outside_port))
    plans = tuple(TrunkPlan(key, "127.0.0.1", port, ()) for key, port in carriers)
    house.bus.publish_plan(replace(PLAN, version=2, trunks=plans))
    await house.until(lambda: len(trunks(at)) == len(plans), "both trunks are there")
    return first, second


async def dispatch(house: House) -> None:
    units = (out.DispatchUnit("fire", (NUMBER,)),)
    rules = {"talk": ORDER, "tries": 1, "interval_seconds": 1.0, "ring_seconds": 10.0}
    await house.tell(out.StartDispatch, tenant="city", dispatch="city.1", units=units, **rules)


@pytest.mark.parametrize(
    ("status", "reason", "cause"),
    [
        (400, "Bad Request", "111"),
        (403, "Forbidden", "57"),
        (407, "Proxy Authentication Required", "57"),
        (408, "Request Timeout", "18"),
        (483, "Too Many Hops", "25"),
        (488, "Not Acceptable Here", "58"),
        (500, "Failure", "38"),
        (502, "Bad Gateway", "27"),
        (503, "Service Unavailable", "34"),
        (504, "Server Time-out", "102"),
    ],
)
async def test_given_a_carrier_that_cannot_when_called_out_then_the_next_rings_the_number(
    house: House, status: int, reason: str, cause: str
) -> None:
    first, second = await by_two_carriers(house, status, reason)
    await dispatch(house)
    call = await asyncio.wait_for(second.incoming.get(), 10.0)
    assert first.seen.qsize() == 1
    call.answer()
    await call.hears(WELCOME)
    alarm = await house.expect(tel.AlarmRaised)
    assert (alarm.kind, alarm.subject, alarm.detail) == (tel.AlarmKind.TRUNK_REFUSES, "first (gw1)", cause)
    call.hang_up()
    await house.expect(tel.CallEnded)
    await house.until(lambda: ended(house) == ["o1", "o2"], "both legs are closed")
    first.close()


@pytest.mark.parametrize(
    ("status", "reason", "outcome"),
    [
        (404, "Not Found", ReachOutcome.INVALID),
        (480, "Temporarily Unavailable", ReachOutcome.NO_ANSWER),
        (484, "Address Incomplete", ReachOutcome.INVALID),
        (486, "Busy Here", ReachOutcome.BUSY),
        (600, "Busy Everywhere", ReachOutcome.BUSY),
        (603, "Decline", ReachOutcome.BUSY),
    ],
)
async def test_given_the_callees_no_when_called_out_then_the_next_carrier_does_not_ring_it_too(
    house: House, status: int, reason: str, outcome: ReachOutcome
) -> None:
    first, second = await by_two_carriers(house, status, reason)
    await dispatch(house)
    over = await house.expect(out.DispatchUnitChanged, unit="fire", state=UnitState.UNREACHED)
    assert (over.outcome, first.seen.qsize(), second.incoming.empty()) == (outcome, 1, True)
    assert house.of(tel.AlarmRaised) == []
    first.close()
