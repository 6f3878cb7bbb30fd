"""caseNotAccept"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_TEXT
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseNotAccept(
    Mutation,
    permission=Permission.CASE_REVIEW,
    arguments=arguments(reason=text(), legal_route=text(required=False)),
    gives={"case": Case},
    refusals=WITH_TEXT,
):
    """Do not take the matter on; the citizen is told why and what legal route is open."""

    @staticmethod
    def perform(
        context: Context, number: str, version: int, reason: str, legal_route: str | None = None
    ) -> dict[str, Any]:
        return shown(actions.do_not_accept(asker(context), number, version, reason, legal_route or ""))
