"""caseSubmit"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_TEXT
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseSubmit(
    Mutation,
    permission=Permission.CASE_SUBMIT,
    arguments=arguments(reply=text()),
    gives={"case": Case},
    refusals=WITH_TEXT,
):
    """The unit is done; ``reply`` is what the citizen is told."""

    @staticmethod
    def perform(context: Context, number: str, version: int, reply: str) -> dict[str, Any]:
        return shown(actions.do_submit(asker(context), number, version, reply))
