"""The Asterisk gateway: stays connected, takes stock after every connect, sends orders, reports events."""

import asyncio
import errno
import logging
import time
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import quote

import aiohttp

from telephony.adapters.asterisk.accounts import SeatProfile
from telephony.adapters.asterisk.connection import AriClosed, AriConnection, AriRefused
from telephony.adapters.asterisk.ledger import Ledger
from telephony.adapters.asterisk.messages import WANTED, MessageReader
from telephony.adapters.asterisk.orders import OrderClerk
from telephony.adapters.asterisk.probe import SipProbe, SipSilent
from telephony.adapters.asterisk.requests import (
    APP,
    FAXES_VARIABLE,
    MESSAGE_VARIABLE,
    AriRequest,
    Purpose,
    channel,
    endpoint,
)
from telephony.adapters.asterisk.security import SecurityWatch
from telephony.adapters.asterisk.trunks import endpoint_of
from telephony.contracts.gateway import GatewayBack, GatewayEvent, GatewayLost, GatewayOrder, NodeHealth, NodeState

log = logging.getLogger(__name__)

KNOWN_VARIABLE = "HOTLINE_KNOWN"
"""Global variable set at the first connect: a process that has none is a new one."""

PULSE = "hotline-pulse"
"""User event by which is seen that events arrive."""
DRAIN_SECONDS = 1.0
SETTLE_SECONDS, SETTLE_LOOKS = 0.03, 10

