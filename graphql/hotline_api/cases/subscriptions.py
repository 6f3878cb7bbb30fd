"""Cases as they change."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field
from hotline_api.core.subscriptions import stream

from .pushes import case_group
from .types import Case
from .view import CaseView, seen_by


async def _subscribe_cases(_root: Any, info: Any) -> AsyncIterator[CaseView]:
    actor = info.context.actor
    cases = stream(case_group(actor.tenant), CaseView.from_payload, tenant=actor.tenant)
    async with aclosing(cases):
        async for view in cases:
            if seen_by(actor, view):
                yield view


class CaseSubscriptions:
    """Root fields."""

    case_changed = Field(
        Case,
        required=True,
        permission=Permission.CASE_VIEW,
        subscribe=_subscribe_cases,
        description="Every case of the tenant that changed and that the reader may see.",
    )
