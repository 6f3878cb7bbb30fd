"""caseMerge"""

from typing import Any

from hotline.kernel.errors import Invalid, Required
from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import STEP
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseMerge(
    Mutation,
    permission=Permission.CASE_DISPATCH,
    arguments=arguments(master=text()),
    gives={"case": Case},
    refusals=(*STEP, Required, Invalid),
):
    """Put the case on a master: its reports count there from now on."""

    @staticmethod
    def perform(context: Context, number: str, version: int, master: str) -> dict[str, Any]:
        return shown(actions.do_merge(asker(context), number, version, master))
