"""Requests of the peer's to the application: signed, with a token by which a repetition is known; and callbacks that
come twice, late, or in another order than they happened."""

import asyncio
import random
import uuid
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlencode

import aiohttp
from twilio.request_validator import RequestValidator


@dataclass(slots=True)
class Manners:
    """``twice``: every request is made a second time, with the same token. ``late``: seconds that a callback takes.
    ``shuffled``: each takes a random part of it, so that they overtake one another. ``unsigned``: a wrong signature."""

    twice: bool = False
    late: float = 0.0
    shuffled: bool = False
    unsigned: bool = False


@dataclass(slots=True)
class Callbacks:
    """``told``: all that was sent, as (address, parameters, status of the answer)."""

    token: str
    manners: Manners = field(default_factory=Manners)
    told: list[tuple[str, dict[str, str], int]] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    session: aiohttp.ClientSession | None = None
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    def soon(self, url: str, fields: dict[str, str], method: str = "POST") -> None:
        """A callback that nobody waits for. An answer that is no 2xx is not asked for again, as with Twilio."""
        task = asyncio.create_task(self._deliver(url, fields, method))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _deliver(self, url: str, fields: dict[str, str], method: str) -> None:
        token = str(uuid.uuid4())
        for _ in range(2 if self.manners.twice else 1):
            late = self.manners.late
            await asyncio.sleep(self.chance.uniform(0, late) if self.manners.shuffled else late)
            await self._request(url, fields, method, token)

    async def ask(self, url: str, fields: dict[str, str], method: str = "POST") -> tuple[int, str, bytes]:
        """A request whose answer is TwiML or sound: (status, content type, body). Status 0: nobody answered."""
        token = str(uuid.uuid4())
        if self.manners.twice and method == "POST":
            await self._request(url, fields, method, token)
        return await self._request(url, fields, method, token)

    async def fetch(self, url: str) -> tuple[int, str, bytes]:
        """Sound, by GET."""
        session = self._session()
        try:
            async with session.get(url, headers=self._headers(url, {}, str(uuid.uuid4()))) as answer:
                body = await answer.read()
                self.told.append((url, {}, answer.status))
                return answer.status, answer.content_type, body
        except (aiohttp.ClientError, TimeoutError):
            self.told.append((url, {}, 0))
            return 0, "", b""

    def _headers(self, url: str, fields: dict[str, str], token: str) -> dict[str, str]:
        secret = "another" if self.manners.unsigned else self.token
        signature = RequestValidator(secret).compute_signature(url, fields)
        return {
            "X-Twilio-Signature": signature,
            "I-Twilio-Idempotency-Token": token,
            "User-Agent": "TwilioProxy/1.1",
        }

    def _session(self) -> aiohttp.ClientSession:
        if self.session is None:
            self.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15))
        return self.session

    async def _request(self, url: str, fields: dict[str, str], method: str, token: str) -> tuple[int, str, bytes]:
        plain = urldefrag(url).url
        if method == "GET":
            plain += ("&" if "?" in plain else "?") + urlencode(fields)
        sent = fields if method == "POST" else {}
        try:
            async with self._session().request(
                method, plain, data=sent if sent else None, headers=self._headers(plain, sent, token)
            ) as answer:
                body = await answer.read()
                self.told.append((plain, dict(fields), answer.status))
                return answer.status, answer.content_type, body
        except (aiohttp.ClientError, TimeoutError):
            self.told.append((plain, dict(fields), 0))
            return 0, "", b""

    async def close(self) -> None:
        """Nothing is sent any more."""
        for task in [*self.tasks]:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        if self.session is not None:
            await self.session.close()
