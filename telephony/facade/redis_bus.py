"""The bus over Redis. Redis holds no durable fact: emptied, the engine and the recorder write it anew."""

import json
from typing import Any

import redis

from telephony.contracts import codec
from telephony.contracts.commands import Command, RefusalCode, Reply
from telephony.contracts.events import Event
from telephony.contracts.plan import RoutingPlan

from . import port

PLAN_FIELD = "plan"
COMMAND_FIELD = "c"
EVENT_FIELD = "e"
KEEP_COMMANDS = 10_000


class RedisBus:
    """Implements Bus."""

    def __init__(self, url: str) -> None:
        self._redis: Any = redis.Redis.from_url(url, socket_connect_timeout=2, health_check_interval=15)

    def submit(self, command: Command, wait: float) -> Reply:
        try:
            self._redis.xadd(
                port.COMMANDS,
                {COMMAND_FIELD: codec.encode(command)},
                maxlen=KEEP_COMMANDS,
                approximate=True,
            )
            if wait <= 0:
                return Reply(command_id=command.command_id)
            answer = self._redis.blpop([port.reply_key(command.command_id)], timeout=wait)
        except redis.RedisError:
            answer = None
        if answer is None:
            return Reply(command_id=command.command_id, refusal=RefusalCode.ENGINE_AWAY)
        reply: Reply = codec.decode(answer[1])
        return reply

    def publish_plan(self, plan: RoutingPlan) -> None:
        body = codec.encode(plan)
        try:
            self._redis.set(port.PLAN, body)
            self._redis.xadd(port.COMMANDS, {PLAN_FIELD: body}, maxlen=KEEP_COMMANDS, approximate=True)
        except redis.RedisError as error:
            raise port.BusAway(str(error)) from error

    def plan_present(self) -> bool:
        try:
            return bool(self._redis.exists(port.PLAN))
        except redis.RedisError as error:
            raise port.BusAway(str(error)) from error

    def live(self, what: str) -> dict[str, dict[str, Any]]:
        try:
            rows = self._redis.hgetall(port.live_key(what))
        except redis.RedisError:
            return {}
        return {key.decode(): json.loads(value) for key, value in rows.items()}

    def gateways(self) -> dict[str, bool]:
        found: dict[str, bool] = self._engine().get("gateways", {})
        return found

    def nodes(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = self._engine().get("nodes", {})
        return found

    def channels(self) -> dict[str, Any]:
        found: dict[str, Any] = self._engine().get("channels", {})
        return found

    def silent(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = self._engine().get("silent", {})
        return found

    def registered(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = self._engine().get("registered", {})
        return found

    def shut(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._engine().get("shut", [])
        return found

    def live_engine(self) -> dict[str, Any]:
        return self._engine()

    def engine_alive(self) -> bool:
        return bool(self._engine())

    def engine_born(self) -> float | None:
        born: float | None = self._engine().get("born")
        return born

    def event_reader(self, after: int) -> "RedisEventReader":
        return RedisEventReader(self._redis, after)

    def acknowledge(self, seq: int) -> None:
        try:
            self._redis.set(port.ACKNOWLEDGED, seq)
        except redis.RedisError as error:
            raise port.BusAway(str(error)) from error

    def _engine(self) -> dict[str, Any]:
        try:
            body = self._redis.get(port.ENGINE)
        except redis.RedisError:
            return {}
        found: dict[str, Any] = json.loads(body) if body else {}
        return found


class RedisEventReader:
    """Implements EventReader over the events stream.

    The engine writes the stream in order of ``seq`` and, when the stream is gone (Redis emptied), writes it again from
    the last acknowledged event on before anything newer. So dropping what was seen is enough: there are no gaps.
    """

    BATCH = 200

    def __init__(self, client: Any, after: int) -> None:
        self._redis, self._seen, self._position = client, after, "0"

    def read(self, wait: float) -> list[Event]:
        try:
            found = self._redis.xread({port.EVENTS: self._position}, count=self.BATCH, block=max(1, int(wait * 1000)))
            if not found and not self._redis.exists(port.EVENTS):
                self._position = "0"
        except redis.RedisError as error:
            self._position = "0"
            raise port.BusAway(str(error)) from error
        return [event for _, entries in found or [] for event in self._take(entries)]

    def _take(self, entries: list[tuple[bytes, dict[bytes, bytes]]]) -> list[Event]:
        taken: list[Event] = []
        for position, fields in entries:
            self._position = position.decode()
            event: Event = codec.decode(fields[EVENT_FIELD.encode()])
            if event.seq == 0 or event.seq > self._seen:
                self._seen = max(self._seen, event.seq)
                taken.append(event)
        return taken
