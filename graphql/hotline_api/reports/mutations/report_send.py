"""reportSend"""

from datetime import date
from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.supervision.reach import person
from tenants.local.reports import actions
from tenants.local.reports.errors import NotYetOver, PeriodInvalid


class ReportSend(
    Mutation,
    permission=Permission.REPORT_SEND,
    arguments={
        "id": graphene.ID(required=True, description="The recipient's."),
        "begin": graphene.Date(required=True),
        "end": graphene.Date(required=True),
    },
    gives={"made": graphene.Int},
    refusals=(NotFound, PeriodInvalid, NotYetOver),
):
    """Send a recipient's tables for these days (both included, all over) now."""

    @staticmethod
    def perform(context: Context, id: str, begin: date, end: date) -> dict[str, Any]:
        return {"made": len(actions.do_send(person(context), row_id(id) or 0, begin, end))}