Report = Callable[[GatewayEvent], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsteriskSettings:
    """Where the gateway is and how it is used. Times in seconds.

    ``number_endpoint``: what is dialled for a telephone number, with ``{number}`` in it. ``sip``: where its SIP side is
    asked whether it answers (None: not asked). ``ami``: where it tells who was refused (None: not heard); ``trusted``:
    networks that are never told as strangers; ``sealing_key``: opens the passwords of trunks."""

    key: str
    url: str
    user: str
    password: str
    number_endpoint: str = "PJSIP/{number}@trunk"
    seat_profile: SeatProfile = SeatProfile.WEBRTC
    sip: tuple[str, int] | None = None
    ami: tuple[str, int] | None = None
    trusted: tuple[str, ...] = ()
    sealing_key: str = ""
    ping_every: float = 1.0
    ping_within: float = 3.0
    answer_within: float = 5.0
    carriers_every: float = 5.0
    retry_first: float = 0.1
    retry_most: float = 2.0


class ApplicationTaken(Exception):
    """Another engine connected under the same application name: this one no longer hears anything."""


class Deaf(Exception):
    """Asterisk answers, and tells nothing: when a connection of ours closes while the next one begins, it may put the
    application to sleep for the next one too ("Inactive Stasis app missed message")."""


class AsteriskGateway:
    """Implements the Gateway port over one ARI websocket."""

    def __init__(self, settings: AsteriskSettings, clock: Callable[[], float] = time.time) -> None:
        self.key = settings.key
        self._settings = settings
        self._clock = clock
        self._ledger = Ledger()
        self._clerk = OrderClerk(
            settings.key, self._ledger, settings.number_endpoint, settings.seat_profile, settings.sealing_key
        )
        self._reader = MessageReader(settings.key, self._ledger)
        self._connection: AriConnection | None = None
        self._report: Report = lambda event: None
        self._late: set[asyncio.Task[None]] = set()
        self._closed = False
        self._probe: SipProbe | None = None
        self._told_gone = False
        self._pulse_heard = asyncio.Event()
        self._health = NodeHealth(NodeState.DOWN, clock(), why="not connected yet")

    @property
    def health(self) -> NodeHealth:
        """What was seen last."""
        return self._health

    def _note(self, state: NodeState, why: str = "", control: float | None = None) -> None:
        before, sip = self._health, self._probe.seconds if self._probe else None
        self._health = NodeHealth(
            state=state,
            since=before.since if before.state is state else self._clock(),
            control_ms=None if control is None else round(control * 1000, 1),
            sip_ms=None if sip is None else round(sip * 1000, 1),
            why=why,
        )

    async def run(self, report: Report) -> None:
        """Connect and stay connected until cancelled or closed; report every event."""
        self._report = report
        watch = self._security_watch()
        hearing = asyncio.create_task(watch.run(report), name=f"{self.key} hears of strangers") if watch else None
        pause = self._settings.retry_first
        try:
            while not self._closed:
                was_up = await self._session()
                if self._closed:
                    return
                pause = self._settings.retry_first if was_up else min(pause * 2, self._settings.retry_most)
                await asyncio.sleep(pause)
        finally:
            if hearing is not None:
                hearing.cancel()
                await asyncio.gather(hearing, return_exceptions=True)

    def _security_watch(self) -> SecurityWatch | None:
        settings = self._settings
        if settings.ami is None:
            return None
        return SecurityWatch(self.key, settings.ami, settings.user, settings.password, settings.trusted, self._clock)

    async def execute(self, orders: Sequence[GatewayOrder]) -> None:
        """Send the orders, in order. Without a connection, whoever waits for an outcome hears of its
        failure."""
        for order in orders:
            connection = self._connection
            if connection is None:
                self._tell_engine(self._clerk.undeliverable(order, self._clock()))
                continue
            requests, events = self._clerk.take(order, self._clock())
            self._tell_engine(events)
            await self._send(connection, requests)

    async def close(self) -> None:
        """Stop for good; calls in progress stay up."""
        self._closed = True
        if self._connection is not None:
            await self._connection.close()

    # -------------------------------------------------------------- a session

    async def _session(self) -> bool:
        """One connection from connect to loss. True when it got as far as GatewayBack."""
        settings, up = self._settings, False
        login = b64encode(f"{settings.user}:{settings.password}".encode()).decode()
        headers = {"Authorization": f"Basic {login}"}
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=settings.answer_within)
        try:
            async with AsyncExitStack() as stack:
                http = await stack.enter_async_context(aiohttp.ClientSession(headers=headers, timeout=timeout))
                limit = await stack.enter_async_context(asyncio.timeout(None))
                if settings.sip:
                    self._probe = await stack.enter_async_context(SipProbe(*settings.sip))
                limit.reschedule(asyncio.get_running_loop().time() + settings.answer_within)
                address = f"{settings.url.rstrip('/').replace('http', 'ws', 1)}/ari/events"
                query = {"app": APP, "subscribeAll": "false"}
                async with http.ws_connect(address, params=query, max_msg_size=0, compress=0) as websocket:
                    limit.reschedule(None)
                    up = await self._serve(AriConnection(websocket, http, settings.url))
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("gateway %s cannot be reached: %s", self.key, error or type(error).__name__)
            refused = getattr(getattr(error, "os_error", error), "errno", None) == errno.ECONNREFUSED
            stuck = isinstance(error, TimeoutError)
            self._note(NodeState.STUCK if stuck else NodeState.DOWN, str(error) or type(error).__name__)
            if refused and not self._told_gone:
                self._told_gone = True
                self._report(GatewayLost(gateway=self.key, at=self._clock(), gone=True))
        return up

    async def _serve(self, connection: AriConnection) -> bool:
        """Work one connection until it breaks; True when it got as far as GatewayBack."""
        early: list[Mapping[str, Any]] = []
        reading = asyncio.create_task(self._read(connection, early), name=f"{self.key} reads")
        living = asyncio.create_task(self._live(connection, early), name=f"{self.key} lives")
        tasks = {reading, living}
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                self._explain(task)
        except asyncio.CancelledError:
            # orders under way are carried out before whoever comes next takes stock
            await connection.served(DRAIN_SECONDS)
            raise
        finally:
            up, self._connection = self._connection is not None, None
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if up:
                self._report(GatewayLost(gateway=self.key, at=self._clock()))
        return up

    def _explain(self, task: asyncio.Task[None]) -> None:
        error = task.exception()
        if isinstance(error, BaseExceptionGroup):  # of the two watches: whichever found fault first
            error = error.exceptions[0]
        if error is None or isinstance(error, (AriClosed, aiohttp.ClientError)):
            self._note(NodeState.DOWN, "closed the connection")
            log.warning("gateway %s closed the connection", self.key)
        elif isinstance(error, SipSilent):
            self._note(NodeState.STUCK, "SIP does not answer")
            log.error("gateway %s does not answer SIP", self.key)
        elif isinstance(error, TimeoutError):
            self._note(NodeState.STUCK, "ARI does not answer")
            log.error("gateway %s does not answer in time", self.key)
        elif isinstance(error, Deaf):
            self._note(NodeState.STUCK, "ARI tells nothing")
            log.error("gateway %s answers and tells nothing: connecting anew", self.key)
        elif isinstance(error, ApplicationTaken):
            self._note(NodeState.DOWN, "serves another engine")
            log.error("gateway %s now serves another engine", self.key)
        else:
            log.error("gateway %s: the session broke", self.key, exc_info=error)

    async def _read(self, connection: AriConnection, early: list[Mapping[str, Any]]) -> None:
        async for message in connection.messages():
            if message.get("type") == "ApplicationReplaced":
                raise ApplicationTaken
            if message.get("eventname") == PULSE:
                self._pulse_heard.set()
                continue
            if self._connection is None or early:
                early.append(message)
            else:
                await self._hear(connection, message)

    async def _live(self, connection: AriConnection, early: list[Mapping[str, Any]]) -> None:
        """Take stock, open for orders, then make sure that Asterisk goes on answering."""
        if self._probe and not await self._probe.ask() and not await self._probe.ask():
            raise SipSilent("no answer before taking stock")
        await self._choose_messages(connection)
        await self._pulse(connection)
        await self._take_stock(connection)
        self._told_gone = False
        # what happened while taking stock comes after it
        while early:
            await self._hear(connection, early[0])
            early.pop(0)
        async with asyncio.TaskGroup() as watching:
            watching.create_task(self._ping(connection))
            watching.create_task(self._ask_around(connection))
            if self._probe:
                watching.create_task(self._probe.watch())

    async def _ping(self, connection: AriConnection) -> None:
        while True:
            asked = time.perf_counter()
            await self._pulse(connection)
            self._note(NodeState.UP, control=time.perf_counter() - asked)
            await asyncio.sleep(self._settings.ping_every)

    async def _pulse(self, connection: AriConnection) -> None:
        """Both ways: Asterisk is told something, and tells it us as an event. Raises TimeoutError or Deaf."""
        self._pulse_heard.clear()
        query = (("application", APP),)
        await connection.ask(AriRequest("POST", f"events/user/{PULSE}", query), self._settings.ping_within)
        try:
            async with asyncio.timeout(self._settings.ping_within):
                await self._pulse_heard.wait()
        except TimeoutError:
            raise Deaf from None

    async def _ask_around(self, connection: AriConnection) -> None:
        """Is each carrier there, and each telephone that stands at a seat? One that registered while its account was
        being made, before Asterisk was asked for its messages, would else be missed as long as it stays registered."""
        while True:
            wanted = [*(endpoint_of(key) for key in self._ledger.trunks), *sorted(self._ledger.phones)]
            asked = [AriRequest("GET", endpoint(name), purpose=Purpose.REACHABLE, subject=name) for name in wanted]
            await self._send(connection, asked)
            await asyncio.sleep(self._settings.carriers_every)

    async def _choose_messages(self, connection: AriConnection) -> None:
        allowed = {"allowed": [{"type": kind} for kind in WANTED]}
        await self._ask(connection, AriRequest("PUT", f"applications/{APP}/eventFilter", (), allowed))

    async def _take_stock(self, connection: AriConnection) -> None:
        known, over = (
            AriRequest("GET", "asterisk/variable", (("variable", each),)) for each in (KNOWN_VARIABLE, FAXES_VARIABLE)
        )
        restarted = not (await self._ask(connection, known))["value"]
        bridges = await self._settled_bridges(connection)
        channels = await self._fetch(connection, "channels")
        endpoints = await self._fetch(connection, "endpoints/PJSIP")
        messages = await self._messages_being_left(connection, channels)
        # after the channels: a leg that is missing from them has left its note
        faxes = str((await self._ask(connection, over))["value"])
        back = self._reader.take_stock(channels, bridges, endpoints, messages, self._clock(), restarted, faxes)
        await self._listen(connection, back)
        self._connection = connection
        self._report(back)
        mark = (("variable", KNOWN_VARIABLE), ("value", "1"))
        await self._ask(connection, AriRequest("POST", "asterisk/variable", mark))

    async def _settled_bridges(self, connection: AriConnection) -> Any:
        """The bridges once two looks agree: Asterisk may still be carrying out the last orders of an engine that was
        killed, one member of a bridge after the other."""
        before: Any = None
        for _ in range(SETTLE_LOOKS):
            found = await self._fetch(connection, "bridges")
            members = {each["id"]: sorted(each["channels"]) for each in found}
            if members == before:
                break
            before = members
            await asyncio.sleep(SETTLE_SECONDS)
        return found

    async def _messages_being_left(
        self, connection: AriConnection, channels: Iterable[Mapping[str, Any]]
    ) -> dict[str, str]:
        """Leg → recording name, of the voice messages that go on being recorded."""
        found: dict[str, str] = {}
        for leg in (str(each["id"]) for each in channels if str(each["name"]).startswith("PJSIP/")):
            try:
                asked = AriRequest("GET", channel(leg, "variable"), (("variable", MESSAGE_VARIABLE),))
                name = str((await self._ask(connection, asked))["value"])
                if name:
                    await self._ask(connection, AriRequest("GET", f"recordings/live/{quote(name, safe='')}"))
                    found[leg] = name
            except AriRefused:
                continue  # the leg or its recording has just ended
        return found

    async def _listen(self, connection: AriConnection, back: GatewayBack) -> None:
        """Ask for the messages of what is up, unless Asterisk still sends them from before: it counts every asking."""
        heard = await self._fetch(connection, f"applications/{APP}")
        accounts = {str(each).removeprefix("PJSIP/") for each in heard["endpoint_ids"]}
        sources = [f"channel:{leg.leg}" for leg in back.legs if not leg.inbound and leg.leg not in heard["channel_ids"]]
        sources += [f"endpoint:PJSIP/{seat}" for seat in back.reachable_seats if seat not in accounts]
        self._ledger.listened = accounts | set(back.reachable_seats)
        self._ledger.seats |= accounts
        for source in sources:
            request = AriRequest("POST", f"applications/{APP}/subscription", (("eventSource", source),))
            try:
                await self._ask(connection, request)
            except AriRefused:
                log.debug("nothing to listen to: %s", source)

    # ------------------------------------------------------------ both ways

    async def _fetch(self, connection: AriConnection, path: str) -> Any:
        return await connection.fetch(path, self._settings.answer_within)

    async def _ask(self, connection: AriConnection, request: AriRequest) -> Any:
        return await connection.ask(request, self._settings.answer_within)

    async def _hear(self, connection: AriConnection, message: Mapping[str, Any]) -> None:
        requests, events = self._reader.read(message, self._clock())
        await self._send(connection, requests)
        self._tell_engine(events)

    async def _send(self, connection: AriConnection, requests: Iterable[AriRequest]) -> None:
        for request in requests:
            if request.after > 0:
                asyncio.get_running_loop().call_later(request.after, self._send_late, connection, request)
                continue
            try:
                await connection.tell(request, partial(self._on_reply, request))
            except AriClosed:
                self._tell_engine(self._reader.refused(request, self._clock()))

    def _send_late(self, connection: AriConnection, request: AriRequest) -> None:
        if connection is self._connection and self._reader.wanted(request):
            task = asyncio.create_task(self._send(connection, [replace(request, after=0.0)]))
            self._late.add(task)
            task.add_done_callback(self._late.discard)

    def _on_reply(self, request: AriRequest, status: int, body: Any) -> None:
        if status < 300:
            if request.purpose is Purpose.REACHABLE:
                self._tell_engine(self._reader.replied(request, body, self._clock()))
            return
        expected = status in (404, 409) or request.purpose in (Purpose.DIAL, Purpose.PLAIN)
        log.log(
            logging.DEBUG if expected else logging.WARNING,
            "gateway %s refused %s %s: %s %s", self.key, request.method, request.path, status, body,
        )  # fmt: skip
        self._tell_engine(self._reader.refused(request, self._clock()))

    def _tell_engine(self, events: Iterable[GatewayEvent]) -> None:
        for event in events:
            self._report(event)
