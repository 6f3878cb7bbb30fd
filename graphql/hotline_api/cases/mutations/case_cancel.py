"""caseCancel"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_TEXT
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseCancel(
    Mutation,
    permission=Permission.CASE_CANCEL,
    arguments=arguments(reason=text()),
    gives={"case": Case},
    refusals=WITH_TEXT,
):
    """Withdraw the case."""

    @staticmethod
    def perform(context: Context, number: str, version: int, reason: str) -> dict[str, Any]:
        return shown(actions.do_cancel(asker(context), number, version, reason))
