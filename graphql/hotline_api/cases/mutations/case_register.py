"""caseRegister"""

from typing import Any

import graphene

from hotline.kernel.errors import Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.cases.form import case_input
from hotline_api.cases.steps import asker, shown
from hotline_api.cases.types import Case, CaseInput
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions
from tenants.local.cases.errors import KeyReused


class CaseRegister(
    Mutation,
    permission=Permission.CASE_REGISTER,
    arguments={
        "input": CaseInput(required=True),
        "key": graphene.String(required=True, description="One per form: a second click changes nothing."),
    },
    gives={"case": Case},
    refusals=(NotFound, Required, TooLong, Invalid, KeyReused),
):
    """Make a case; the citizen is told by message. The same ``key`` again gives the same case."""

    @staticmethod
    def perform(context: Context, input: dict[str, Any], key: str) -> dict[str, Any]:
        return shown(actions.do_register(asker(context), case_input(input), key))
