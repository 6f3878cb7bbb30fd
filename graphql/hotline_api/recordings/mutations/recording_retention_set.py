"""recordingRetentionSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.recordings import retention
from tenants.local.recordings.errors import RuleTwice, TooFewDays

from ..upkeep import keeping_of
from ..upkeep_types import RecordingRetention, RecordingRetentionInput


class RecordingRetentionSet(
    Mutation,
    permission=Permission.RECORDING_MANAGE,
    arguments={"rules": graphene.Argument(graphene.NonNull(graphene.List(graphene.NonNull(RecordingRetentionInput))))},
    gives={"rules": graphene.List(graphene.NonNull(RecordingRetention))},
    refusals=(TooFewDays, RuleTwice, Invalid, Forbidden),
):
    """Replace the rules; they are carried out in the next night. A kind without a rule is kept for good."""

    @staticmethod
    def perform(context: Context, rules: list[Any]) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        return {"rules": retention.do_set_rules(context.actor, [keeping_of(rule) for rule in rules])}
