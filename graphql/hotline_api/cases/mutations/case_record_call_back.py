"""caseRecordCallBack"""

from typing import Any

import graphene

from hotline.kernel.errors import Invalid
from hotline.kernel.permissions import Permission
from hotline_api.cases.refusals import WITH_TEXT
from hotline_api.cases.steps import arguments, asker, shown, text
from hotline_api.cases.types import Case
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions


class CaseRecordCallBack(
    Mutation,
    permission=Permission.CASE_CALL_BACK,
    arguments=arguments(
        contacted=graphene.Boolean(required=True),
        resolved=graphene.Boolean(),
        satisfied=graphene.Int(),
        note=text(required=False),
        call_id=graphene.String(),
    ),
    gives={"case": Case},
    refusals=(*WITH_TEXT, Invalid),
):
    """Note what the citizen said: contacted, resolved, satisfied from 1 (not at all) to 5 (very)."""

    @staticmethod
    def perform(
        context: Context,
        number: str,
        version: int,
        contacted: bool,
        resolved: bool | None = None,
        satisfied: int | None = None,
        note: str | None = None,
        call_id: str | None = None,
    ) -> dict[str, Any]:
        row = actions.do_record_call_back(
            asker(context),
            number,
            version,
            contacted=contacted,
            resolved=resolved,
            satisfied=satisfied,
            note=note or "",
            call_id=call_id or "",
        )
        return shown(row)
