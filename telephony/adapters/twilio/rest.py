"""Twilio's REST API (https://www.twilio.com/docs/voice/api) as far as the gateway uses it, by Twilio's own library.

What may be asked twice is asked again when Twilio is busy or the network fails; a new call is not (see dialling).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode

import aiohttp
from twilio import rest
from twilio.base.exceptions import TwilioRestException
from twilio.http.response import Response

from telephony.adapters.twilio.outcomes import UP
from telephony.adapters.twilio.settings import API, TwilioSettings

log = logging.getLogger(__name__)

_kit: Any = rest  # has no types
T = TypeVar("T")
TRIES, FIRST_PAUSE, MOST_PAUSE = 6, 0.2, 3.0
TOO_MANY = 429
PAGE = 1000
MEDIA_SECONDS = 120.0  # a recording may take to come


class Refused(Exception):
    """Twilio will not do it, asked again or not. ``code``: https://www.twilio.com/docs/api/errors."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status, self.code = status, code


class Unreachable(ConnectionError):
    """No answer, or that it cannot now. ``done``: it may have been done all the same."""

    def __init__(self, message: str, done: bool) -> None:
        super().__init__(message)
        self.done = done


@dataclass(frozen=True, slots=True)
class CallSeen:
    """A call in Twilio's list."""

    sid: str
    status: str
    to: str
    from_: str
    inbound: bool
    created_at: float


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is in a conference."""

    call: str
    muted: bool
    coach: str
    held: bool


class _Http:
    """Asks on behalf of Twilio's library (https://www.twilio.com/docs/libraries/reference/twilio-python: custom HTTP
    client), at ``api``. The library's own asynchronous client logs every request, with the citizen's number in it."""

    is_async = True

    def __init__(self, api: str, http: aiohttp.ClientSession) -> None:
        self._api, self._http = api, http

    async def request(self, method: str, url: str, **asked: Any) -> Response:
        """As the library asks. ``data``, ``params``: what is sent; ``headers``: the library's."""
        data, params = asked.get("data"), {name: str(value) for name, value in (asked.get("params") or {}).items()}
        body = urlencode(data, doseq=True) if data else None
        address = url.replace(API, self._api, 1)
        async with self._http.request(
            method, address, params=params, data=body, headers=asked.get("headers"), allow_redirects=False
        ) as answer:
            return Response(answer.status, await answer.text(), answer.headers)


