"""What marks a call that we placed or promised."""

from enum import StrEnum

import graphene

from hotline_api.core.enums import api_enum
from hotline_api.core.permissions import SIGNED_IN, GuardedType
from telephony.contracts.outreach import DialMode as EngineMode


class OriginKind(StrEnum):
    """Why there is this call, when nobody simply called us."""

    CALL_BACK = "CALL_BACK"
    CAMPAIGN = "CAMPAIGN"
    DISPATCH = "DISPATCH"


CallOriginKind = api_enum("CallOriginKind", OriginKind)
CallOriginMode = api_enum("CallOriginMode", EngineMode)


class CallOrigin(GuardedType):
    """Why there is this call: a call-back that was promised (when, at which number, how often tried), or a campaign
    (its name and mode), or an enforcement dispatch."""

    class Meta:
        permission = SIGNED_IN

    kind = graphene.Field(CallOriginKind, required=True)
    number = graphene.String(required=True)
    asked_at = graphene.DateTime()
    tries = graphene.Int(required=True)
    name = graphene.String(required=True)
    mode = graphene.Field(CallOriginMode)
