"""reportRecipientRemove"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.supervision.reach import person
from tenants.local.reports import actions


class ReportRecipientRemove(
    Mutation,
    permission=Permission.REPORT_SEND,
    arguments={"id": graphene.ID(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(NotFound,),
):
    """Send nothing there any more; what was sent stays on record."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        actions.do_remove_recipient(person(context), row_id(id) or 0)
        return {"ok": True}
