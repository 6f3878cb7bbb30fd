"""What is wrong with a routing script, by its code and in the reader's language."""

from typing import Any

import graphene

from hotline_api.core.enums import api_enum
from hotline_api.core.errors import message
from telephony.contracts import script_flaws

ScriptFlawCode = api_enum("ScriptFlawCode", script_flaws.ScriptFlawCode)


def _problem(root: Any) -> str:
    return str((root.get("problem") if isinstance(root, dict) else root.problem) or "")


class InWords:
    """Mixin of types with a ``problem``: its kind, and the reader's words for it."""

    code = graphene.Field(ScriptFlawCode, description="Null when nothing is wrong.")
    text = graphene.String(required=True, description="The problem in the reader's language; empty when there is none.")

    @staticmethod
    def resolve_code(root: Any, _info: Any) -> str | None:
        problem = _problem(root)
        return script_flaws.told(problem)[0] if problem else None

    @staticmethod
    def resolve_text(root: Any, info: Any) -> str:
        problem = _problem(root)
        if not problem:
            return ""
        code, named = script_flaws.told(problem)
        return message(f"SCRIPT_FLAW_{code}", info.context.locale, **named)
