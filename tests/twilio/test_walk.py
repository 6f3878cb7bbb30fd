"""A citizen's call by Twilio through the real switchboard's process: menu, queue, seat, talk, recording, hang-up."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from telephony.contracts import events as tel
from telephony.contracts.commands import HangUp, Hold, Resume, SetReady
from tests.house.twilio import Peer
from tests.house.twilio.calls import Call
from tests.twilio.house import House
from tests.twilio.rig import FROM

EAST, AGENT = "+8613800010001", "east:8101"


@pytest.fixture
async def house(peer: Peer, tmp_path: Path) -> AsyncIterator[House]:
    house = House(peer, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        await house.close()


async def through_the_menu(house: House) -> tuple[Call, Call]:
    """A citizen's call and the agent's, who talk."""
    await house.agent(AGENT, "east-01")
    citizen = house.peer.call_in(EAST, FROM)
    await house.until(lambda: any("welcome" in each for each in citizen.person.heard), "the menu is heard")
    await house.peer.press(citizen, "0")
    await house.expect(tel.CallOffered, agent=AGENT)
    await house.expect(tel.CallAnswered, agent=AGENT)
    agent = next(call for call in house.peer.up if not call.inbound)
    await house.until(lambda: {citizen.sid, agent.sid} in house.peer.rooms.values(), "they are in one room")
    return citizen, agent


def nothing_is_left(house: House) -> bool:
    """At Twilio: no call, no conference, no recording."""
    peer = house.peer
    return not peer.up and not peer.rooms and all(each.deleted for each in peer.recordings.values())


def ledger_is_whole(house: House) -> None:
    """Every leg begins and ends exactly once."""
    started = Counter(event.leg for event in house.of(tel.LegStarted))
    assert started == Counter(event.leg for event in house.of(tel.LegEnded))
    assert set(started.values()) == {1}


async def test_a_citizens_call_by_twilio_from_the_menu_to_the_recording(house: House) -> None:
    citizen, _ = await through_the_menu(house)
    call_id = house.of(tel.CallAnswered)[0].call_id
    mine = {"agent": AGENT, "call_id": call_id}
    await house.tell(Hold, **mine)
    await house.until(lambda: any("music" in each for each in citizen.person.heard), "music")
    await house.tell(Resume, **mine)
    await house.until(lambda: any(citizen.sid in sids and len(sids) == 2 for sids in house.peer.rooms.values()), "talk")
    await house.tell(HangUp, **mine)
    await house.expect(tel.CallEnded, call_id=call_id)
    recorded = await house.expect(tel.RecordingFinished, call_id=call_id)
    assert recorded.seconds > 0
    assert len([*house.folder.rglob(f"{recorded.name}.*")]) == 2
    await house.until(lambda: nothing_is_left(house), "nothing is left at Twilio")
    await house.until(lambda: len(house.of(tel.LegEnded)) == 2, "both legs are accounted for")
    ledger_is_whole(house)


async def test_a_switchboard_that_dies_in_the_talk_comes_back_to_it(house: House) -> None:
    citizen, agent = await through_the_menu(house)
    await house.kill_switchboard()
    assert {citizen.status, agent.status} == {"in-progress"}
    asked = len(house.peer.requests)
    house.start_switchboard()
    await house.until(lambda: "GET /Conferences.json" in house.peer.requests[asked:], "it is back", within=60)
    assert house.of(tel.CallEnded) == []
    house.peer.hang_up(citizen)
    await house.expect(tel.CallEnded, reason=tel.EndReason.CALLER_HUNG_UP)
    await house.until(lambda: nothing_is_left(house), "nothing is left at Twilio")
    await house.until(lambda: len(house.of(tel.LegEnded)) == 2, "both legs are accounted for")
    ledger_is_whole(house)


async def test_callbacks_twice_late_and_shuffled_change_nothing_in_a_citizens_call(house: House) -> None:
    manners = house.peer.callbacks.manners
    manners.twice, manners.late, manners.shuffled = True, 0.3, True
    citizen, _ = await through_the_menu(house)
    house.peer.hang_up(citizen)
    await house.expect(tel.CallEnded, reason=tel.EndReason.CALLER_HUNG_UP)
    await house.until(lambda: nothing_is_left(house), "nothing is left at Twilio")
    await house.until(lambda: len(house.of(tel.RecordingFinished)) == 1, "one recording")
    await house.until(lambda: len(house.of(tel.LegEnded)) == 2, "both legs are accounted for")
    assert len(house.of(tel.CallArrived)) == len(house.of(tel.CallAnswered)) == len(house.of(tel.CallEnded)) == 1
    ledger_is_whole(house)


async def test_nine_citizens_at_once_each_talk_to_one_agent_and_nothing_is_left(house: House) -> None:
    manners = house.peer.callbacks.manners
    manners.twice, manners.late, manners.shuffled = True, 0.2, True
    agents = ["east:8101", "east:8102", "east:8103"]
    for number, agent in enumerate(agents, start=1):
        await house.agent(agent, f"east-0{number}")
    citizens = [house.peer.call_in(f"+8613800010{n:03}", FROM) for n in range(9)]
    await asyncio.gather(*(serve(house, citizen) for citizen in citizens))
    await house.until(lambda: len(house.of(tel.CallEnded)) == 9, "all calls are over")
    await house.until(lambda: nothing_is_left(house), "nothing is left at Twilio")
    await house.until(lambda: len(house.of(tel.LegEnded)) == 18, "every leg is accounted for")
    answered = Counter(event.call_id for event in house.of(tel.CallAnswered))
    assert set(answered.values()) == {1}
    assert len(answered) == len(house.of(tel.CallArrived)) == 9
    assert {event.reason for event in house.of(tel.CallEnded)} == {tel.EndReason.CALLER_HUNG_UP}
    ledger_is_whole(house)


async def serve(house: House, citizen: Call) -> None:
    """From the menu to an agent, who is ready again afterwards."""
    await house.until(lambda: any("welcome" in each for each in citizen.person.heard), "the menu is heard")
    await house.peer.press(citizen, "0")

    def talk() -> list[tel.CallAnswered]:
        return [event for event in house.of(tel.CallAnswered) if event.call_id.endswith(citizen.sid)]

    await house.until(lambda: bool(talk()), f"{citizen.from_} talks", within=40)
    (answered,) = talk()
    house.peer.hang_up(citizen)
    await house.expect(tel.CallEnded, call_id=answered.call_id)
    await house.tell(SetReady, agent=answered.agent)
