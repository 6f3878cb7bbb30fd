"""Errors of the house as the API tells them.

Refusals of a mutation are data in its payload: code, field, message in the reader's language. Not signed in, no
permission and over a limit are GraphQL errors with ``extensions.code``. Anything unexpected is logged with an id, and
only that id leaves the house.
"""

import json
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from graphql import GraphQLError

from hotline.kernel.errors import HotlineError, Named, Phrase

log = logging.getLogger(__name__)

LOCALES = ("zh-Hans", "zh-Hant", "en")
DEFAULT_LOCALE = "zh-Hans"
UNAUTHENTICATED = "UNAUTHENTICATED"
FORBIDDEN = "FORBIDDEN"
INTERNAL = "INTERNAL"
LIMIT = "LIMIT_EXCEEDED"

_SUGGESTION = re.compile(r" Did you mean .*\?$", re.DOTALL)


@cache
def catalogue(locale: str) -> dict[str, str]:
    """Messages by code of one language, from every area's file."""
    folder = Path(__file__).parent / "messages" / locale
    messages: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        messages |= json.loads(path.read_text(encoding="utf-8"))
    return messages


def message(code: str, locale: str, **params: object) -> str:
    """The message of ``code``; unknown codes and missing parameters fall back to what says least."""
    text = catalogue(locale).get(code) or catalogue(locale)["ERROR"]
    try:
        return text.format(**{name: _worded(value, locale) for name, value in params.items()})
    except (KeyError, IndexError):
        return catalogue(locale)["ERROR"]


def _worded(value: object, locale: str) -> object:
    """A parameter as it stands in the message: phrases, alone or as a tuple, in the reader's language."""
    if isinstance(value, Phrase):
        return message(value.code, locale, **value.params)
    if isinstance(value, Named):
        return value.in_locale(locale)
    if isinstance(value, tuple):
        between = ", " if locale == "en" else "、"
        return between.join(str(_worded(each, locale)) for each in value)
    return value


def unauthenticated(context: Any) -> GraphQLError:
    """Nobody is signed in."""
    return _coded(UNAUTHENTICATED, context.locale)


def forbidden(context: Any) -> GraphQLError:
    """This person has not the permission."""
    return _coded(FORBIDDEN, context.locale)


def over_limit(limit: str, maximum: int, locale: str) -> GraphQLError:
    """An operation is too big. ``limit``: "DEPTH", "ALIASES", "COST", "LIST", "TOKENS"."""
    text = message(f"LIMIT_{limit}", locale, limit=maximum)
    return GraphQLError(text, extensions={"code": LIMIT, "limit": limit, "maximum": maximum})


def unwritable(locale: str) -> GraphQLError:
    """A text holds what no database takes; see ``characters``."""
    return GraphQLError(message("UNWRITABLE", locale), extensions={"code": "BAD_REQUEST"})


def _coded(code: str, locale: str) -> GraphQLError:
    return GraphQLError(message(code, locale), extensions={"code": code})


def formatted(error: Exception, locale: str, *, hide: bool) -> dict[str, Any]:
    """An error of an operation as it leaves the house. ``hide``: name no field that was not asked for."""
    if not isinstance(error, GraphQLError):
        return _internal(error, locale)
    cause = error.original_error
    if isinstance(cause, HotlineError):
        told = {"message": message(cause.code, locale, **cause.params), "extensions": {"code": cause.code}}
        return {**error.formatted, **told}
    if cause is not None and not isinstance(cause, GraphQLError):
        return {**error.formatted, **_internal(cause, locale)}
    body: dict[str, Any] = {**error.formatted}
    body.setdefault("extensions", {"code": "BAD_REQUEST"})
    if hide:
        body["message"] = _SUGGESTION.sub("", body["message"])
    return body


def _internal(error: Exception, locale: str) -> dict[str, Any]:
    incident = uuid4().hex[:12]
    log.error("incident %s", incident, exc_info=error)
    return {
        "message": message(INTERNAL, locale, incident=incident),
        "extensions": {"code": INTERNAL, "incident": incident},
    }


def language_of(accept_language: str) -> str:
    """The best of LOCALES for an Accept-Language header."""
    for part in accept_language.replace(" ", "").split(","):
        tag = part.partition(";")[0].lower()
        if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
            return "zh-Hant"
        if tag.startswith("zh"):
            return "zh-Hans"
        if tag.startswith("en"):
            return "en"
    return DEFAULT_LOCALE
