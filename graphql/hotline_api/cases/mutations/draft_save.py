"""draftSave"""

from typing import Any

import graphene

from hotline.kernel.errors import Conflict, HotlineError, Invalid, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.cases.enums import CaseKind
from hotline_api.cases.steps import asker
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.types import CaseDraft
from tenants.local.cases import actions
from tenants.local.cases.errors import DraftConflict


class DraftSave(
    Mutation,
    permission=Permission.CASE_REGISTER,
    arguments={
        "call_id": graphene.String(required=True),
        "kind": graphene.Argument(CaseKind, required=True),
        "data": graphene.String(required=True),
        "version": graphene.Int(required=True),
    },
    gives={"draft": CaseDraft},
    refusals=(Conflict, Required, Invalid, TooLong),
):
    """Keep the half-typed form of a call. ``version`` is the one last seen (0 for the first); the newest comes back
    with CONFLICT."""

    @staticmethod
    def perform(context: Context, call_id: str, kind: Any, data: str, version: int) -> dict[str, Any]:
        try:
            draft = actions.do_save_draft(asker(context), call_id=call_id, kind=kind.value, data=data, version=version)
        except DraftConflict as conflict:
            raise Conflict(conflict.field, **conflict.params) from conflict
        return {"draft": draft}

    @staticmethod
    def on_refusal(context: Context, error: HotlineError, **arguments: Any) -> dict[str, Any]:
        return {"draft": error.params.get("draft")}
