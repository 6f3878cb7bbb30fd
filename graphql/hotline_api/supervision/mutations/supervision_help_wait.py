"""supervisionHelpWait"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.supervision import reach
from tenants.local.supervision import actions
from tenants.local.supervision.errors import WrongWait


class SupervisionHelpWait(
    Mutation,
    permission=Permission.FLOOR_SUPERVISE,
    arguments={"seconds": graphene.Int(required=True, description="10 to 3600; 0: they never go up.")},
    gives={"ok": graphene.Boolean},
    refusals=(
        WrongWait,
        Forbidden,
    ),
):
    """How long requests for help of my centre's agents wait before they go up to the city, with an alarm."""

    @staticmethod
    def perform(context: Context, seconds: int) -> dict[str, Any]:
        actions.do_set_help_wait(reach.person(context), seconds)
        return {"ok": True}
