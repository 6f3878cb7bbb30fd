"""caseReviewReturn"""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_TEXT
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseReviewReturn(
    Mutation,
    permission=Permission.CASE_REVIEW,
    arguments=arguments(accept=graphene.Boolean(required=True), note=text(required=False)),
    gives={"case": Case},
    refusals=WITH_TEXT,
):
    """Judge a return: accepted, the case is dispatched anew; refused, the unit goes on with it."""

    @staticmethod
    def perform(context: Context, number: str, version: int, accept: bool, note: str | None = None) -> dict[str, Any]:
        return shown(actions.do_review_return(asker(context), number, version, accept, note or ""))
