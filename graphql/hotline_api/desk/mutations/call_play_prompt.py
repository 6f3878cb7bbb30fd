"""callPlayPrompt"""

from typing import Any

import graphene

from hotline.kernel.errors import Invalid
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import CALL_REFUSALS
from hotline_api.desk.telephone import asker, desk_after, give
from hotline_api.desk.types import Desk
from telephony.contracts import commands
from tenants.local.voice import catalogue


class CallPlayPrompt(
    Mutation,
    permission=Permission.CALL_CONTROL,
    arguments={"call_id": graphene.String(required=True), "prompt": graphene.String()},
    gives={"desk": Desk},
    refusals=(*CALL_REFUSALS, Invalid),
):
    """Play one of the agents' aids into the conversation: citizen and agent hear it. Without a prompt: stop it."""

    @staticmethod
    def perform(context: Context, call_id: str, prompt: str | None = None) -> dict[str, Any]:
        actor = asker(context)
        if prompt and prompt not in {each.key for each in catalogue.aids()}:
            raise Invalid("prompt")
        give(actor, commands.PlayPrompt, call_id=call_id, prompts=(prompt,) if prompt else ())
        return {"desk": desk_after(actor)}
