"""promptDelete"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.voice import prompts
from tenants.local.voice.errors import PromptInUse


class PromptDelete(
    Mutation,
    permission=Permission.ADMIN_PROMPTS,
    arguments={"key": graphene.String(required=True)},
    gives={"ok": graphene.Boolean},
    refusals=(
        PromptInUse,
        NotFound,
    ),
):
    """Remove a prompt of one's own that nothing plays."""

    @staticmethod
    def perform(context: Context, key: str) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        prompts.do_delete(actor, key)
        return {"ok": True}
