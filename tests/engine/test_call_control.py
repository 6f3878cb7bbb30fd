"""Call control through the whole telephone side: conferences, prompts into a conversation, internal calls; and our
ledger of legs against the gateway's own count of channels."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from telephony.contracts import events as tel
from telephony.contracts.commands import (
    Conference,
    Consult,
    Dial,
    DropGuest,
    HangUp,
    Invite,
    PlayPrompt,
    Rejoin,
    Transfer,
)
from tests.engine.house import House
from tests.engine.rig import AGENT, CALLER, OTHER, WELCOME, AsteriskProcess

EAST = "13800010001"
OUR_OWN = ("Snoop/", "Announcer/", "Recorder/")
"""Channels by which the gateway listens, announces and records: no party's, so not in the ledger."""


@pytest.fixture
async def channels(asterisk: AsteriskProcess) -> AsyncIterator[set[str]]:
    """Ids of all parties' channels that Asterisk makes from now on, by its own account."""
    made: set[str] = set()
    gateway = asterisk.gateway
    login = {"Authorization": aiohttp.encode_basic_auth(gateway.user, gateway.secret)}
    url = f"{gateway.ari_url}/ari/events?app=ledger-watch&subscribeAll=true"
    async with aiohttp.ClientSession(headers=login) as session, session.ws_connect(url) as socket:

        async def listen() -> None:
            async for message in socket:
                told = json.loads(message.data)
                if told["type"] == "ChannelCreated" and not told["channel"]["name"].startswith(OUR_OWN):
                    made.add(told["channel"]["id"])

        listening = asyncio.create_task(listen())
        yield made
        listening.cancel()


