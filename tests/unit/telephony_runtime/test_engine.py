"""The engine with its journal and bus over a real Redis that is killed and comes back empty; gateway simulated."""

import asyncio
import time
from pathlib import Path

import pytest

from telephony.contracts import events as tel
from telephony.contracts.commands import SetNotReady
from telephony.core.inputs import PlanReplaced
from telephony.core.switchboard import Switchboard
from telephony.runtime.engine import Engine
from telephony.runtime.journal import Journal
from tests.unit.telephony_core.stage import CITIZEN, small_city
from tests.unit.telephony_runtime.conftest import MortalRedis, Town

AGENT, SEAT = "city:8001", "city-01"


async def talking(town: Town) -> str:
    """A city agent talks with a citizen; the citizen's leg."""
    town.bus.publish_plan(small_city())
    await town.sit(AGENT, SEAT)
    leg = town.call(CITIZEN)
    await town.until(lambda: town.states() == ["TALKING"], "they talk")
    return leg


def told_once(town: Town) -> None:
    numbers = [event.seq for event in town.recorder.look()]
    assert numbers == sorted(set(numbers))


async def test_given_a_plan_and_an_agent_when_called_then_live_view_events_and_heartbeat_tell_of_it(town: Town) -> None:
    async with town.engine():
        leg = await talking(town)
        await town.until(lambda: town.bus.gateways() == {"gw1": True}, "a heartbeat")
        assert town.bus.live("agents")[AGENT]["state"] == "TALKING"
        assert set(town.bus.live("queues")) == {"city.general", "east.general"}
        town.gateway.tell(town.exchange.hang_up(leg, time.time()))
        await town.until(lambda: town.of(tel.CallEnded), "the end")
        await town.until(lambda: town.states() == [], "no live call")
    told_once(town)


async def test_given_a_reader_that_acknowledges_when_events_are_told_then_the_engine_forgets_them(town: Town) -> None:
    async with town.engine() as engine:
        await talking(town)
        await town.until(lambda: town.of(tel.CallAnswered), "events")
        assert engine.pending.events
        town.bus.acknowledge(engine.machine.last_seq)
        await town.until(lambda: not engine.pending.events, "nothing pending")


async def test_given_the_disk_of_a_killed_engine_when_begun_again_then_talk_and_waiting_call_are_as_before(
    town: Town,
) -> None:
    async with town.engine() as engine:
        await talking(town)
        waiting = town.call("13900000010")
        await town.until(lambda: town.states() == ["TALKING", "QUEUED"], "one talks, one waits")
        before = engine.machine.last_seq
        town.remember_disk()
    async with town.engine() as engine:
        await town.until(lambda: engine.machine.live_gateways() == {"gw1": True}, "the gateway is back")
        assert engine.born is None
        await town.until(lambda: town.states() == ["TALKING", "QUEUED"], "as before")
        town.gateway.tell(town.exchange.hang_up(waiting, time.time()))
        await town.until(lambda: town.of(tel.CallEnded), "the waiting one gives up")
        assert town.of(tel.CallEnded)[0].seq > before
    told_once(town)
    assert len(town.of(tel.CallArrived)) == 2
    assert len(town.of(tel.CallOffered)) == 1


async def test_given_redis_killed_when_calls_go_on_and_it_comes_back_empty_then_nothing_is_missing(
    town: Town, mortal_redis: MortalRedis
) -> None:
    async with town.engine() as engine:
        leg = await talking(town)
        await town.until(lambda: town.of(tel.CallAnswered), "first events")
        mortal_redis.kill()
        town.call("13900000010")
        town.gateway.tell(town.exchange.hang_up(leg, time.time()))
        assert [call["state"] for call in engine.machine.live_calls().values()] != ["TALKING"]
        mortal_redis.start()
        await town.until(lambda: town.of(tel.CallEnded), "the end of the first call")
        await town.until(lambda: len(town.of(tel.CallArrived)) == 2, "the second call")
        await town.until(lambda: AGENT in town.bus.live("agents"), "the live view")
        await town.until(lambda: town.bus.engine_alive(), "the heartbeat")
        await town.tell(SetNotReady, agent=AGENT, reason="MEAL")
    told_once(town)


async def test_given_redis_emptied_under_way_when_a_new_reader_comes_then_it_gets_everything_not_acknowledged(
    town: Town,
) -> None:
    async with town.engine() as engine:
        await talking(town)
        await town.until(lambda: town.of(tel.CallAnswered), "events")
        told = [event.seq for event in town.recorder.look()]
        await asyncio.to_thread(town.bus._redis.flushall)
        again: list[int] = []
        reader = town.bus.event_reader(0)

        def read() -> bool:
            again.extend(event.seq for event in reader.read(0.02) if event.seq)
            return again == [seq for seq, _ in engine.pending.events]

        await town.until(read, "all of them, again")
        assert again[: len(told)] == told
        await town.until(lambda: town.states() == ["TALKING"], "the live view")


async def test_given_more_events_than_may_be_ahead_when_acknowledged_then_the_rest_follows(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("telephony.runtime.bus.AHEAD", 3)
    monkeypatch.setattr("telephony.runtime.bus.HEARTBEAT_EVERY", 0.02)
    async with town.engine() as engine:
        await talking(town)
        await town.until(lambda: len(town.recorder.look()) == 3, "three events")
        assert len(engine.pending.events) > 3

        def acknowledged() -> bool:
            town.bus.acknowledge(town.recorder.look()[-1].seq)
            return bool(town.of(tel.CallAnswered))

        await town.until(acknowledged, "the rest")
    told_once(town)


async def test_given_a_clean_stop_when_other_code_begins_then_agents_are_still_signed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Switchboard()
    machine.handle(PlanReplaced(plan=small_city()), 1.0)
    journal = Journal(tmp_path)
    journal.take_snapshot(machine.snapshot(), [])
    journal.close()
    monkeypatch.setattr("telephony.runtime.journal.code_version", lambda: "another")
    engine = Engine([], Journal(tmp_path))
    assert engine.born is None
    assert engine.machine.plan_version == 1


async def test_given_an_input_that_breaks_the_machine_when_taken_then_it_is_logged_and_the_next_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    engine = Engine([], Journal(tmp_path))
    engine.snapshot()
    with monkeypatch.context() as broken:
        broken.setattr("telephony.core.replan.replace", None)
        engine.take(PlanReplaced(plan=small_city()))
    assert "TypeError" in caplog.text
    engine.take(PlanReplaced(plan=small_city()))
    assert engine.machine.plan_version == 1
