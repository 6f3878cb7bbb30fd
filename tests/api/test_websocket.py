"""The ``graphql-transport-ws`` protocol as a browser speaks it, close code by close code, and what the streams tell."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import pytest
from channels.layers import get_channel_layer
from channels.testing import WebsocketCommunicator
from django.db import connections
from django.utils.timezone import now

from hotline import tenancy
from hotline.kernel.permissions import Role
from hotline.main.asgi import application
from hotline.tenancy import threads
from hotline_api.cases.pushes import case_payload
from hotline_api.core import consumer
from hotline_api.core.sockets import session_group
from hotline_api.desk import consoles
from hotline_api.desk.subscriptions import agent_group
from hotline_api.desk.view import build_desk
from hotline_api.floor.view import FloorView, build_floor
from tenants.local.cases import actions as cases
from tenants.local.cases.events import CaseChanged
from tenants.local.contacts.models import Contact, Engagement
from tenants.shared.identity.models import Membership
from tenants.shared.registry import queries as registry
from tests.api.conftest import Browser
from tests.factories.people import actor

People = Callable[..., Browser]
FLOOR = "subscription { floor { engineAlive queues { key } } }"
CASES = "subscription { caseChanged { number state title allowedActions events { action } } }"


@pytest.fixture(autouse=True)
def shared_connection(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Database work of coroutines on one thread that shares the test's connection, and so its transaction."""
    mine = connections["default"]
    mine.inc_thread_sharing()
    monkeypatch.setattr(threads, "close_old_connections", lambda: None)  # it would end the test's transaction
    monkeypatch.setattr(consoles, "appear", lambda agent: None)
    monkeypatch.setattr(consoles, "beat", lambda agent: None)
    before = list(threads._pool)
    with ThreadPoolExecutor(1, initializer=lambda: connections.__setitem__("default", mine)) as executor:
        threads.use(executor)
        yield
    threads._pool[:] = before
    mine.dec_thread_sharing()


