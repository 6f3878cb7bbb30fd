"""Streams for subscribers: complete payloads from the channel layer, never a query per subscriber and event."""

from collections.abc import AsyncGenerator, Callable
from typing import Any

from hotline import tenancy

from .topics import following


async def stream(
    group: str, read: Callable[[Any], Any], *, tenant: str, first: Callable[[], Any] | None = None
) -> AsyncGenerator[Any, None]:
    """Every payload told to ``group``, turned by ``read``. Before them what ``first`` gives inside ``tenant``, asked
    after joining, so that nothing falls between."""
    async with following(group) as told:
        if first is not None:
            yield await tenancy.run_async(tenant, first)
        while True:
            yield (await told.get()).read(read)
