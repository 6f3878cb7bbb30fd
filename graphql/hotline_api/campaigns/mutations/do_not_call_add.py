"""doNotCallAdd"""

from datetime import datetime
from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, Required
from hotline.kernel.permissions import Permission
from hotline_api.campaigns.types import DoNotCall
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.campaigns import actions


class DoNotCallAdd(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={
        "number": graphene.String(required=True),
        "reason": graphene.String(required=True),
        "until": graphene.DateTime(),
    },
    gives={"do_not_call": DoNotCall},
    refusals=(Invalid, Required),
):
    """Have no campaign dial this number, until then or for good."""

    @staticmethod
    def perform(context: Context, number: str, reason: str, until: datetime | None = None) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        return {"do_not_call": actions.do_forbid(context.actor, number, reason, until)}