class Socket(WebsocketCommunicator):
    """A browser's socket."""

    async def say(self, **message: Any) -> None:
        await self.send_to(text_data=json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        message: dict[str, Any] = await self.receive_json_from(timeout=5)
        return message

    async def closed(self) -> int:
        """The code that the server closes with; what it says before is passed over."""
        while True:
            event = await self.receive_output(timeout=5)
            if event["type"] == "websocket.close":
                return int(event["code"])


def socket(
    seen: Browser | None,
    *,
    origin: str = "http://localhost",
    protocols: tuple[str, ...] = ("graphql-transport-ws",),
) -> Socket:
    """A socket with the browser's session."""
    cookie = f"hotline_session={seen.client.cookies['hotline_session'].value}" if seen else ""
    headers = [(b"host", b"localhost"), (b"origin", origin.encode()), (b"cookie", cookie.encode())]
    return Socket(application, "/graphql", headers=headers, subprotocols=list(protocols))


@asynccontextmanager
async def ready(seen: Browser) -> AsyncIterator[Socket]:
    """A socket past its greeting."""
    ws = socket(seen)
    connected, protocol = await ws.connect()
    assert (connected, protocol) == (True, "graphql-transport-ws")
    await ws.say(type="connection_init")
    assert await ws.hear() == {"type": "connection_ack"}
    yield ws
    await ws.disconnect()


async def until_joined(group: str, count: int = 1) -> None:
    """Wait until ``count`` channels are in ``group``."""
    layer: Any = get_channel_layer()
    async with asyncio.timeout(5):
        for _ in iter(lambda: len(layer.groups.get(group, {})) < count, False):
            await asyncio.sleep(0)


@pytest.fixture
def supervisor(browser: People) -> Browser:
    return browser("east", Role.SHIFT_SUPERVISOR)


# -- the greeting


async def test_given_another_subprotocol_when_connecting_then_4406(supervisor: Browser) -> None:
    ws = socket(supervisor, protocols=("graphql-ws",))
    await ws.connect()
    assert await ws.closed() == 4406


async def test_given_a_foreign_origin_when_connecting_then_nobody_gets_in(supervisor: Browser) -> None:
    ws = socket(supervisor, origin="https://evil.example")
    connected, code = await ws.connect()
    assert (connected, code) == (False, 403) or not connected


async def test_given_another_port_of_the_same_host_when_connecting_then_4403(supervisor: Browser) -> None:
    ws = socket(supervisor, origin="http://localhost:9999")
    await ws.connect()
    assert await ws.closed() == 4403


async def test_given_no_session_when_greeting_then_4401(db: None) -> None:
    ws = socket(None)
    await ws.connect()
    await ws.say(type="connection_init")
    assert await ws.closed() == 4401


async def test_given_a_made_up_session_when_greeting_then_4401(supervisor: Browser) -> None:
    supervisor.client.cookies["hotline_session"] = "x" * 32
    ws = socket(supervisor)
    await ws.connect()
    await ws.say(type="connection_init")
    assert await ws.closed() == 4401


async def test_given_no_greeting_in_time_when_waiting_then_4408(
    supervisor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "INIT_WITHIN", 0.01)
    ws = socket(supervisor)
    await ws.connect()
    assert await ws.closed() == 4408


async def test_given_a_second_greeting_when_sent_then_4429(supervisor: Browser) -> None:
    async with ready(supervisor) as ws:
        await ws.say(type="connection_init")
        assert await ws.closed() == 4429


async def test_given_a_subscription_before_the_greeting_when_sent_then_4401(supervisor: Browser) -> None:
    ws = socket(supervisor)
    await ws.connect()
    await ws.say(type="subscribe", id="1", payload={"query": FLOOR})
    assert await ws.closed() == 4401


# -- messages


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "5",
        "{}",
        '{"type": 1}',
        '{"type": "hello"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": "", "payload": {"query": "x"}}',
        '{"type": "subscribe", "id": "1", "payload": {}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 5}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "x", "variables": []}}',
        '{"type": "subscribe", "id": 1, "payload": {"query": "x"}}',
    ],
)
async def test_given_a_malformed_message_when_sent_then_4400(supervisor: Browser, text: str) -> None:
    async with ready(supervisor) as ws:
        await ws.send_to(text_data=text)
        assert await ws.closed() == 4400


async def test_given_bytes_when_sent_then_4400(supervisor: Browser) -> None:
    async with ready(supervisor) as ws:
        await ws.send_to(bytes_data=b"\x00")
        assert await ws.closed() == 4400


async def test_given_a_ping_when_sent_then_pong(supervisor: Browser) -> None:
    async with ready(supervisor) as ws:
        await ws.say(type="ping")
        assert await ws.hear() == {"type": "pong"}
        await ws.say(type="pong")
        assert await ws.receive_nothing()


async def test_given_an_id_in_use_when_subscribed_again_then_4409(supervisor: Browser) -> None:
    async with ready(supervisor) as ws:
        await ws.say(type="subscribe", id="1", payload={"query": FLOOR})
        assert (await ws.hear())["type"] == "next"
        await ws.say(type="subscribe", id="1", payload={"query": FLOOR})
        assert await ws.closed() == 4409


async def test_given_an_id_that_was_completed_when_used_again_then_served(supervisor: Browser) -> None:
    async with ready(supervisor) as ws:
        for _ in range(2):
            await ws.say(type="subscribe", id="1", payload={"query": FLOOR})
            assert (await ws.hear())["payload"]["data"]["floor"]["engineAlive"] is True
            await ws.say(type="complete", id="1")


