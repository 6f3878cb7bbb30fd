"""recordingHoldPlace"""

from datetime import datetime
from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.recordings import retention
from tenants.local.recordings.errors import EndInThePast, NothingToHold

from ..upkeep import value_of
from ..upkeep_types import HoldSubject, RecordingHold


class RecordingHoldPlace(
    Mutation,
    permission=Permission.RECORDING_MANAGE,
    arguments={
        "subject": graphene.Argument(HoldSubject, required=True),
        "reference": graphene.String(required=True, description="A recording's or case's number, or a citizen's id."),
        "reason": graphene.String(required=True),
        "until": graphene.DateTime(description="It ends by itself then; null: when it is lifted."),
    },
    gives={"hold": RecordingHold},
    refusals=(Required, TooLong, EndInThePast, NothingToHold, Forbidden),
):
    """Lay a legal hold: nothing of it is deleted, whatever the retention rules say."""

    @staticmethod
    def perform(
        context: Context, subject: Any, reference: str, reason: str, until: datetime | None = None
    ) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        return {"hold": retention.do_hold(context.actor, value_of(subject), reference, reason, until)}
