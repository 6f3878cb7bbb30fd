"""Campaigns, lists, agents' work, do-not-call."""

import json
from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from hotline_api.dispatching.types import many
from hotline_api.surveys.queries import form_of
from tenants.local.campaigns import queries
from tenants.local.campaigns.actions import reference_of
from tenants.local.surveys import queries as surveys
from tenants.local.voice import catalogue
from tenants.local.voice import queries as voice

from .types import (
    Campaign,
    CampaignMessage,
    CampaignPage,
    CampaignQueue,
    CampaignState,
    CampaignTargetPage,
    CampaignWork,
    DoNotCallPage,
    TargetState,
)
from .view import CampaignView, build_campaign, campaign_view


def _resolve_campaigns(
    _root: Any, info: Any, text: str | None = None, state: Any = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    rows = queries.campaigns(text or "", state.value if state else None)
    found = page(rows, bounds(first, offset, info.context.locale))
    counts = queries.counts(row.pk for row in found["items"])
    items = [campaign_view(row, counts[row.pk], {}) for row in found["items"]]
    return {"items": items, "total": found["total"]}


def _resolve_campaign(_root: Any, _info: Any, id: str) -> CampaignView | None:
    pk = row_id(id)
    return build_campaign(pk) if pk else None


def _resolve_targets(
    _root: Any,
    info: Any,
    campaign_id: str,
    text: str | None = None,
    state: Any = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    part, pk = bounds(first, offset, info.context.locale), row_id(campaign_id)
    return page(queries.targets(pk or 0, text or "", state.value if state else None), part)


def _resolve_do_not_call(
    _root: Any, info: Any, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    return page(queries.do_not_call(text or ""), bounds(first, offset, info.context.locale))


def _resolve_queues(_root: Any, _info: Any) -> list[dict[str, str]]:
    return [{"key": row.key, "name": row.name} for row in voice.queues()]


def _resolve_messages(_root: Any, _info: Any) -> list[dict[str, str]]:
    return [{"key": each.key, "owner": each.owner, **each.texts} for each in catalogue.choices()]


def work_of(agent_number: str) -> dict[str, Any]:
    """What the agent has to do now."""
    mine = queries.worked_by(agent_number) if agent_number else []
    counts = queries.counts(row.pk for row in mine)
    target = queries.in_hand(agent_number) if agent_number else None
    survey = target.campaign.survey_id if target else None
    answered = surveys.response_of(survey, reference_of(target)) if target and survey else None
    version = answered.version if answered else surveys.newest_version(survey) if survey else None
    return {
        "campaigns": [campaign_view(row, counts[row.pk], {}) for row in mine],
        "target": target,
        "campaign": build_campaign(target.campaign_id) if target else None,
        "form": form_of(version),
        "answers": json.dumps(answered.answers if answered else {}, ensure_ascii=False),
    }


def _resolve_work(_root: Any, info: Any) -> dict[str, Any]:
    return work_of(info.context.actor.agent_number)


class CampaignQueries:
    """Root fields."""

    campaigns = Field(
        CampaignPage,
        required=True,
        permission=Permission.CAMPAIGN_MANAGE,
        args=page_arguments(text=graphene.String(), state=graphene.Argument(CampaignState)),
        resolver=_resolve_campaigns,
    )
    campaign = Field(
        Campaign,
        permission=Permission.CAMPAIGN_MANAGE,
        args={"id": graphene.ID(required=True)},
        resolver=_resolve_campaign,
    )
    campaign_targets = Field(
        CampaignTargetPage,
        required=True,
        permission=Permission.CAMPAIGN_MANAGE,
        args=page_arguments(
            campaign_id=graphene.ID(required=True), text=graphene.String(), state=graphene.Argument(TargetState)
        ),
        resolver=_resolve_targets,
    )
    campaign_queues = Field(many(CampaignQueue), permission=Permission.CAMPAIGN_MANAGE, resolver=_resolve_queues)
    campaign_messages = Field(many(CampaignMessage), permission=Permission.CAMPAIGN_MANAGE, resolver=_resolve_messages)
    campaign_work = Field(
        CampaignWork,
        required=True,
        permission=Permission.CAMPAIGN_WORK,
        resolver=_resolve_work,
        description="What I have to call, and whom I have in hand.",
    )
    do_not_call = Field(
        DoNotCallPage,
        required=True,
        permission=Permission.CAMPAIGN_MANAGE,
        args=page_arguments(text=graphene.String()),
        resolver=_resolve_do_not_call,
    )
