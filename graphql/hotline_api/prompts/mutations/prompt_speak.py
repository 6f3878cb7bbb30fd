"""promptSpeak"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.prompts.queries import view
from hotline_api.prompts.types import Prompt
from tenants.local.voice import prompts
from tenants.local.voice.errors import NotPlaced, NoVoice


class PromptSpeak(
    Mutation,
    permission=Permission.ADMIN_PROMPTS,
    arguments={
        "key": graphene.String(required=True),
        "language": graphene.String(required=True),
        "text": graphene.String(required=True),
    },
    gives={"prompt": Prompt},
    refusals=(
        NoVoice,
        NotPlaced,
        NotFound,
        Invalid,
        Required,
        TooLong,
    ),
):
    """Let the voice say a text; it is played from now on."""

    @staticmethod
    def perform(context: Context, key: str, language: str, text: str) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        prompts.do_speak(actor, key, language, text)
        row = prompts.prompt(key)
        return {"prompt": view(row) if row else None}
