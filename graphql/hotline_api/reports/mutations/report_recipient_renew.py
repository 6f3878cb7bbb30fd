"""reportRecipientRenew"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.supervision.reach import person
from tenants.local.reports import actions


class ReportRecipientRenew(
    Mutation,
    permission=Permission.REPORT_SEND,
    arguments={"id": graphene.ID(required=True)},
    gives={"secret": graphene.String},
    refusals=(NotFound,),
):
    """Another secret for signing, shown this once; the old one is of no use from now on."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        return {"secret": actions.do_renew_secret(person(context), row_id(id) or 0)}
