"""recordingHoldLift"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.local.recordings import retention
from tenants.local.recordings.errors import HoldOver

from ..upkeep_types import RecordingHold


class RecordingHoldLift(
    Mutation,
    permission=Permission.RECORDING_MANAGE,
    arguments={"id": graphene.ID(required=True), "reason": graphene.String(required=True)},
    gives={"hold": RecordingHold},
    refusals=(Required, TooLong, NotFound, HoldOver, Forbidden),
):
    """Lift a legal hold; the retention rules count again from the next night on."""

    @staticmethod
    def perform(context: Context, id: str, reason: str) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        return {"hold": retention.do_lift(context.actor, row_id(id) or 0, reason)}
