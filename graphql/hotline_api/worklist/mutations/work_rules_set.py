"""workRulesSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Conflict, Forbidden, Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.worklist.types import WorkMedium, WorkSetup
from hotline_api.worklist.view import work_setup
from tenants.local.routing import setup
from tenants.local.worklist.errors import UnknownQueue, WorkOutOfRange


class WorkSettingsInput(graphene.InputObjectType):
    """How much an agent may have at once. Seconds."""

    capacity = graphene.Int(required=True)
    call_weight = graphene.Int(required=True)
    blocks_calls = graphene.Boolean(required=True)
    offer_seconds = graphene.Float(required=True)
    pause_seconds = graphene.Float(required=True)


class MediumRuleInput(graphene.InputObjectType):
    """Whether and where a medium is handed out."""

    medium = graphene.Field(WorkMedium, required=True)
    is_on = graphene.Boolean(required=True)
    queue = graphene.String(required=True)
    priority = graphene.Int(required=True)
    weight = graphene.Int(required=True)


class WorkRulesSet(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={
        "revision": graphene.Int(required=True),
        "settings": WorkSettingsInput(required=True),
        "media": graphene.List(graphene.NonNull(MediumRuleInput), required=True),
    },
    gives={"setup": WorkSetup},
    refusals=(Conflict, Forbidden, Invalid, UnknownQueue, WorkOutOfRange),
):
    """How written work is handed out, from now on."""

    @staticmethod
    def perform(context: Context, revision: int, settings: Any, media: Any) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        rules = [{**rule, "medium": getattr(rule["medium"], "value", rule["medium"])} for rule in media]
        setup.do_set_work_rules(actor, revision, dict(settings), rules)
        return {"setup": work_setup()}
