"""How SIP messages travel: datagrams, or a TLS stream on which each message tells its length (RFC 3261 18.3)."""

import asyncio
import contextlib
import re
import ssl
from collections.abc import Callable
from typing import Any, Protocol

Hear = Callable[[bytes], None]
LENGTH = re.compile(rb"\r\n(?:content-length|l)[ \t]*:[ \t]*(\d+)", re.IGNORECASE)


class Wire(Protocol):
    """``send`` puts one message on the wire; nothing happens when it is gone."""

    port: int

    def send(self, message: bytes) -> None: ...

    def close(self) -> None: ...


class DatagramWire(asyncio.DatagramProtocol):
    """UDP to one server."""

    def __init__(self, server: tuple[str, int], hear: Hear) -> None:
        self.port = 0
        self._server, self._hear = server, hear
        self._transport: asyncio.DatagramTransport | None = None

    async def open(self, host: str, port: int) -> None:
        """Bind."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(host, port))
        self.port = int(self._transport.get_extra_info("sockname")[1])

    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        """A message from the server."""
        self._hear(data)

    def send(self, message: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.sendto(message, self._server)

    def close(self) -> None:
        if self._transport:
            self._transport.close()


class TlsWire:
    """TLS: a stream to the server (``context``), those that the server opens to us (``serving``), or both. A message
    goes by the stream from which the last one came."""

    def __init__(self, server: tuple[str, int], hear: Hear) -> None:
        self.port = 0
        self._server, self._hear = server, hear
        self._streams: list[asyncio.StreamWriter] = []
        self._listening: asyncio.Server | None = None
        self._reading: set[asyncio.Task[None]] = set()

    async def open(
        self, host: str, port: int, context: ssl.SSLContext | None, serving: ssl.SSLContext | None = None
    ) -> None:
        """Connect, listen, or both. Raises OSError, ssl.SSLError."""
        if serving:
            self._listening = await asyncio.start_server(self._take, host, port, ssl=serving)
            self.port = int(self._listening.sockets[0].getsockname()[1])
        if context:
            reader, writer = await asyncio.open_connection(
                *self._server, ssl=context, server_hostname="localhost", local_addr=(host, 0)
            )
            self.port = self.port or int(writer.get_extra_info("sockname")[1])
            self._follow(reader, writer)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._follow(reader, writer)

    def _follow(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._streams.append(writer)
        task = asyncio.create_task(self._read(reader, writer))
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)

    async def _read(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lstrip(b"\r\n")  # empty lines keep the stream open
                if not head:
                    continue
                length = LENGTH.search(head)
                body = await reader.readexactly(int(length[1])) if length else b""
                self._streams.remove(writer)
                self._streams.append(writer)
                self._hear(head + body)
        except (asyncio.IncompleteReadError, OSError):
            return
        finally:
            with contextlib.suppress(ValueError):
                self._streams.remove(writer)
            writer.transport.abort()

    def send(self, message: bytes) -> None:
        if self._streams and not self._streams[-1].is_closing():
            self._streams[-1].write(message)

    def close(self) -> None:
        for writer in self._streams:
            writer.transport.abort()  # a polite end waits for the other side's for half a minute
        if self._listening:
            self._listening.close()
