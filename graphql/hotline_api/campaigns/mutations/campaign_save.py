"""campaignSave"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.campaigns.types import Campaign, DialMode, MachineRule
from hotline_api.campaigns.view import build_campaign
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.local.campaigns import actions
from tenants.local.campaigns.errors import CampaignRunning, SurveyNeeded
from tenants.local.voice.errors import UnknownPrompt


class CampaignInput(graphene.InputObjectType):
    """A campaign's settings; what is left out gets its usual value."""

    name = graphene.String(required=True)
    mode = graphene.Argument(DialMode, required=True)
    queue = graphene.String()
    survey_id = graphene.ID()
    script = graphene.String()
    abandon_percent = graphene.Float()
    hold_seconds = graphene.Float()
    ring_seconds = graphene.Float()
    lines = graphene.Int()
    weekdays = graphene.List(graphene.NonNull(graphene.Int))
    from_minute = graphene.Int()
    to_minute = graphene.Int()
    max_tries = graphene.Int()
    busy_minutes = graphene.Float()
    no_answer_minutes = graphene.Float()
    machine = graphene.Argument(MachineRule)
    message_prompt = graphene.String()
    machine_minutes = graphene.Float()


class CampaignSave(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={"id": graphene.ID(), "input": CampaignInput(required=True)},
    gives={"campaign": Campaign},
    refusals=(NotFound, Required, TooLong, Invalid, SurveyNeeded, UnknownPrompt, CampaignRunning),
):
    """Make a campaign, or change the one named by ``id`` while it does not run."""

    @staticmethod
    def perform(context: Context, input: dict[str, Any], id: str | None = None) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        pk = row_id(id) if id is not None else None
        if id is not None and pk is None:
            raise NotFound("id")
        fields = {name: value for name, value in input.items() if value is not None}
        for name in ("mode", "machine"):
            if name in fields:
                fields[name] = fields[name].value
        if "survey_id" in fields:
            fields["survey_id"] = row_id(fields["survey_id"])
            if fields["survey_id"] is None:
                raise NotFound("survey_id")
        fields["weekdays"] = tuple(sorted(fields.get("weekdays", ())))
        row = actions.do_keep_campaign(context.actor, actions.CampaignInput(**fields), pk)
        return {"campaign": build_campaign(row.pk)}
