"""The catalogue as this city or county plays it."""

from typing import Any

import graphene

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page_arguments
from hotline_api.core.permissions import Field
from telephony.contracts.prompts import LANGUAGES
from tenants.local.voice import prompt_files, prompts

from .types import Prompt, PromptPage


def view(row: prompts.Prompt) -> dict[str, Any]:
    """A prompt as plain data."""
    return {
        "key": row.key,
        "own": row.own,
        "shared_by": row.shared_by,
        "used_in": row.used_in,
        "languages": [_language(row, language) for language in LANGUAGES],
    }


def _language(row: prompts.Prompt, language: str) -> dict[str, Any]:
    versions = row.versions.get(language, [])
    number = next((each.number for each in versions if each.in_force), row.shared.get(language, 0))
    owner = row.shared_by or tenancy.current()
    name = prompt_files.name_of(owner, row.key, number) if number else row.key
    url = f"/prompts/{language}/{row.key}/audio?version="
    return {
        "language": language,
        "text": row.texts.get(language, ""),
        "in_force": number,
        "exists": prompt_files.is_placed(language, name),
        "url": f"{url}{number}",
        "versions": [
            {
                "number": each.number,
                "source": each.source,
                "text": each.text,
                "seconds": each.seconds,
                "made_by": each.made_by,
                "made_at": each.made_at,
                "in_force": each.in_force,
                "url": f"{url}{each.number}",
            }
            for each in versions
        ],
    }


def _resolve_prompts(
    _root: Any, info: Any, text: str | None = None, changed: bool | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    part = bounds(first, offset, info.context.locale)
    rows = prompts.prompts(text or "", bool(changed))
    return {"items": [view(row) for row in rows[part]], "total": len(rows)}


def _resolve_prompt(_root: Any, _info: Any, key: str) -> dict[str, Any] | None:
    row = prompts.prompt(key)
    return view(row) if row else None


class PromptQueries:
    """Root fields."""

    prompts = Field(
        PromptPage,
        required=True,
        permission=Permission.ADMIN_PROMPTS,
        args=page_arguments(text=graphene.String(), changed=graphene.Boolean()),
        resolver=_resolve_prompts,
    )
    prompt = Field(
        Prompt, permission=Permission.ADMIN_PROMPTS, key=graphene.String(required=True), resolver=_resolve_prompt
    )