async def test_given_a_query_when_sent_over_the_socket_then_next_and_complete(supervisor: Browser) -> None:
    async with ready(supervisor) as ws:
        await ws.say(type="subscribe", id="q", payload={"query": "{ caseCounts { inbox } }"})
        assert await ws.hear() == {"id": "q", "type": "next", "payload": {"data": {"caseCounts": {"inbox": 0}}}}
        assert await ws.hear() == {"id": "q", "type": "complete"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription { nothing }", "BAD_REQUEST"),
        ("subscription {", "BAD_REQUEST"),
        ("mutation { signOut { ok } }", "BAD_REQUEST"),
        ("{ __schema { types { name } } }", "INTROSPECTION_OFF"),
        ("subscription { outgoingMessageChanged { id } }", "FORBIDDEN"),
    ],
)
async def test_given_what_may_not_be_asked_when_subscribed_then_an_error_and_the_socket_lives(
    agent: Browser, query: str, code: str
) -> None:
    async with ready(agent) as ws:
        await ws.say(type="subscribe", id="1", payload={"query": query})
        answer = await ws.hear()
        assert (answer["type"], answer["payload"][0]["extensions"]["code"]) == ("error", code)
        await ws.say(type="ping")
        assert await ws.hear() == {"type": "pong"}