class Rest:
    """The account. Made inside the event loop."""

    def __init__(self, settings: TwilioSettings) -> None:
        self._settings = settings
        self._http = aiohttp.ClientSession(
            headers={"Authorization": aiohttp.encode_basic_auth(settings.account, settings.token)},
            timeout=aiohttp.ClientTimeout(total=MEDIA_SECONDS, sock_connect=settings.answer_within),
        )
        self._client = _kit.Client(settings.account, settings.token, http_client=_Http(settings.api, self._http))

    async def close(self) -> None:
        await self._http.close()

    # ------------------------------------------------------------------ asking

    async def once(self, ask: Callable[[], Awaitable[T]], within: float | None = None) -> T:
        """One try. Raises Refused or Unreachable."""
        try:
            async with asyncio.timeout(within or self._settings.answer_within):
                return await ask()
        except TwilioRestException as error:
            if error.status == TOO_MANY:
                raise Unreachable(str(error), done=False) from error
            if error.status >= 500:
                raise Unreachable(str(error), done=True) from error
            raise Refused(error.status, error.code or 0, error.msg) from error
        except (aiohttp.ClientConnectorError, ConnectionRefusedError) as error:
            raise Unreachable(str(error), done=False) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unreachable(str(error) or type(error).__name__, done=True) from error

    async def surely(self, ask: Callable[[], Awaitable[T]], within: float | None = None) -> T:
        """Again and again, with growing pauses, for what may be done twice. Raises Refused; Unreachable in the end."""
        pause = FIRST_PAUSE
        for left in range(TRIES - 1, -1, -1):
            try:
                return await self.once(ask, within)
            except Unreachable as error:
                if not left:
                    raise
                log.info("Twilio is asked again in %s s: %s", pause, error)
            await asyncio.sleep(pause)
            pause = min(MOST_PAUSE, pause * 2)
        raise AssertionError("unreachable")

    # ------------------------------------------------------------------ calls

    async def create_call(self, **fields: Any) -> str:
        """The SID of a new call; asked once."""
        made = await self.once(lambda: self._client.calls.create_async(**fields))
        return str(made.sid)

    async def update_call(self, sid: str, **fields: Any) -> None:
        """Another document for a call (``twiml``), or its end (``status``)."""
        await self.surely(lambda: self._client.calls(sid).update_async(**fields))

    async def status(self, sid: str) -> str:
        """Of one call. Raises Refused with 404 for none."""
        return str((await self.surely(lambda: self._client.calls(sid).fetch_async())).status)

    async def calls_up(self) -> list[CallSeen]:
        """All that are not over."""
        return [seen for status in UP for seen in await self.calls(status=status)]

    async def calls(self, **query: Any) -> list[CallSeen]:
        """Calls of the account, the newest first."""
        found = await self.surely(lambda: self._client.calls.list_async(page_size=PAGE, **query))
        return [
            CallSeen(
                sid=str(each.sid),
                status=str(each.status),
                to=str(each.to),
                from_=str(getattr(each, "_from", "")),
                inbound=str(each.direction) == "inbound",
                created_at=_epoch(each.date_created),
            )
            for each in found
        ]

    async def probe(self) -> None:
        """Is it there? Raises Unreachable or Refused."""
        await self.once(lambda: self._client.api.accounts(self._settings.account).fetch_async())

    # ------------------------------------------------------------------ conferences

    async def conferences(self) -> dict[str, str]:
        """Name → SID of all that are not over."""
        found: dict[str, str] = {}
        for status in ("init", "in-progress"):
            rooms = await self.surely(partial(self._client.conferences.list_async, status=status, page_size=PAGE))
            found |= {str(each.friendly_name): str(each.sid) for each in rooms}
        return found

    async def conference(self, name: str) -> str | None:
        """SID of the one of this name that is not over."""
        rooms = await self.surely(lambda: self._client.conferences.list_async(friendly_name=name))
        return next((str(each.sid) for each in rooms if str(each.status) != "completed"), None)

    async def participants(self, conference: str) -> list[Participant]:
        """Who is in."""
        people = self._client.conferences(conference).participants
        found = await self.surely(lambda: people.list_async(page_size=PAGE))
        return [
            Participant(str(each.call_sid), bool(each.muted), str(each.call_sid_to_coach or ""), bool(each.hold))
            for each in found
        ]

    async def update_participant(self, conference: str, call: str, **fields: Any) -> None:
        """How somebody takes part, or what they alone are to hear (``announce_url``)."""
        who = self._client.conferences(conference).participants(call)
        await self.surely(lambda: who.update_async(**fields))

    async def announce(self, conference: str, url: str) -> None:
        """Let all hear what is at ``url``."""
        room = self._client.conferences(conference)
        await self.surely(lambda: room.update_async(announce_url=url, announce_method="GET"))

    # ------------------------------------------------------------------ recordings

    async def record(self, call: str, callback: str) -> str:
        """The SID of a new recording of both sides. A try whose outcome is not known is looked for."""
        recordings = self._client.calls(call).recordings
        before = {str(each.sid) for each in await self.surely(lambda: recordings.list_async())}
        pause = FIRST_PAUSE
        for left in range(TRIES - 1, -1, -1):
            try:
                made = await self.once(
                    lambda: recordings.create_async(
                        recording_channels="dual",
                        recording_status_callback=callback,
                        recording_status_callback_event=["completed", "absent"],
                        trim="do-not-trim",
                    )
                )
                return str(made.sid)
            except Unreachable as error:
                if not left:
                    raise
                await asyncio.sleep(pause)
                pause = min(MOST_PAUSE, pause * 2)
                now = await self.surely(lambda: recordings.list_async()) if error.done else []
                fresh = [str(each.sid) for each in now if str(each.sid) not in before]
                if fresh:
                    return fresh[0]
        raise AssertionError("unreachable")

    async def update_recording(self, call: str, recording: str, status: str) -> None:
        """``status``: "paused" (silence is recorded meanwhile), "in-progress" or "stopped"."""
        fields = {"status": status} | ({"pause_behavior": "silence"} if status == "paused" else {})
        one = self._client.calls(call).recordings(recording)
        await self.surely(lambda: one.update_async(**fields))

    async def recording_status(self, recording: str) -> str:
        """Raises Refused with 404 when it is gone."""
        return str((await self.surely(lambda: self._client.recordings(recording).fetch_async())).status)

    async def recordings_of(self, call: str) -> list[str]:
        """SIDs of a call's recordings."""
        found = await self.surely(lambda: self._client.calls(call).recordings.list_async())
        return [str(each.sid) for each in found]

    async def media(self, recording: str, channels: int) -> bytes:
        """The wav file. Raises Refused, Unreachable."""
        path = f"/2010-04-01/Accounts/{self._settings.account}/Recordings/{recording}.wav"

        async def ask() -> bytes:
            address = f"{self._settings.api}{path}"
            async with self._http.get(address, params={"RequestedChannels": str(channels)}) as answer:
                body = await answer.read()
                if answer.status != 200:
                    raise TwilioRestException(answer.status, path, "no media")
                return body

        return await self.surely(ask, MEDIA_SECONDS)

    async def delete_recording(self, recording: str) -> None:
        """One that is gone is no error."""
        try:
            await self.surely(lambda: self._client.recordings(recording).delete_async())
        except Refused as error:
            if error.status != 404:
                raise


def _epoch(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0
