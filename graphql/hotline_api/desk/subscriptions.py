"""The desk as it changes. An open subscription is also the sign that the console is there."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from functools import partial
from typing import Any

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream

from . import consoles
from .types import Desk
from .view import DeskView, build_desk

log = logging.getLogger(__name__)


def agent_group(agent_key: str) -> str:
    """``t.east.agent.8101`` of ``east:8101``."""
    tenant, _, number = agent_key.partition(":")
    return f"t.{tenant}.agent.{number}"


async def _beat(agent_key: str) -> None:
    """Signs of life until cancelled."""
    while True:
        try:
            await asyncio.to_thread(consoles.appear, agent_key)
        except Exception:
            log.exception("no sign of life of %s", agent_key)
        await asyncio.sleep(consoles.BEAT_EVERY)


async def _subscribe_desk(_root: Any, info: Any) -> AsyncIterator[DeskView]:
    actor = info.context.actor
    if not actor.agent_number:
        raise NotFound
    beating = asyncio.create_task(_beat(actor.agent_key))
    desks = stream(
        agent_group(actor.agent_key),
        DeskView.from_payload,
        tenant=actor.tenant,
        first=partial(build_desk, actor.agent_key),
    )
    try:
        async with aclosing(desks):
            async for view in desks:
                yield view
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.shield(asyncio.to_thread(consoles.beat, actor.agent_key))


class DeskSubscriptions:
    """Root fields."""

    desk = Field(
        Desk,
        required=True,
        permission=Permission.DESK_USE,
        subscribe=_subscribe_desk,
        description="The whole desk: at once, and on every change of my presence or call.",
    )
