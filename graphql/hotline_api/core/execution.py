"""From text to result: parse, check, and run one operation for one context. Shared by requests and sockets."""

from typing import Any

from django.conf import settings
from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, validate
from graphql.validation import specified_rules

from .errors import formatted
from .limits import MAX_TOKENS, rules


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
