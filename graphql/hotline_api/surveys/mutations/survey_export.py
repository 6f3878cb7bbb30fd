"""surveyExport"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.local.surveys import actions


class SurveyExport(
    Mutation,
    permission=Permission.CAMPAIGN_MANAGE,
    arguments={"id": graphene.ID(required=True)},
    gives={"csv": graphene.String},
    refusals=(NotFound,),
):
    """All answers of a questionnaire as CSV; who took them is written into the audit log."""

    @staticmethod
    def perform(context: Context, id: str) -> dict[str, Any]:
        pk = row_id(id)
        if context.actor is None:
            raise Forbidden
        if pk is None:
            raise NotFound("id")
        return {"csv": actions.do_note_export(context.actor, pk)}
