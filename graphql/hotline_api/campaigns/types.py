"""Campaigns, people on their lists, agents' work, do-not-call."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType
from hotline_api.dispatching.types import ReachOutcome, many
from hotline_api.surveys.types import SurveyForm
from telephony.contracts.outreach import DialMode as EngineMode
from telephony.contracts.outreach import MachineRule as EngineMachineRule
from tenants.local.campaigns.models import CampaignState as RowState
from tenants.local.campaigns.rules import TargetState as RowTargetState

DialMode = api_enum("DialMode", EngineMode)
MachineRule = api_enum("MachineRule", EngineMachineRule)
CampaignState = api_enum("CampaignState", RowState)
TargetState = api_enum("TargetState", RowTargetState)


class NamedCount(GuardedType):
    """How many of what."""

    class Meta:
        permission = Permission.CAMPAIGN_WORK

    name = graphene.String(required=True)
    count = graphene.Int(required=True)


class CampaignLive(GuardedType):
    """What the dialler does now. ``ratio``: lines ringing for an idle agent at its last look; ``dialled``,
    ``answered``, ``abandoned`` and ``machines`` since it was started."""

    class Meta:
        permission = Permission.CAMPAIGN_WORK

    running = graphene.Boolean(required=True)
    buffered = graphene.Int(required=True)
    ringing = graphene.Int(required=True)
    talking = graphene.Int(required=True)
    waiting = graphene.Int(required=True)
    idle = graphene.Int(required=True)
    dialled = graphene.Int(required=True)
    answered = graphene.Int(required=True)
    abandoned = graphene.Int(required=True)
    machines = graphene.Int(required=True)
    ratio = graphene.Float(required=True)


class Campaign(GuardedType):
    """A list of people to be called in one way. Minutes of hours from midnight; seconds and minutes as named;
    ``message_prompt``: what is left on answering machines."""

    class Meta:
        permission = Permission.CAMPAIGN_WORK

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    mode = graphene.Field(DialMode, required=True)
    queue = graphene.String(required=True)
    queue_name = graphene.String(required=True)
    survey_id = graphene.ID()
    survey_title = graphene.String()
    script = graphene.String(required=True)
    abandon_percent = graphene.Float(required=True)
    hold_seconds = graphene.Float(required=True)
    ring_seconds = graphene.Float(required=True)
    lines = graphene.Int(required=True)
    weekdays = graphene.Field(many(graphene.Int))
    from_minute = graphene.Int(required=True)
    to_minute = graphene.Int(required=True)
    max_tries = graphene.Int(required=True)
    busy_minutes = graphene.Float(required=True)
    no_answer_minutes = graphene.Float(required=True)
    machine = graphene.Field(MachineRule, required=True)
    message_prompt = graphene.String(required=True)
    machine_minutes = graphene.Float(required=True)
    state = graphene.Field(CampaignState, required=True)
    open_now = graphene.Boolean(required=True)
    created_by = graphene.String(required=True)
    created_at = graphene.DateTime(required=True)
    started_at = graphene.DateTime()
    live = graphene.Field(CampaignLive)
    live_at = graphene.DateTime()
    total = graphene.Int(required=True)
    targets = graphene.Field(many(NamedCount))
    outcomes = graphene.Field(many(NamedCount))


CampaignPage = page_type("Campaign", Campaign)


class CampaignTarget(GuardedType):
    """Somebody on a list."""

    class Meta:
        permission = Permission.CAMPAIGN_WORK

    id = graphene.ID(required=True)
    campaign_id = graphene.ID(required=True)
    number = graphene.String(required=True)
    name = graphene.String(required=True)
    case_number = graphene.String()
    note = graphene.String(required=True)
    state = graphene.Field(TargetState, required=True)
    tries = graphene.Int(required=True)
    next_at = graphene.DateTime()
    outcome = graphene.Field(ReachOutcome)
    message_left = graphene.Boolean(required=True)
    call_id = graphene.String(required=True)
    agent_number = graphene.String(required=True)
    disposition = graphene.String(required=True)
    remark = graphene.String(required=True)
    changed_at = graphene.DateTime(required=True)

    @staticmethod
    def resolve_case_number(root: Any, _info: Any) -> str | None:
        return root.case_number or None

    @staticmethod
    def resolve_outcome(root: Any, _info: Any) -> str | None:
        return root.outcome or None


CampaignTargetPage = page_type("CampaignTarget", CampaignTarget)


class CampaignWork(GuardedType):
    """What an agent has to do: running campaigns, whom they have in hand, with the questionnaire and the answers so
    far (JSON)."""

    class Meta:
        permission = Permission.CAMPAIGN_WORK

    campaigns = graphene.Field(many(Campaign))
    target = graphene.Field(CampaignTarget)
    campaign = graphene.Field(Campaign)
    form = graphene.Field(SurveyForm)
    answers = graphene.String(required=True)


class CampaignQueue(GuardedType):
    """A queue whose agents a campaign may use."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    key = graphene.String(required=True)
    name = graphene.String(required=True)


class CampaignMessage(GuardedType):
    """A recording that can be left on an answering machine. ``owner``: whose, "" for the house's."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    key = graphene.String(required=True)
    zh = graphene.String(required=True)
    en = graphene.String(required=True)
    owner = graphene.String(required=True)


class CampaignImported(GuardedType):
    """What became of a list. ``wrong``: the first cells that are no number."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    added = graphene.Int(required=True)
    known = graphene.Int(required=True)
    excluded = graphene.Int(required=True)
    wrong_count = graphene.Int(required=True)
    wrong = graphene.Field(many(graphene.String))


class DoNotCall(GuardedType):
    """A number that no campaign dials."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    reason = graphene.String(required=True)
    until = graphene.DateTime()
    added_by = graphene.String(required=True)
    added_at = graphene.DateTime(required=True)


DoNotCallPage = page_type("DoNotCall", DoNotCall)
