"""surveyAnswer"""

import json
from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.surveys.types import SurveyResponse
from tenants.local.campaigns import actions as campaigns
from tenants.local.campaigns.errors import TargetTaken
from tenants.local.surveys import actions
from tenants.local.surveys.errors import NotPublished, WrongAnswer


class SurveyAnswer(
    Mutation,
    permission=Permission.CAMPAIGN_WORK,
    arguments={"target_id": graphene.ID(required=True), "answers": graphene.String(required=True)},
    gives={"response": SurveyResponse},
    refusals=(NotFound, Invalid, TargetTaken, NotPublished, WrongAnswer),
):
    """Keep what the person in hand answered so far. ``answers``: JSON, question -> value, all of them."""

    @staticmethod
    def perform(context: Context, target_id: str, answers: str) -> dict[str, Any]:
        actor, pk = context.actor, row_id(target_id)
        if actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        target = campaigns.check_mine(actor, pk)
        if target.campaign.survey_id is None:
            raise NotPublished
        response = actions.do_answer(
            target.campaign.survey_id,
            campaigns.reference_of(target),
            _answers(answers),
            call_id=target.call_id,
            number=target.number,
            name=target.name,
            case_number=target.case_number,
            agent_number=actor.agent_number,
        )
        return {"response": response}


def _answers(text: str) -> dict[str, str]:
    try:
        given = json.loads(text)
    except ValueError as error:
        raise Invalid("answers") from error
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise Invalid("answers")
    return given
