"""caseCoordinate"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_TEXT
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseCoordinate(
    Mutation,
    permission=Permission.CASE_REVIEW,
    arguments=arguments(note=text()),
    gives={"case": Case},
    refusals=WITH_TEXT,
):
    """Let the units settle who is responsible."""

    @staticmethod
    def perform(context: Context, number: str, version: int, note: str) -> dict[str, Any]:
        return shown(actions.do_coordinate(asker(context), number, version, note))
