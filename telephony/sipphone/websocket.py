"""SIP as browsers speak it: over a secure websocket, one message a frame (RFC 7118)."""

import asyncio
import ssl
from collections.abc import Coroutine
from typing import Any

import aiohttp

from telephony.sipphone.wire import Hear


class WebSocketWire:
    """A line to ``wss://server/path``; it ends when the server closes it."""

    def __init__(self, hear: Hear) -> None:
        self.port = 0
        self._hear = hear
        self._session: aiohttp.ClientSession | None = None
        self._line: aiohttp.ClientWebSocketResponse | None = None
        self._reading: asyncio.Task[None] | None = None
        self._writing: set[asyncio.Task[None]] = set()

    async def open(self, server: tuple[str, int], path: str, context: ssl.SSLContext) -> None:
        """Connect. Raises OSError, ssl.SSLError, aiohttp.ClientError (refused)."""
        self._session = aiohttp.ClientSession()
        url = f"wss://{server[0]}:{server[1]}{path}"
        try:
            self._line = await self._session.ws_connect(url, protocols=("sip",), ssl=context)
        except BaseException:
            await self._session.close()
            raise
        self.port = int(self._line.get_extra_info("sockname")[1])
        self._reading = asyncio.create_task(self._read(self._line))

    async def _read(self, line: aiohttp.ClientWebSocketResponse) -> None:
        async for frame in line:
            if frame.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                self._hear(frame.data.encode() if isinstance(frame.data, str) else frame.data)

    def send(self, message: bytes) -> None:
        if self._line and not self._line.closed:
            self._soon(self._line.send_str(message.decode()))

    def close(self) -> None:
        if self._reading:
            self._reading.cancel()
        if self._session:
            self._soon(self._session.close())

    def _soon(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
