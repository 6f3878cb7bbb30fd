"""What was sent to citizens."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline.notify import messages
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field

from .types import MessageState, OutgoingMessagePage


def _resolve_messages(
    _root: Any, info: Any, state: Any = None, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    rows = messages.outgoing(state.value if state else None, text or "")
    return page(rows, bounds(first, offset, info.context.locale))


class MessageQueries:
    """Root fields."""

    outgoing_messages = Field(
        OutgoingMessagePage,
        required=True,
        permission=Permission.MESSAGE_VIEW,
        args=page_arguments(state=graphene.Argument(MessageState), text=graphene.String()),
        resolver=_resolve_messages,
    )
