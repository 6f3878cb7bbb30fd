"""The desk as it changes. An open subscription is also the sign that the console is there."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Any

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream

from .beating import beating
from .types import Desk
from .view import DeskView, build_desk


def agent_group(agent_key: str) -> str:
    """``t.east.agent.8101`` of ``east:8101``."""
    tenant, _, number = agent_key.partition(":")
    return f"t.{tenant}.agent.{number}"


async def _subscribe_desk(_root: Any, info: Any) -> AsyncIterator[DeskView]:
    actor = info.context.actor
    if not actor.agent_number:
        raise NotFound
    desks = stream(
        agent_group(actor.agent_key),
        DeskView.from_payload,
        tenant=actor.tenant,
        first=partial(build_desk, actor.agent_key),
    )
    async with beating(actor.agent_key), aclosing(desks):
        async for view in desks:
            yield view


class DeskSubscriptions:
    """Root fields."""

    desk = Field(
        Desk,
        required=True,
        permission=Permission.DESK_USE,
        subscribe=_subscribe_desk,
        description="The whole desk: at once, and on every change of my presence or call.",
    )
