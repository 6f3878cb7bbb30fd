"""promptAdd"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.prompts.queries import view
from hotline_api.prompts.types import Prompt
from tenants.local.voice import prompts
from tenants.local.voice.errors import InvalidPromptKey, NotPlaced, NoVoice


class PromptAdd(
    Mutation,
    permission=Permission.ADMIN_PROMPTS,
    arguments={
        "key": graphene.String(required=True),
        "text_zh": graphene.String(required=True),
        "text_en": graphene.String(required=True),
    },
    gives={"prompt": Prompt},
    refusals=(
        InvalidPromptKey,
        NoVoice,
        NotPlaced,
        Required,
        TooLong,
    ),
):
    """A prompt of the city's or county's own, spoken by the voice in both languages; record it better afterwards."""

    @staticmethod
    def perform(context: Context, key: str, text_zh: str, text_en: str) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        prompts.do_add(actor, key, {"zh": text_zh, "en": text_en})
        row = prompts.prompt(key)
        return {"prompt": view(row) if row else None}
