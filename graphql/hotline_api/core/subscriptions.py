"""Streams for subscribers: complete payloads from the channel layer, never a query per subscriber and event."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from channels.layers import get_channel_layer

from hotline import tenancy


@asynccontextmanager
async def listening(group: str) -> AsyncIterator[Callable[[], Any]]:
    """Be in ``group``; the value is an awaitable that gives the next payload."""
    layer: Any = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add(group, channel)

    async def receive() -> Any:
        while True:
            message = await layer.receive(channel)
            if message["type"] == "push":
                return message["payload"]

    try:
        yield receive
    finally:
        await layer.group_discard(group, channel)


async def stream(
    group: str, read: Callable[[Any], Any], *, tenant: str, first: Callable[[], Any] | None = None
) -> AsyncGenerator[Any, None]:
    """Every payload told to ``group``, turned by ``read``. Before them what ``first`` gives inside ``tenant``, asked
    after joining, so that nothing falls between."""
    async with listening(group) as receive:
        if first is not None:
            yield await tenancy.run_async(tenant, first)
        while True:
            yield read(await receive())
