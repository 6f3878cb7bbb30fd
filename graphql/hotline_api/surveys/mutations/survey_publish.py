"""surveyPublish"""

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
from tenants.local.surveys.errors import SurveyFlawed


class SurveyPublish(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={"id": graphene.ID(required=True)},
    gives={"survey": Survey},
    refusals=(NotFound, SurveyFlawed),
):
    """Put the working form in force as a new version."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        pk = row_id(id)
        if context.actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        actions.do_publish(context.actor, pk)
        row = queries.survey(pk)
        return {"survey": shown(row) if row else None}
