"""caseAnswer"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_TEXT
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseAnswer(
    Mutation,
    permission=Permission.CASE_ANSWER,
    arguments=arguments(answer=text()),
    gives={"case": Case},
    refusals=WITH_TEXT,
):
    """Answer the citizen directly; the case only waits to be archived then."""

    @staticmethod
    def perform(context: Context, number: str, version: int, answer: str) -> dict[str, Any]:
        return shown(actions.do_answer(asker(context), number, version, answer))
