"""surveySave"""

import json
from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.surveys.queries import shown
from hotline_api.surveys.types import Survey
from tenants.local.surveys import actions
from tenants.local.surveys.errors import SurveyFlawed


class SurveyInput(graphene.InputObjectType):
    """A questionnaire. ``questions``: JSON as in Survey."""

    title = graphene.String(required=True)
    questions = graphene.String(required=True)
    intro = graphene.String()
    language = graphene.String()


class SurveySave(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={"id": graphene.ID(), "input": SurveyInput(required=True)},
    gives={"survey": Survey},
    refusals=(NotFound, Required, TooLong, SurveyFlawed),
):
    """Make a questionnaire, or change the working form of the one named by ``id``."""

    @staticmethod
    def perform(context: Context, input: dict[str, Any], id: str | None = None) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        pk = row_id(id) if id is not None else None
        if id is not None and pk is None:
            raise NotFound("id")
        try:
            questions = json.loads(input["questions"])
        except ValueError as error:
            raise SurveyFlawed("questions", flaws="JSON") from error
        if not isinstance(questions, list):
            raise SurveyFlawed("questions", flaws="JSON")
        intro, language = input.get("intro") or "", input.get("language") or "zh"
        return {"survey": shown(actions.do_keep_survey(context.actor, input["title"], intro, language, questions, pk))}
