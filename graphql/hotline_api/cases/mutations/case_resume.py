"""caseResume"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_NOTE
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseResume(
    Mutation,
    permission=Permission.CASE_SUBMIT,
    arguments=arguments(note=text(required=False)),
    gives={"case": Case},
    refusals=WITH_NOTE,
):
    """The unit goes on; the deadline moves by the time that the clock stood."""

    @staticmethod
    def perform(context: Context, number: str, version: int, note: str | None = None) -> dict[str, Any]:
        return shown(actions.do_resume(asker(context), number, version, note or ""))
