"""listedNumberRemove"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.shared.numbering import lists
from tenants.shared.numbering.errors import NotYourList


class ListedNumberRemove(
    Mutation,
    permission=Permission.ADMIN_LISTS,
    arguments={"id": graphene.ID(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(NotFound, NotYourList),
):
    """Take a number off its list before its term."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        lists.do_unlist_number(row_id(id) or 0, actor=context.actor)
        return {"ok": True}
