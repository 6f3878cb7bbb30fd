"""People of the demo without a browser: an account at the API, an agent with a SIP telephone."""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from telephony.sipphone import SipPhone, Tone
from tests.house.demo import Demo

SIGN_IN = "mutation($u: String!, $p: String!) { signIn(username: $u, password: $p) { errors { code } } }"
TAKE_SEAT = "mutation($s: String!) { seatTake(seat: $s) { softphone { user password } errors { code } } }"
READY = "mutation { agentReady { errors { code } } }"
DESK = "subscription { desk { presence { state since callId } call { callId answeredAt } } }"
RECONNECT_EVERY = 0.1  # seconds
PATIENCE = 30.0  # seconds


class Account:
    """Somebody who is signed in."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
        )

    async def sign_in(self, name: str) -> None:
        """Sign in as one of the demo's people."""
        async with self.session.get(self.demo.url) as page:
            await page.read()
        await self.ask(SIGN_IN, u=name, p=self.demo.passwords[name])

    async def ask(self, text: str, **variables: Any) -> dict[str, Any]:
        """An operation that must succeed; its data. Raises AssertionError, and aiohttp.ClientError when the house is
        away."""
        cookies = {each.key: each.value for each in self.session.cookie_jar}
        token = next((value for key, value in cookies.items() if "csrf" in key), "")
        headers = {"X-CSRFToken": token, "Origin": self.demo.url, "Referer": self.demo.url}
        body = {"query": text, "variables": variables}
        async with self.session.post(f"{self.demo.url}/graphql", json=body, headers=headers) as answer:
            told = await answer.json()
        assert not told.get("errors"), told
        data: dict[str, Any] = told["data"]
        assert all(not payload.get("errors") for payload in data.values() if isinstance(payload, dict)), told
        return data

    async def subscribe(self, text: str) -> aiohttp.ClientWebSocketResponse:
        """A socket that follows ``text``."""
        url = self.demo.url.replace("http", "ws") + "/graphql"
        protocols = ("graphql-transport-ws",)
        socket = await self.session.ws_connect(url, protocols=protocols, headers={"Origin": self.demo.url})
        await socket.send_json({"type": "connection_init"})
        await socket.receive_json()
        await socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": text}})
        return socket

    async def close(self) -> None:
        await self.session.close()


@dataclass(slots=True)
class Telephonist:
    """An agent at a seat with a telephone that answers by itself, and a console that comes back when it is cut off."""

    account: Account
    phone: SipPhone
    #: the presence as the console shows it
    presence: dict[str, Any] = field(default_factory=dict)
    #: the call as it shows it
    call: dict[str, Any] | None = None
    _console: asyncio.Task[None] | None = None
    _told: asyncio.Condition = field(default_factory=asyncio.Condition)

    @classmethod
    async def sit_down(cls, demo: Demo, name: str, seat: str, hz: float) -> "Telephonist":
        """Sign in, take the seat, register its telephone, be ready."""
        account = Account(demo)
        await account.sign_in(name)
        taken = (await account.ask(TAKE_SEAT, s=seat))["seatTake"]["softphone"]
        phone = await SipPhone.open(taken["user"], demo.sip, password=taken["password"], sound=lambda: Tone(hz))
        phone.answer_after = 0.1
        self = cls(account, phone)
        self._console = asyncio.create_task(self._follow())
        await self.until("SIGNED_IN", "NOT_READY", "READY", "WRAP_UP", "BREAK")
        await phone.register()
        await self.ready()
        return self

    async def ready(self) -> None:
        """Be ready, at last; the house may be on its way back."""
        async with asyncio.timeout(PATIENCE):
            while True:
                with suppress(AssertionError, aiohttp.ClientError):
                    await self.account.ask(READY)
                    break
                await asyncio.sleep(RECONNECT_EVERY)
        await self.until("READY", "RINGING", "TALKING")

    async def until(self, *states: str) -> None:
        """Wait for one of these on the screen. Raises TimeoutError."""
        await self.shows(lambda: self.presence.get("state") in states)

    async def shows(self, wanted: Callable[[], bool]) -> None:
        """Wait until the screen is so. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            async with self._told:
                await self._told.wait_for(wanted)

    async def talks(self, besides: Collection[str] = ()) -> str:
        """Wait until a citizen and this agent are connected in another call than those; its id. Raises TimeoutError."""

        def connected() -> bool:
            call = self.call
            return bool(call and call["answeredAt"] and call["callId"] not in besides)

        await self.shows(lambda: self.presence.get("state") == "TALKING" and connected())
        assert self.call is not None
        return str(self.call["callId"])

    async def serves(self, besides: Collection[str]) -> str:
        """Be ready, and wait until connected in another call than those; its id. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            while True:
                # what the engine has not yet noticed may end after it said yes: ask again
                with suppress(AssertionError, aiohttp.ClientError):
                    await self.account.ask(READY)
                with suppress(TimeoutError):
                    async with asyncio.timeout(2):
                        return await self.talks(besides)

    async def leave(self) -> None:
        """Hang up, close the console, go."""
        for call in self.phone.calls.values():
            call.hang_up()
        if self._console is not None:
            self._console.cancel()
        self.phone.close()
        await self.account.close()

    async def _follow(self) -> None:
        while True:
            with suppress(aiohttp.ClientError, TypeError, ValueError):
                socket = await self.account.subscribe(DESK)
                async for message in socket:
                    told = message.json()
                    if told["type"] == "ping":
                        await socket.send_json({"type": "pong"})
                    elif told["type"] == "next":
                        desk = told["payload"]["data"]["desk"]
                        async with self._told:
                            self.presence, self.call = desk["presence"], desk["call"]
                            self._told.notify_all()
            await asyncio.sleep(RECONNECT_EVERY)