async def test_given_too_many_subscriptions_when_one_more_then_an_error(
    supervisor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "MAX_SUBSCRIPTIONS", 1)
    async with ready(supervisor) as ws:
        await ws.say(type="subscribe", id="1", payload={"query": FLOOR})
        await ws.hear()
        await ws.say(type="subscribe", id="2", payload={"query": FLOOR})
        assert (await ws.hear())["payload"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


# -- the session


async def test_given_sign_out_elsewhere_when_it_happens_then_the_socket_closes_with_4401(supervisor: Browser) -> None:
    async with ready(supervisor) as ws:
        key = supervisor.client.cookies["hotline_session"].value
        layer: Any = get_channel_layer()
        await layer.group_send(session_group(key), {"type": "session.over"})
        assert await ws.closed() == 4401


async def test_given_a_session_that_ended_when_rechecked_then_4401(
    supervisor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "RECHECK_EVERY", 0.01)
    async with ready(supervisor) as ws:
        await tenancy.in_thread(supervisor.client.session.flush)
        assert await ws.closed() == 4401


async def test_given_other_roles_when_rechecked_then_the_browser_is_to_connect_again(
    supervisor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "RECHECK_EVERY", 0.01)
    async with ready(supervisor) as ws:
        mine = Membership.objects.filter(user__username=supervisor.username)
        await tenancy.in_thread(mine.update, roles=["AGENT"])
        assert await ws.closed() == 1012


# -- what the streams tell


async def test_given_a_reader_who_never_confirms_when_flooded_then_closed(
    supervisor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "MAX_UNCONFIRMED", 4)
    monkeypatch.setattr(consumer, "PING_AFTER", 2)
    async with ready(supervisor) as ws:
        await ws.say(type="subscribe", id="1", payload={"query": FLOOR})
        first = await ws.hear()
        await _tell_floor(6)
        assert first["type"] == "next"
        assert await ws.closed() == 4430


async def test_given_a_reader_who_confirms_when_flooded_then_everything_arrives(
    supervisor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "MAX_UNCONFIRMED", 4)
    monkeypatch.setattr(consumer, "PING_AFTER", 2)
    async with ready(supervisor) as ws:
        await ws.say(type="subscribe", id="1", payload={"query": FLOOR})
        heard = 1
        await ws.hear()
        for _ in range(10):
            await _tell_floor(1)
            message = await ws.hear()
            if message["type"] == "ping":
                await ws.say(type="pong")
                message = await ws.hear()
            heard += message["type"] == "next"
            await ws.say(type="ping")
            while (await ws.hear())["type"] == "ping":
                await ws.say(type="pong")
        assert heard == 11


async def _tell_floor(times: int) -> None:
    layer: Any = get_channel_layer()
    payload = (await tenancy.run_async("east", build_floor)).payload()
    assert FloorView.from_payload(payload).payload() == payload
    for _ in range(times):
        await layer.group_send("t.east.floor", {"type": "push", "payload": payload})


def register(title: str) -> tuple[str, dict[str, Any] | None]:
    """A new case of east: its number and what the browsers are told."""
    with tenancy.entered("east"):
        given = cases.CaseInput(kind="HELP", title=title, content=title)
        number = cases.do_register(actor("east"), given, title).number
    return number, case_payload(CaseChanged("east", number))


async def tell_case(payload: dict[str, Any] | None) -> None:
    """What ``push_case`` does, on this loop."""
    layer: Any = get_channel_layer()
    await layer.group_send("t.east.cases", {"type": "push", "payload": payload})


@pytest.fixture
def neighbour(browser: People) -> Browser:
    return browser("west", Role.OPERATOR)


@pytest.fixture
def operator(browser: People) -> Browser:
    return browser("east", Role.OPERATOR)


async def test_given_two_counties_that_watch_when_a_case_changes_then_only_its_own_is_told(
    operator: Browser, neighbour: Browser
) -> None:
    async with ready(operator) as mine, ready(neighbour) as theirs:
        await mine.say(type="subscribe", id="1", payload={"query": CASES})
        await theirs.say(type="subscribe", id="1", payload={"query": CASES})
        await until_joined("t.east.cases")
        await until_joined("t.west.cases")
        number, payload = await tenancy.in_thread(register, "路灯不亮")
        await tell_case(payload)
        told = (await mine.hear())["payload"]["data"]["caseChanged"]
        assert (told["number"], told["state"], told["title"]) == (number, "REGISTERED", "路灯不亮")
        assert told["allowedActions"] == ["ANSWER", "DISPATCH", "NOT_ACCEPT", "MERGE", "CANCEL"]
        assert [event["action"] for event in told["events"]] == ["REGISTER"]
        assert await theirs.receive_nothing()


@pytest.fixture
def handler(browser: People) -> Browser:
    return browser("east", Role.DEPARTMENT_HANDLER, department="city-management")


async def test_given_a_watcher_of_another_department_when_a_case_changes_then_not_told(handler: Browser) -> None:
    async with ready(handler) as ws:
        await ws.say(type="subscribe", id="1", payload={"query": CASES})
        await until_joined("t.east.cases")
        await tell_case((await tenancy.in_thread(register, "无关"))[1])
        assert await ws.receive_nothing()


@pytest.fixture
def agent(browser: People) -> Browser:
    return browser("east", Role.AGENT)


async def test_given_a_desk_when_subscribed_then_the_state_at_once_and_every_push(agent: Browser) -> None:
    async with ready(agent) as ws:
        await ws.say(
            type="subscribe", id="1", payload={"query": "subscription { desk { presence { agentKey state } } }"}
        )
        first = (await ws.hear())["payload"]["data"]["desk"]["presence"]
        assert first["state"] == "SIGNED_OUT"
        payload = (await tenancy.run_async("east", build_desk, first["agentKey"])).payload()
        payload["presence"]["state"] = "READY"
        layer: Any = get_channel_layer()
        number = first["agentKey"].partition(":")[2]
        await layer.group_send(f"t.east.agent.{number}", {"type": "push", "payload": payload})
        assert (await ws.hear())["payload"]["data"]["desk"]["presence"]["state"] == "READY"


async def test_given_a_caller_known_elsewhere_when_pushed_then_the_screen_pop_comes_without_the_database(
    agent: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pop() -> dict[str, Any]:
        for call, tenant in (("earlier", "city"), ("now", "east")):
            Contact.objects.create(
                call_id=call,
                medium="TELEPHONE",
                caller="+8613800001111",
                arrived_at=now(),
                handled_by=tenant,
                home_tenant="east",
            )
        Engagement.objects.create(
            contact=Contact.objects.get(call_id="now"), agent=key, phase="TALKING", offered_at=now(), changed_at=now()
        )
        return build_desk(key).payload()

    async with ready(agent) as ws:
        query = "subscription { desk { presence { agentKey } call { pop { caller operations { tenantName } } } } }"
        await ws.say(type="subscribe", id="1", payload={"query": query})
        key = (await ws.hear())["payload"]["data"]["desk"]["presence"]["agentKey"]
        payload = await tenancy.run_async("east", pop)
        registry.forget()  # as it is every few seconds
        layer: Any = get_channel_layer()
        await layer.group_send(agent_group(key), {"type": "push", "payload": payload})
        call = (await ws.hear())["payload"]["data"]["desk"]["call"]
    assert call == {"pop": {"caller": "+8613800001111", "operations": [{"tenantName": "市级中心"}]}}


async def test_given_a_desk_stream_when_open_then_the_console_counts_as_there_and_when_closed_one_last_time(
    agent: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs: list[str] = []
    last = asyncio.Event()
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(consoles, "appear", lambda key: signs.append(key))
    monkeypatch.setattr(consoles, "beat", lambda key: loop.call_soon_threadsafe(last.set))
    async with ready(agent) as ws:
        query = "subscription { desk { presence { agentKey } } }"
        await ws.say(type="subscribe", id="1", payload={"query": query})
        key = (await ws.hear())["payload"]["data"]["desk"]["presence"]["agentKey"]
        await ws.say(type="complete", id="1")
        async with asyncio.timeout(5):
            await last.wait()
    assert set(signs) == {key}


# -- one event, many readers


@pytest.fixture
def colleague(browser: People) -> Browser:
    return browser("east", Role.SHIFT_SUPERVISOR)


async def test_given_many_equal_readers_when_told_then_read_and_answered_once(
    supervisor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, answered = Counting(FloorView.from_payload), Counting(consumer.execute_sync)
    monkeypatch.setattr(FloorView, "from_payload", read)
    monkeypatch.setattr(consumer, "execute_sync", answered)
    async with ready(supervisor) as one, ready(supervisor) as two:
        for name, ws in (("a", one), ("b", two)):
            await ws.say(type="subscribe", id=name, payload={"query": FLOOR})
            assert (await ws.hear())["type"] == "next"
        layer: Any = get_channel_layer()
        assert len(layer.groups["t.east.floor"]) == 1
        payload = (await tenancy.run_async("east", build_floor)).payload()
        read.calls = answered.calls = 0
        await layer.group_send("t.east.floor", {"type": "push", "payload": payload})
        heard = [await one.hear(), await two.hear()]
    assert [message["id"] for message in heard] == ["a", "b"]
    assert heard[0]["payload"] == heard[1]["payload"]
    assert (read.calls, answered.calls) == (1, 1)
    assert "t.east.floor" not in layer.groups


async def test_given_readers_who_may_see_unlike_things_when_told_then_each_gets_what_is_theirs(
    supervisor: Browser, colleague: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Counting(consumer.execute_sync)
    monkeypatch.setattr(consumer, "execute_sync", answered)
    asked = {"query": "subscription($all: Boolean!) { floor { tenant engineAlive @include(if: $all) } }"}
    async with ready(supervisor) as one, ready(supervisor) as two, ready(colleague) as three:
        for ws, wanted in ((one, True), (two, False), (three, True)):
            await ws.say(type="subscribe", id="1", payload={**asked, "variables": {"all": wanted}})
            await ws.hear()
        answered.calls = 0
        await _tell_floor(1)
        told = [(await ws.hear())["payload"]["data"]["floor"] for ws in (one, two, three)]
    assert [set(floor) for floor in told] == [{"tenant", "engineAlive"}, {"tenant"}, {"tenant", "engineAlive"}]
    assert answered.calls == 3  # another variable, another person: nothing is shared


async def test_given_one_of_two_readers_gone_when_told_then_the_other_is_told(supervisor: Browser) -> None:
    async with ready(supervisor) as one, ready(supervisor) as two:
        for ws in (one, two):
            await ws.say(type="subscribe", id="1", payload={"query": FLOOR})
            await ws.hear()
        await one.say(type="complete", id="1")
        await one.say(type="ping")
        assert await one.hear() == {"type": "pong"}
        await _tell_floor(1)
        assert (await two.hear())["type"] == "next"
        assert await one.receive_nothing()


class Counting:
    """Calls through, and counts."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self.real, self.calls = real, 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.calls += 1
        return self.real(*args, **kwargs)
