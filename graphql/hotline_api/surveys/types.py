"""Questionnaires, answers, statistics. Questions travel as JSON, a list of ``rules.Question``."""

import json
from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType
from hotline_api.dispatching.types import many
from tenants.local.surveys.models import Channel

SurveyChannel = api_enum("SurveyChannel", Channel)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


class SurveyFeed(GuardedType):
    """What citizens press at the step ``node`` of the IVR flow ``flow`` answers ``question``."""

    class Meta:
        permission = Permission.CAMPAIGN_WORK

    flow = graphene.String(required=True)
    node = graphene.String(required=True)
    question = graphene.String(required=True)


class SurveyStep(GuardedType):
    """A step of a flow in force that asks for satisfaction. ``prompts``: keys of what it says."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    flow = graphene.String(required=True)
    node = graphene.String(required=True)
    prompts = graphene.Field(many(graphene.String))


class Survey(GuardedType):
    """A questionnaire in its working form. ``version``: published last, 0 for none; ``questions``: JSON."""

    class Meta:
        permission = Permission.CAMPAIGN_WORK

    id = graphene.ID(required=True)
    title = graphene.String(required=True)
    intro = graphene.String(required=True)
    language = graphene.String(required=True)
    questions = graphene.String(required=True)
    version = graphene.Int(required=True)
    unpublished = graphene.Boolean(required=True, description="Does the working form differ from the version in force?")
    for_keys = graphene.Boolean(required=True, description="Can the version in force be held by keys?")
    changed_at = graphene.DateTime(required=True)
    changed_by = graphene.String(required=True)
    asked = graphene.Int(required=True)
    completed = graphene.Int(required=True)
    feeds = graphene.Field(many(SurveyFeed), description="Steps of IVR flows that feed it after the talk.")
    fed_questions = graphene.Field(
        many(graphene.String), description="Published questions that such a step can ask: the keys 1 to 5 answer them."
    )


SurveyPage = page_type("Survey", Survey)


class SurveyForm(GuardedType):
    """A published version, as it is asked."""

    class Meta:
        permission = Permission.CAMPAIGN_WORK

    survey_id = graphene.ID(required=True)
    title = graphene.String(required=True)
    version = graphene.Int(required=True)
    intro = graphene.String(required=True)
    questions = graphene.String(required=True)


class SurveyResponse(GuardedType):
    """What one person answered. ``answers``: JSON, question -> value."""

    class Meta:
        permission = Permission.CAMPAIGN_WORK

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    channel = graphene.Field(SurveyChannel, required=True)
    call_id = graphene.String(required=True)
    number = graphene.String(required=True)
    name = graphene.String(required=True)
    case_number = graphene.String()
    agent_number = graphene.String(required=True)
    answers = graphene.String(required=True)
    is_complete = graphene.Boolean(required=True)
    started_at = graphene.DateTime(required=True)
    changed_at = graphene.DateTime(required=True)

    @staticmethod
    def resolve_version(root: Any, _info: Any) -> int:
        return int(root.version.number)

    @staticmethod
    def resolve_case_number(root: Any, _info: Any) -> str | None:
        return root.case_number or None

    @staticmethod
    def resolve_answers(root: Any, _info: Any) -> str:
        return _json(root.answers)


SurveyResponsePage = page_type("SurveyResponse", SurveyResponse)


class SurveyCount(GuardedType):
    """How often a value was given."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    value = graphene.String(required=True)
    count = graphene.Int(required=True)


class SurveyQuestionResult(GuardedType):
    """Statistics of a question; ``mean`` of scales only."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    key = graphene.String(required=True)
    answered = graphene.Int(required=True)
    mean = graphene.Float()
    counts = graphene.Field(many(SurveyCount))

    @staticmethod
    def resolve_counts(root: Any, _info: Any) -> list[dict[str, Any]]:
        return [{"value": value, "count": count} for value, count in root.counts.items()]


class SurveyChannelCount(GuardedType):
    """How many were asked in one way, and answered to the end."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    channel = graphene.Field(SurveyChannel, required=True)
    asked = graphene.Int(required=True)
    completed = graphene.Int(required=True)


class SurveyStatistics(GuardedType):
    """Statistics of one version of a questionnaire."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    version = graphene.Int(required=True)
    versions = graphene.Field(many(graphene.Int))
    questions = graphene.String(required=True)
    asked = graphene.Int(required=True)
    completed = graphene.Int(required=True)
    results = graphene.Field(many(SurveyQuestionResult))
    channels = graphene.Field(many(SurveyChannelCount), description="Each way that people were asked; not filtered.")


class SurveyPrompt(GuardedType):
    """A recording that asks a question by telephone."""

    class Meta:
        permission = Permission.CAMPAIGN_MANAGE

    key = graphene.String(required=True)
    zh = graphene.String(required=True)
    en = graphene.String(required=True)
