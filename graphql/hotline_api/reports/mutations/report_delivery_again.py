"""reportDeliveryAgain"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.supervision.reach import person
from tenants.local.reports import actions
from tenants.local.reports.errors import IsWaiting

from ..sending_types import ReportDelivery


class ReportDeliveryAgain(
    Mutation,
    permission=Permission.REPORT_SEND,
    arguments={"id": graphene.ID(required=True)},
    gives={"delivery": ReportDelivery},
    refusals=(NotFound, IsWaiting),
):
    """Send the same document once more, under the same key."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        return {"delivery": actions.do_send_again(person(context), row_id(id) or 0)}
