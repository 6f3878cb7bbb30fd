"""caseSign"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import STEP
from hotline_api.cases.steps import arguments, asker, shown
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseSign(
    Mutation,
    permission=Permission.CASE_SIGN,
    arguments=arguments(),
    gives={"case": Case},
    refusals=STEP,
):
    """The unit takes the case on."""

    @staticmethod
    def perform(context: Context, number: str, version: int) -> dict[str, Any]:
        return shown(actions.do_sign(asker(context), number, version))
