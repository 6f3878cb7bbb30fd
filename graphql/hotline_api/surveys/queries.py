"""Questionnaires, answers, statistics."""

import json
from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from hotline_api.dispatching.types import many
from tenants.local.surveys import queries, rules
from tenants.local.surveys.models import Survey as Row
from tenants.local.surveys.models import SurveyVersion

from .types import (
    Survey,
    SurveyChannel,
    SurveyForm,
    SurveyPage,
    SurveyPrompt,
    SurveyResponsePage,
    SurveyStatistics,
    SurveyStep,
)


def shown(row: Row) -> dict[str, Any]:
    """A questionnaire with what follows from its version in force."""
    newest = queries.newest_version(row.pk) if row.version else None
    same = newest is not None and (newest.intro, newest.language, newest.questions) == (
        row.intro,
        row.language,
        row.questions,
    )
    names = ("title", "intro", "language", "version", "changed_at", "changed_by")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "questions": json.dumps(row.questions, ensure_ascii=False),
        "asked": getattr(row, "asked", 0),
        "completed": getattr(row, "completed", 0),
        "unpublished": not same,
        "for_keys": newest is not None and rules.for_keys(queries.questions_of(newest.questions)),
        "feeds": queries.after_calls(row.pk),
        "fed_questions": [
            question.key
            for question in (queries.questions_of(newest.questions) if newest else ())
            if rules.takes_scores(question)
        ],
    }


def form_of(version: SurveyVersion | None) -> dict[str, Any] | None:
    """A published version as it is asked."""
    if version is None:
        return None
    return {
        "survey_id": version.survey_id,
        "title": version.survey.title,
        "version": version.number,
        "intro": version.intro,
        "questions": json.dumps(version.questions, ensure_ascii=False),
    }


def _resolve_surveys(
    _root: Any, info: Any, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    found = page(queries.surveys(text or ""), bounds(first, offset, info.context.locale))
    return {"items": [shown(row) for row in found["items"]], "total": found["total"]}


def _resolve_survey(_root: Any, _info: Any, id: str) -> dict[str, Any] | None:
    pk = row_id(id)
    row = queries.survey(pk) if pk else None
    return shown(row) if row else None


def _resolve_form(_root: Any, _info: Any, id: str) -> dict[str, Any] | None:
    pk = row_id(id)
    return form_of(queries.newest_version(pk)) if pk else None


def _resolve_responses(
    _root: Any,
    info: Any,
    survey_id: str,
    text: str | None = None,
    complete: bool | None = None,
    version: int | None = None,
    channel: Any = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    part, pk = bounds(first, offset, info.context.locale), row_id(survey_id)
    return page(queries.responses(pk or 0, text or "", complete, version, channel.value if channel else None), part)


def _resolve_statistics(
    _root: Any, _info: Any, survey_id: str, version: int | None = None, channel: Any = None
) -> dict[str, Any] | None:
    pk = row_id(survey_id)
    found, results, asked, completed = queries.results(pk or 0, version, channel.value if channel else None)
    if found is None or pk is None:
        return None
    return {
        "version": found.number,
        "versions": [row.number for row in queries.versions(pk)],
        "questions": json.dumps(found.questions, ensure_ascii=False),
        "asked": asked,
        "completed": completed,
        "results": results,
        "channels": queries.channels(found),
    }


def _resolve_prompts(_root: Any, _info: Any) -> list[dict[str, str]]:
    return [{"key": key, **texts} for key, texts in queries.prompts().items()]


def _resolve_steps(_root: Any, _info: Any) -> list[queries.SurveyStep]:
    return queries.survey_steps()


class SurveyQueries:
    """Root fields."""

    surveys = Field(
        SurveyPage,
        required=True,
        permission=Permission.CAMPAIGN_WORK,
        args=page_arguments(text=graphene.String()),
        resolver=_resolve_surveys,
    )
    survey = Field(
        Survey, permission=Permission.CAMPAIGN_WORK, args={"id": graphene.ID(required=True)}, resolver=_resolve_survey
    )
    survey_form = Field(
        SurveyForm,
        permission=Permission.CAMPAIGN_WORK,
        args={"id": graphene.ID(required=True)},
        resolver=_resolve_form,
        description="The version in force.",
    )
    survey_responses = Field(
        SurveyResponsePage,
        required=True,
        permission=Permission.CAMPAIGN_MANAGE,
        args=page_arguments(
            survey_id=graphene.ID(required=True),
            text=graphene.String(),
            complete=graphene.Boolean(),
            version=graphene.Int(),
            channel=graphene.Argument(SurveyChannel),
        ),
        resolver=_resolve_responses,
    )
    survey_statistics = Field(
        SurveyStatistics,
        permission=Permission.CAMPAIGN_MANAGE,
        args={
            "survey_id": graphene.ID(required=True),
            "version": graphene.Int(),
            "channel": graphene.Argument(SurveyChannel),
        },
        resolver=_resolve_statistics,
    )
    survey_steps = Field(many(SurveyStep), permission=Permission.CAMPAIGN_MANAGE, resolver=_resolve_steps)
    survey_prompts = Field(many(SurveyPrompt), permission=Permission.CAMPAIGN_MANAGE, resolver=_resolve_prompts)
