"""promptUse"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.prompts.queries import view
from hotline_api.prompts.types import Prompt
from tenants.local.voice import prompts
from tenants.local.voice.errors import NotPlaced


class PromptUse(
    Mutation,
    permission=Permission.ADMIN_PROMPTS,
    arguments={
        "key": graphene.String(required=True),
        "language": graphene.String(required=True),
        "number": graphene.Int(required=True),
    },
    gives={"prompt": Prompt},
    refusals=(
        NotPlaced,
        NotFound,
        Invalid,
    ),
):
    """Play this version from now on; 0: the house's again."""

    @staticmethod
    def perform(context: Context, key: str, language: str, number: int) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        prompts.do_use(actor, key, language, max(0, number))
        row = prompts.prompt(key)
        return {"prompt": view(row) if row else None}
