"""One ARI websocket: requests out in order, replies and messages in. Knows ARI's framing and nothing of
calls."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import aiohttp

from telephony.adapters.asterisk.requests import AriRequest

REPEATS_WITHIN = 16  # messages

Reply = Callable[[int, Any], None]


class AriClosed(ConnectionError):
    """The websocket to Asterisk is gone."""


class AriRefused(Exception):
    """Asterisk answered a question with an error status."""

    def __init__(self, request: AriRequest, status: int) -> None:
        super().__init__(f"{request.method} {request.path}: {status}")
        self.status = status


class AriConnection:
    """Use as: ``tell`` to send without waiting, ``ask`` to wait for the reply, ``messages`` to read (which
    also delivers
    the replies, so it must be running)."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse, http: aiohttp.ClientSession, url: str) -> None:
        self._websocket = websocket
        self._http = http
        self._url = url.rstrip("/")
        self._waiting: dict[str, Reply] = {}
        self._count = 0
        self._served = asyncio.Event()
        self._served.set()

    async def tell(self, request: AriRequest, on_reply: Reply) -> None:
        """Send ``request``; ``on_reply(status, decoded body)`` is called when Asterisk has served it.

        Raises AriClosed."""
        self._count += 1
        number = str(self._count)
        message: dict[str, Any] = {
            "type": "RESTRequest",
            "transaction_id": number,
            "request_id": number,
            "method": request.method,
            "uri": request.path,
        }
        if request.query:
            message["query_strings"] = [{"name": name, "value": value} for name, value in request.query]
        if request.body is not None:
            message |= {"content_type": "application/json", "message_body": json.dumps(request.body)}
        self._waiting[number] = on_reply
        self._served.clear()
        try:
            await self._websocket.send_str(json.dumps(message, ensure_ascii=False))
        except (ConnectionError, aiohttp.ClientError) as error:
            raise AriClosed(str(error)) from error

    async def ask(self, request: AriRequest, seconds: float) -> Any:
        """The decoded body of the reply. Raises AriRefused (status ≥ 300), TimeoutError, AriClosed."""
        answer: asyncio.Future[tuple[int, Any]] = asyncio.get_running_loop().create_future()

        def keep(status: int, body: Any) -> None:
            if not answer.done():
                answer.set_result((status, body))

        async with asyncio.timeout(seconds):
            await self.tell(request, keep)
            status, body = await answer
        if status >= 300:
            raise AriRefused(request, status)
        return body

    async def fetch(self, path: str, seconds: float) -> Any:
        """A list that may be long, by plain HTTP. Asterisk 22.10 builds every websocket message on its thread's stack:
        one of some hundred channels ends the whole process. Raises TimeoutError, aiohttp.ClientError."""
        timeout = aiohttp.ClientTimeout(total=seconds)
        async with self._http.get(f"{self._url}/ari/{path}", timeout=timeout, raise_for_status=True) as response:
            return await response.json()

    async def messages(self) -> AsyncIterator[Mapping[str, Any]]:
        """Asterisk's messages, replies taken out. Ends when the websocket closes."""
        # what two subscriptions cover is sent twice, word for word, one shortly after the other
        last: deque[str] = deque(maxlen=REPEATS_WITHIN)
        async for frame in self._websocket:
            if frame.type is not aiohttp.WSMsgType.TEXT or frame.data in last:
                continue
            last.append(frame.data)
            message = json.loads(frame.data)
            if message.get("type") == "RESTResponse":
                self._deliver(message)
            else:
                yield message

    def _deliver(self, message: Mapping[str, Any]) -> None:
        waiting = self._waiting.pop(str(message["request_id"]), None)
        if not self._waiting:
            self._served.set()
        if waiting is None:
            return
        body = message.get("message_body")
        waiting(int(message["status_code"]), json.loads(body) if body else None)

    async def served(self, seconds: float) -> None:
        """Wait until Asterisk has served all that it was told, ``seconds`` at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._served.wait()

    async def close(self) -> None:
        """Close the websocket; Asterisk goes on with its calls."""
        await self._websocket.close()
