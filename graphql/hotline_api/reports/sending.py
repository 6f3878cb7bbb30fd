"""Reading to whom statistics are sent, and what was."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.reports import recipients
from tenants.local.reports.rules import SendState

from .sending_types import ReportDeliveryPage, ReportRecipient, ReportSendState


def _resolve_recipients(_root: Any, _info: Any) -> list[Any]:
    return list(recipients.recipients())


def _resolve_deliveries(
    _root: Any, info: Any, recipient: str | None = None, state: Any = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    wanted = SendState(state.value) if state else None
    rows = recipients.deliveries(None if recipient is None else row_id(recipient) or 0, wanted)
    return page(rows, bounds(first, offset, info.context.locale))


def _resolve_document(_root: Any, _info: Any, id: str) -> str | None:
    return recipients.document(row_id(id) or 0)


def _resolve_page(_root: Any, _info: Any, id: str) -> str | None:
    return recipients.page(row_id(id) or 0)


class ReportSendingQueries:
    """Root fields."""

    report_recipients = Field(
        graphene.NonNull(graphene.List(graphene.NonNull(ReportRecipient))),
        permission=Permission.REPORT_SEND,
        resolver=_resolve_recipients,
    )
    report_deliveries = Field(
        ReportDeliveryPage,
        required=True,
        permission=Permission.REPORT_SEND,
        args=page_arguments(recipient=graphene.ID(), state=graphene.Argument(ReportSendState)),
        resolver=_resolve_deliveries,
        description="The newest first.",
    )
    report_document = Field(
        graphene.String,
        permission=Permission.REPORT_SEND,
        id=graphene.ID(required=True),
        resolver=_resolve_document,
        description="A delivery's document as it was sent: JSON.",
    )
    report_page = Field(
        graphene.String,
        permission=Permission.REPORT_SEND,
        id=graphene.ID(required=True),
        resolver=_resolve_page,
        description="A delivery in words, to print: HTML that loads nothing.",
    )
