"""caseArchive"""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_TEXT
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseArchive(
    Mutation,
    permission=Permission.CASE_ARCHIVE,
    arguments=arguments(note=text(required=False)),
    gives={"case": Case},
    refusals=WITH_TEXT,
):
    """Close the case for good."""

    @staticmethod
    def perform(context: Context, number: str, version: int, note: str | None = None) -> dict[str, Any]:
        return shown(actions.do_archive(asker(context), number, version, note or ""))
