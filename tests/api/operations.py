"""Operations made from the schema: every root field with its arguments and everything below it."""

import json
from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from hotline_api.core.permissions import Rule
from hotline_api.schema import schema

SCHEMA = schema.graphql_schema
KINDS = {
    "query": SCHEMA.query_type,
    "mutation": SCHEMA.mutation_type,
    "subscription": SCHEMA.subscription_type,
}
#: levels of objects below the root field
DEPTH = 3


def root_fields(kind: str) -> list[str]:
    """Names of the root fields of "query", "mutation" or "subscription"."""
    root = KINDS[kind]
    assert root is not None
    return list(root.fields)


def rule_of(kind: str, name: str) -> Rule:
    """The permission that a root field declares."""
    root: Any = KINDS[kind]
    for python_name, field in root.graphene_type._meta.fields.items():
        head, *rest = python_name.split("_")
        if head + "".join(part.capitalize() for part in rest) == name:
            rule: Rule = field.permission
            return rule
    raise LookupError(name)


def operation(kind: str, name: str, given: Mapping[str, Any] | None = None, depth: int = DEPTH) -> str:
    """The operation's text; arguments from ``given`` by name, else the simplest that the type takes."""
    root = KINDS[kind]
    assert root is not None
    field = root.fields[name]
    arguments = ", ".join(
        f"{argument}: {literal(type_.type, (given or {}).get(argument), given or {})}"
        for argument, type_ in field.args.items()
        if isinstance(type_.type, GraphQLNonNull) or (given or {}).get(argument) is not None
    )
    return f"{kind} {{ {name}{f'({arguments})' if arguments else ''}{selection(field, depth)} }}"


def selection(field: GraphQLField, depth: int) -> str:
    """Everything below ``field``, objects to ``depth`` levels."""
    type_ = get_named_type(field.type)
    if not isinstance(type_, GraphQLObjectType):
        return ""
    parts = [
        name + selection(child, depth - 1)
        for name, child in type_.fields.items()
        if is_leaf_type(get_named_type(child.type)) or depth > 1
    ]
    return f" {{ {' '.join(parts) or '__typename'} }}"


def literal(type_: Any, value: Any, given: Mapping[str, Any]) -> str:
    """``value`` as it is written in an operation; the simplest one when it is None."""
    if isinstance(type_, GraphQLNonNull):
        return literal(type_.of_type, value, given)
    if isinstance(type_, GraphQLList):
        return f"[{', '.join(literal(type_.of_type, item, given) for item in value or [])}]"
    if isinstance(type_, GraphQLEnumType):
        return value or next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        fields = {
            name: literal(field.type, (value or {}).get(name, given.get(name)), given)
            for name, field in type_.fields.items()
            if isinstance(field.type, GraphQLNonNull) or name in (value or {}) or name in given
        }
        return "{" + ", ".join(f"{name}: {text}" for name, text in fields.items()) + "}"
    if value is None or (type_.name == "Int" and not isinstance(value, int)):
        value = {"Int": 1, "Float": 1.0, "Boolean": True, "Date": "2026-01-31"}.get(type_.name, "x")
    return json.dumps(value, ensure_ascii=False)
