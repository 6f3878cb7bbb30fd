"""Somebody who guesses accounts at a real Asterisk: learns nothing, is shut out, and nobody else notices."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from telephony.contracts import events as tel
from telephony.contracts.commands import LetIn, RefusalCode
from telephony.contracts.plan import ScannerPlan
from telephony.sipphone import RegistrationRefused, SipPhone
from tests.engine.house import PLAN, House
from tests.engine.rig import AGENT, CALLER, AsteriskProcess

SCANNER, USERS = "127.0.0.66", 50
CITIZEN = "13900020002"


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    house.bus.publish_plan(replace(PLAN, version=2, scanners=ScannerPlan(failures=10)))
    try:
        yield house
    finally:
        await house.close()


async def answer_to(house: House, user: str) -> str:
    """What the scanner hears when it tries ``user`` with a password."""
    phone = await SipPhone.open(user, house.asterisk.server, host=SCANNER, password="guessed")
    try:
        await phone.register()
    except RegistrationRefused as refused:
        return str(refused).split(": ", 1)[1]
    finally:
        phone.close()
    return "registered"


async def until_answer(house: House, wanted: str) -> None:
    """Until the gateway has heard who is shut out and who is not: it is ordered in the moment in which that is told.
    Raises TimeoutError."""
    async with asyncio.timeout(10.0):
        while await answer_to(house, "1000") != wanted:
            pass  # every answer takes its time


async def calls(house: House) -> int | None:
    """What the scanner hears when it calls in."""
    phone = await SipPhone.open("1000", house.asterisk.server, host=SCANNER, password="guessed")
    try:
        call = await phone.call("12345")
        async with asyncio.timeout(5.0):
            await call.ended.wait()
        return call.status
    finally:
        phone.close()


async def test_given_a_scanner_when_it_tries_fifty_users_then_it_is_shut_out_and_a_right_telephone_is_not(
    house: House,
) -> None:
    # given an agent at work; their account's name is one of those that are tried
    agent = await house.agent("city:8001", "city-01", AGENT)
    names = ["city-01", *(str(100 + n) for n in range(1, USERS))]
    # when
    heard = [await answer_to(house, name) for name in names]
    # then it never learns which account exists, and at last nothing is looked at any more
    assert set(heard) <= {"401 Unauthorized", "403 Forbidden"}
    assert heard[0] == "401 Unauthorized"
    alarm = await house.expect(tel.AlarmRaised, subject=SCANNER)
    assert (alarm.kind, alarm.tenant) == (tel.AlarmKind.SCANNER, "city")
    await house.until(lambda: [each["address"] for each in house.bus.shut()] == [SCANNER], "it is on the list")
    await until_answer(house, "403 Forbidden")
    assert await calls(house) == 403
    # and the agent is called as ever
    caller = await house.caller(CITIZEN, CALLER)
    talking = await agent.incoming.get()
    await caller.hears(AGENT)
    await talking.hears(CALLER)
    caller.hang_up()
    await house.expect(tel.CallEnded)
    await agent.register()
    assert house.of(tel.AlarmRaised) == [alarm]
    # when it is let in again
    await house.tell(LetIn, address=SCANNER)
    await house.expect(tel.AlarmCleared, subject=SCANNER)
    await until_answer(house, "401 Unauthorized")
    assert (await asyncio.to_thread(house.command, LetIn, address=SCANNER)).refusal is RefusalCode.WRONG_STATE
    assert len(house.of(tel.CallArrived)) == 1
