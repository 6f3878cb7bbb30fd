"""From text to result: parse, check, and run one operation for one context. Shared by requests and sockets."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, validate
from graphql.validation import specified_rules

from .characters import writable
from .errors import formatted, unwritable
from .limits import MAX_TOKENS, rules

#: documents that were checked and are kept, and how long the longest of them is (and its variables)
KEPT = 256
KEPT_LENGTH = 8_192


class Refused(Exception):
    """The operation was not run; ``errors`` say why."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


def production() -> bool:
    """Is introspection off? Everywhere but in development and tests of it."""
    return not settings.DEBUG


def checked(schema: GraphQLSchema, query: str, variables: dict[str, Any] | None, locale: str) -> DocumentNode:
    """The parsed document. Raises Refused."""
    if not writable(query) or not writable(variables):
        raise Refused([unwritable(locale)])
    if len(query) <= KEPT_LENGTH:
        asked = json.dumps(variables, sort_keys=True)
        if len(asked) <= KEPT_LENGTH:
            return _kept(schema, query, asked, locale, production())
    return _checked(schema, query, variables, locale)


@lru_cache(KEPT)
def _kept(schema: GraphQLSchema, query: str, variables: str, locale: str, _production: bool) -> DocumentNode:
    """As ``checked``: two thousand consoles ask the same few questions, and hold one document each of them."""
    return _checked(schema, query, json.loads(variables), locale)


def _checked(schema: GraphQLSchema, query: str, variables: dict[str, Any] | None, locale: str) -> DocumentNode:
    try:
        document = parse(query, no_location=False, max_tokens=MAX_TOKENS)
    except GraphQLError as error:
        raise Refused([error]) from error
    own = rules(locale, variables, production=production())
    # the size first: the specification's rules are not cheap on a huge document
    errors = validate(schema, document, own) or validate(schema, document, specified_rules, max_errors=20)
    if errors:
        raise Refused(errors)
    return document


def told(errors: list[GraphQLError], locale: str) -> list[dict[str, Any]]:
    """Errors as they leave the house."""
    return [formatted(error, locale, hide=production()) for error in errors]
