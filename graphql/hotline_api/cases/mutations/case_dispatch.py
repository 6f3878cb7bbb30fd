"""caseDispatch"""

from typing import Any

from hotline.kernel.errors import Invalid
from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_TEXT
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions
from tenants.local.cases.errors import UnitClosed


class CaseDispatch(
    Mutation,
    permission=Permission.CASE_DISPATCH,
    arguments=arguments(unit=text(), note=text(required=False)),
    gives={"case": Case},
    refusals=(*WITH_TEXT, Invalid, UnitClosed),
):
    """Send the case to the unit that must act: "department:3" or "tenant:east"."""

    @staticmethod
    def perform(context: Context, number: str, version: int, unit: str, note: str | None = None) -> dict[str, Any]:
        return shown(actions.do_dispatch(asker(context), number, version, unit, note or ""))
