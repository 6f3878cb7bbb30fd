"""recordingPolicySet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.recordings import policy
from tenants.shared.numbering.errors import PlanFlawed

from ..upkeep import policy_of, policy_view
from ..upkeep_types import RecordingRule, RecordingRuleInput


class RecordingPolicySet(
    Mutation,
    permission=Permission.RECORDING_MANAGE,
    arguments={"rules": graphene.Argument(graphene.NonNull(graphene.List(graphene.NonNull(RecordingRuleInput))))},
    gives={"rules": graphene.List(graphene.NonNull(RecordingRule))},
    refusals=(Invalid, TooLong, PlanFlawed, Forbidden),
):
    """Replace the rules; the first that fits decides. They count from the next conversation on."""

    @staticmethod
    def perform(context: Context, rules: list[Any]) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        policy.do_set_policy(context.actor, [policy_of(rule) for rule in rules])
        return {"rules": policy_view()}
