"""listedNumbersImport"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.errors import message
from hotline_api.core.mutation import Mutation
from hotline_api.lists.types import BadListRow
from tenants.shared.numbering import lists


class ListedNumbersImport(
    Mutation,
    permission=Permission.ADMIN_LISTS,
    arguments={"csv": graphene.String(required=True)},
    gives={"taken": graphene.Int, "bad": graphene.List(graphene.NonNull(BadListRow))},
    refusals=(Invalid,),
):
    """Take all rows of a CSV file (number, kind, reason, until, services, tenant, priority, free), or none when any is
    wrong."""

    @staticmethod
    def perform(context: Context, csv: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        taken, bad = lists.do_import(csv, actor=context.actor)
        told = [
            {"line": each.line, "column": each.field, "message": message(each.code, context.locale)} for each in bad
        ]
        return {"taken": taken, "bad": told}
