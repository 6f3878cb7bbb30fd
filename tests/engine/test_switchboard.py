"""Phone calls through the whole telephone side, heard at both ends; and what breaks in the middle of them."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from telephony.contracts import events as tel
from telephony.contracts.commands import CompleteTransfer, Consult, HangUp, Hold, Resume, SetReady
from tests.engine.conftest import MakeProcess
from tests.engine.house import House
from tests.engine.rig import AGENT, CALLER, MUSIC, OTHER, AsteriskProcess

EAST, CITY = "13800010001", "13900020002"


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        await house.close()


def ledger_is_whole(house: House) -> None:
    """Every leg begins and ends exactly once, every event has been told exactly once, in order."""
    started = Counter(event.leg for event in house.of(tel.LegStarted))
    ended = Counter(event.leg for event in house.of(tel.LegEnded))
    assert started == ended
    assert set(started.values()) <= {1}
    numbers = [event.seq for event in house.events]
    assert numbers == sorted(set(numbers))


async def test_given_a_ready_agent_when_a_citizen_calls_then_they_hear_each_other_and_it_is_recorded(
    house: House,
) -> None:
    agent = await house.agent("east:8101", "east-01", AGENT)
    caller = await house.caller(EAST, CALLER)
    rung = await house.expect(tel.CallOffered, agent="east:8101")
    assert (rung.caller, rung.called, rung.home, rung.tenant) == ("+8613800010001", "12345", "east", "east")
    await caller.hears(AGENT)
    talk = await agent.incoming.get()
    await talk.hears(CALLER)
    assert talk.invite.get("x-hotline-call-id") == rung.call_id
    caller.hang_up()
    ended = await house.expect(tel.CallEnded, reason=tel.EndReason.CALLER_HUNG_UP)
    recorded = await house.expect(tel.RecordingFinished, call_id=ended.call_id)
    assert recorded.seconds > 0
    await house.expect(tel.AgentChanged, agent="east:8101", state=tel.AgentState.WRAP_UP)
    await house.until(lambda: len(house.of(tel.LegEnded)) == 2, "both legs are accounted for")
    ledger_is_whole(house)


async def test_given_nobody_in_the_county_when_a_citizen_calls_then_the_city_takes_it_after_a_while(
    house: House,
) -> None:
    await house.agent("city:8001", "city-01", AGENT)
    caller = await house.caller(EAST, CALLER)
    over = await house.expect(tel.CallOverflowed, queue="city.general")
    rung = await house.expect(tel.CallOffered, agent="city:8001")
    assert (over.tenant, rung.tenant, rung.home) == ("east", "city", "east")
    await caller.hears(AGENT)
    caller.hang_up()
    await house.expect(tel.CallEnded, tenant="city")
    await house.expect(tel.CallEnded, tenant="east")


async def test_given_no_answer_when_the_ring_time_is_over_then_the_next_agent_is_rung_and_the_first_is_not_ready(
    house: House,
) -> None:
    await house.agent("east:8101", "east-01", OTHER, answer_after=None)
    caller = await house.caller(EAST, CALLER)
    await house.expect(tel.CallOffered, agent="east:8101")
    await house.agent("east:8102", "east-02", AGENT)
    await house.expect(tel.OfferEnded, agent="east:8101", outcome=tel.OfferOutcome.NO_ANSWER)
    await house.expect(tel.AgentChanged, agent="east:8101", state=tel.AgentState.NOT_READY, reason="NO_ANSWER")
    await house.expect(tel.CallOffered, agent="east:8102")
    await caller.hears(AGENT)
    caller.hang_up()
    await house.expect(tel.CallEnded)


async def test_given_a_talk_when_held_consulted_and_transferred_then_the_caller_goes_along(house: House) -> None:
    await house.agent("east:8101", "east-01", AGENT)
    caller = await house.caller(EAST, CALLER)
    await caller.hears(AGENT)
    call_id = house.of(tel.CallAnswered)[0].call_id
    mine = {"agent": "east:8101", "call_id": call_id}
    await house.tell(Hold, **mine)
    await caller.hears(MUSIC)
    await house.tell(Resume, **mine)
    await caller.hears(AGENT)
    other = await house.agent("city:8002", "city-02", OTHER)
    await house.tell(Consult, **mine, target="city:8002")
    rung = await house.expect(tel.CallOffered, agent="city:8002")
    assert (rung.tenant, rung.consult_from) == ("city", "east:8101")
    talk = await other.incoming.get()
    await talk.hears(AGENT)
    await caller.hears(MUSIC)
    await house.tell(CompleteTransfer, **mine)
    await caller.hears(OTHER)
    await talk.hears(CALLER)
    left = await house.expect(tel.AgentLeft, agent="east:8101")
    assert not left.lost
    await house.tell(HangUp, agent="city:8002", call_id=call_id)
    await house.expect(tel.CallEnded, tenant="city")
    await house.until(lambda: len(house.of(tel.RecordingFinished)) == 2, "both parts are recorded")
    ledger_is_whole(house)


async def test_given_a_caller_who_hangs_up_during_the_outage_when_the_switchboard_is_back_then_the_agent_is_free(
    house: House,
) -> None:
    await house.agent("east:8101", "east-01", AGENT)
    caller = await house.caller(EAST, CALLER)
    await caller.hears(AGENT)
    house.kill_switchboard()
    caller.hang_up()
    house.start_switchboard()
    await house.expect(tel.CallEnded)
    await house.expect(tel.AgentChanged, agent="east:8101", state=tel.AgentState.WRAP_UP)
    await house.until(lambda: not house.asterisk.ask("channels"), "no channel is left")
    await house.until(lambda: not house.asterisk.ask("bridges"), "no bridge is left")
    ledger_is_whole(house)


async def test_given_a_talk_when_the_gateway_dies_then_the_call_is_closed_as_failed_and_the_next_one_works(
    make_process: MakeProcess, tmp_path: Path
) -> None:
    house = House(make_process(), tmp_path)
    await house.start()
    try:
        phone = await house.agent("east:8101", "east-01", AGENT)
        caller = await house.caller(EAST, CALLER)
        await caller.hears(AGENT)
        house.asterisk.kill()
        house.asterisk.start()
        lost = await house.expect(tel.CallEnded, reason=tel.EndReason.GATEWAY_FAILED)
        assert lost.caller == "+8613800010001"
        await house.until(lambda: bool(house.asterisk.ask("endpoints/PJSIP/east-01")), "the seat has its account again")
        await phone.register()
        await house.until(lambda: house.live("east:8101").get("reachable") is True, "the seat is back")
        await house.tell(SetReady, agent="east:8101")
        again = await house.caller(EAST, CALLER)
        await again.hears(AGENT)
        again.hang_up()
        await house.expect(tel.CallEnded, reason=tel.EndReason.CALLER_HUNG_UP)
    finally:
        await house.close()
