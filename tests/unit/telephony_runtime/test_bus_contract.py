"""The same promises kept by the bus over Redis and by its double in memory."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from telephony.contracts import codec
from telephony.contracts.commands import RefusalCode, Reply, SetReady
from telephony.contracts.events import Event, QueueChanged
from telephony.contracts.plan import RoutingPlan
from telephony.facade import port
from telephony.facade.memory import MemoryBus
from telephony.facade.port import Bus, BusAway
from telephony.facade.redis_bus import RedisBus
from tests.unit.telephony_core.stage import small_city
from tests.unit.telephony_runtime.conftest import MortalRedis

READY = SetReady(command_id="c1", agent="east:8101")


class Side:
    """A bus, and what the engine does at its other end."""

    bus: Bus

    def tell(self, *events: Event) -> None:
        raise NotImplementedError

    def answering(self, answer: Callable[[Any], Reply]) -> None:
        raise NotImplementedError

    def away(self) -> None:
        raise NotImplementedError


class MemorySide(Side):
    def __init__(self) -> None:
        self.bus = self.memory = MemoryBus()

    def tell(self, *events: Event) -> None:
        self.memory.tell(*events)

    def answering(self, answer: Callable[[Any], Reply]) -> None:
        self.memory.engine = answer

    def away(self) -> None:
        self.memory.engine = None


class RedisSide(Side):
    def __init__(self, url: str) -> None:
        self.bus = RedisBus(url)
        self.redis: Any = RedisBus(url)._redis

    def tell(self, *events: Event) -> None:
        for event in events:
            self.redis.xadd(port.EVENTS, {"e": codec.encode(event)})

    def answering(self, answer: Callable[[Any], Reply]) -> None:
        def serve() -> None:
            found = self.redis.xread({port.COMMANDS: "0"}, block=5000)
            command = codec.decode(found[0][1][0][1][b"c"])
            self.redis.lpush(port.reply_key(command.command_id), codec.encode(answer(command)))

        threading.Thread(target=serve, daemon=True).start()

    def away(self) -> None:
        """Nobody serves."""


@pytest.fixture(params=["memory", "redis"])
def side(request: pytest.FixtureRequest) -> Side:
    if request.param == "memory":
        return MemorySide()
    redis: MortalRedis = request.getfixturevalue("mortal_redis")
    return RedisSide(redis.url)


def changed(seq: int) -> Event:
    return QueueChanged(
        seq=seq, at=1.0, tenant="east", queue="east.general", waiting=0, longest_since=None, ready=0, busy=0
    )


def test_given_an_engine_when_commanded_then_its_reply_comes_back(side: Side) -> None:
    seen: list[Any] = []

    def refuse(command: Any) -> Reply:
        seen.append(command)
        return Reply(command.command_id, refusal=RefusalCode.SEAT_UNREACHABLE)

    side.answering(refuse)
    assert side.bus.submit(READY, 5.0) == Reply("c1", refusal=RefusalCode.SEAT_UNREACHABLE)
    assert seen == [READY]


def test_given_no_engine_when_commanded_then_the_refusal_says_so(side: Side) -> None:
    side.away()
    assert side.bus.submit(READY, 0.05) == Reply("c1", refusal=RefusalCode.ENGINE_AWAY)


def test_given_events_when_read_then_each_comes_once_and_in_order(side: Side) -> None:
    reader = side.bus.event_reader(3)
    side.tell(*(changed(seq) for seq in (2, 3, 4, 5)))
    assert [event.seq for event in reader.read(1.0)] == [4, 5]
    side.tell(*(changed(seq) for seq in (4, 5, 0, 6)))
    assert [event.seq for event in reader.read(1.0)] == [0, 6]
    assert reader.read(0.01) == []


def test_given_no_plan_when_published_then_it_is_present(side: Side) -> None:
    assert not side.bus.plan_present()
    plan: RoutingPlan = small_city()
    side.bus.publish_plan(plan)
    assert side.bus.plan_present()


def test_given_nothing_told_when_asked_then_the_live_view_is_empty(side: Side) -> None:
    assert [side.bus.live(what) for what in ("agents", "queues", "calls")] == [{}, {}, {}]
    assert side.bus.gateways() == {}


def test_given_redis_away_when_used_then_reading_is_refused_by_name_and_views_are_empty(
    mortal_redis: MortalRedis,
) -> None:
    bus = RedisBus(mortal_redis.url)
    mortal_redis.kill()
    assert bus.submit(READY, 1.0).refusal is RefusalCode.ENGINE_AWAY
    assert bus.live("agents") == {}
    assert not bus.engine_alive()
    for refused in (bus.event_reader(0).read, lambda _: bus.acknowledge(1), lambda _: bus.plan_present()):
        with pytest.raises(BusAway):
            refused(0.01)
