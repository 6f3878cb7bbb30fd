"""surveyFeed"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.surveys.queries import shown
from hotline_api.surveys.types import Survey
from tenants.local.surveys import actions, queries
from tenants.local.surveys.errors import NotPublished, WrongStep


class SurveyFeedInput(graphene.InputObjectType):
    """A satisfaction step of a flow in force, and the question that it asks."""

    flow = graphene.String(required=True)
    node = graphene.String(required=True)
    question = graphene.String(required=True)


class SurveyFeed(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={
        "id": graphene.ID(required=True),
        "feeds": graphene.List(graphene.NonNull(SurveyFeedInput), required=True),
    },
    gives={"survey": Survey},
    refusals=(NotFound, NotPublished, WrongStep),
):
    """Choose the steps of IVR flows that feed a questionnaire after a citizen's talk, instead of those before."""

    @staticmethod
    def perform(context: Context, id: str, feeds: list[dict[str, Any]]) -> dict[str, Any]:
        pk = row_id(id)
        if context.actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        actions.do_choose_steps(context.actor, pk, [actions.Feed(**feed) for feed in feeds])
        row = queries.survey(pk)
        return {"survey": shown(row) if row else None}