@pytest.fixture
async def house(asterisk: AsteriskProcess, channels: set[str], tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        await house.close()


async def books_are_equal(house: House, channels: set[str]) -> None:
    """Every channel that the gateway made is one leg of the ledger, begun once and ended once."""
    await house.until(lambda: not house.asterisk.ask("channels"), "every channel is gone")
    await house.until(
        lambda: sorted(leg.leg for leg in house.of(tel.LegEnded)) == sorted(channels), "the books are equal"
    )
    assert sorted(leg.leg for leg in house.of(tel.LegStarted)) == sorted(channels)
    assert not house.asterisk.ask("bridges")


async def test_given_a_conversation_when_a_department_is_invited_then_three_hear_each_other_and_two_go_on(
    house: House, channels: set[str]
) -> None:
    agent = await house.agent("city:8001", "city-01", AGENT)
    department = await house.agent("east:8101", "east-01", OTHER)
    caller = await house.caller("13900020002", CALLER)
    await caller.hears(AGENT)
    call = (await house.expect(tel.CallAnswered, agent="city:8001")).call_id
    # when
    await house.tell(Invite, agent="city:8001", call_id=call, target="east:8101")
    await house.expect(tel.CallChanged, agent="city:8001", change="GUEST_JOINED", party="east:8101")
    # then
    near, third = await agent.incoming.get(), await department.incoming.get()
    await caller.hears(AGENT, OTHER)
    await near.hears(CALLER, OTHER)
    await third.hears(CALLER, AGENT)
    # when the agent leaves
    await house.tell(HangUp, agent="city:8001", call_id=call)
    await house.expect(tel.CallAnswered, agent="east:8101")
    await caller.hears(OTHER)
    await third.hears(CALLER)
    # and each agent's part is a recording of its own
    caller.hang_up()
    for name in ("r1", "r2"):
        done = await house.expect(tel.RecordingFinished, name=f"{call}.{name}")
        assert done.seconds > 0
    await books_are_equal(house, channels)


async def test_given_a_consultation_when_made_a_conference_then_the_citizen_takes_part_and_a_guest_can_be_dropped(
    house: House, channels: set[str]
) -> None:
    await house.agent("city:8001", "city-01", AGENT)
    await house.agent("city:8002", "city-02", OTHER)
    caller = await house.caller("13900020002", CALLER)
    answered = await house.expect(tel.CallAnswered)
    first, call = answered.agent, answered.call_id
    second = "city:8002" if first == "city:8001" else "city:8001"
    await house.tell(Consult, agent=first, call_id=call, target=second)
    await house.expect(tel.CallChanged, agent=first, change="CONSULT_TALKING")
    await house.tell(Conference, agent=first, call_id=call)
    await caller.hears(AGENT, OTHER)
    await house.tell(DropGuest, agent=first, call_id=call, party=second)
    await caller.hears(AGENT if first == "city:8001" else OTHER)
    caller.hang_up()
    await books_are_equal(house, channels)


async def test_given_a_conversation_when_a_prompt_is_played_then_citizen_and_agent_hear_it_and_talk_on(
    house: House, channels: set[str]
) -> None:
    agent = await house.agent("city:8001", "city-01", AGENT)
    caller = await house.caller("13900020002", CALLER)
    await caller.hears(AGENT)
    call = (await house.expect(tel.CallAnswered)).call_id
    near = await agent.incoming.get()
    await house.tell(PlayPrompt, agent="city:8001", call_id=call, prompts=("welcome",) * 3)
    await caller.hears(AGENT, WELCOME)
    await near.hears(CALLER, WELCOME)
    await house.tell(PlayPrompt, agent="city:8001", call_id=call, prompts=())
    await house.expect(tel.CallChanged, change="PROMPT_ENDED")
    await caller.hears(AGENT)
    caller.hang_up()
    await books_are_equal(house, channels)


async def test_given_a_talk_when_the_agents_telephone_has_begun_anew_then_it_is_rung_and_both_hear_each_other(
    house: House, channels: set[str]
) -> None:
    agent = await house.agent("east:8101", "east-01", AGENT)
    caller = await house.caller(EAST, CALLER)
    await caller.hears(AGENT)
    first = await agent.incoming.get()
    call_id = house.of(tel.CallAnswered)[0].call_id
    await house.tell(Rejoin, agent="east:8101", call_id=call_id)
    again = await agent.incoming.get()
    await again.hears(CALLER)
    await first.ended.wait()
    await caller.hears(AGENT)
    caller.hang_up()
    await house.expect(tel.CallEnded)
    assert [left.lost for left in house.of(tel.AgentLeft)] == [False]
    await house.until(lambda: len(house.of(tel.RecordingFinished)) == 1, "one recording of the whole talk")
    await books_are_equal(house, channels)


async def test_given_two_agents_when_one_calls_the_other_over_the_county_line_then_they_hear_each_other(
    house: House, channels: set[str]
) -> None:
    city = await house.agent("city:8001", "city-01", AGENT)
    east = await house.agent("east:8101", "east-01", OTHER)
    await house.tell(Dial, agent="city:8001", number="east:8101", purpose="INTERNAL")
    near, other = await city.incoming.get(), await east.incoming.get()
    await near.hears(OTHER)
    await other.hears(AGENT)
    call = (await house.expect(tel.CallOffered, agent="east:8101")).call_id
    await house.tell(HangUp, agent="east:8101", call_id=call)
    for tenant in ("city", "east"):
        await house.expect(tel.CallEnded, tenant=tenant)
    await house.expect(tel.AgentChanged, agent="east:8101", state=tel.AgentState.READY)
    await books_are_equal(house, channels)


async def test_given_transfers_and_refused_rings_when_all_is_over_then_the_books_are_equal(
    house: House, channels: set[str]
) -> None:
    await house.agent("east:8101", "east-01", OTHER, answer_after=None)
    caller = await house.caller(EAST, CALLER)
    await house.expect(tel.CallOffered, agent="east:8101")
    await house.agent("east:8102", "east-02", AGENT)
    await house.expect(tel.OfferEnded, agent="east:8101", outcome=tel.OfferOutcome.NO_ANSWER)
    await caller.hears(AGENT)
    await house.agent("city:8001", "city-01", OTHER)
    call = (await house.expect(tel.CallAnswered, agent="east:8102")).call_id
    await house.tell(Transfer, agent="east:8102", call_id=call, target="city:8001")
    await caller.hears(OTHER)
    caller.hang_up()
    await house.expect(tel.CallEnded, tenant="city")
    await books_are_equal(house, channels)
    assert len(channels) == 4
