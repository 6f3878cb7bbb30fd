"""Every root field, given nonsense: numbers out of all bounds, strings that no database takes, ids of nothing.

Generated from the schema. What must hold: a refusal in the field's own words or BAD_REQUEST, never a fault of ours.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
)

from hotline.kernel.permissions import Role
from telephony import facade
from telephony.contracts.commands import Command, Order, RefusalCode, Reply
from tests.api.conftest import Browser, Engine
from tests.api.operations import KINDS, root_fields, selection

People = Callable[..., Browser]
#: these end the session, or stand before it
APART = {"signIn", "signOut", "switchTenant"}


def _arguments(kind: str, name: str) -> dict[str, Any]:
    root = KINDS[kind]
    assert root is not None
    return dict(root.fields[name].args)


FIELDS = [
    (kind, name)
    for kind in ("query", "mutation")
    for name in root_fields(kind)
    if name not in APART and _arguments(kind, name)
]
LONG = "长" * 10_000
NONSENSE: dict[str, dict[str, Any]] = {
    "below": {"String": "-1", "ID": "-1", "Int": -(2**31), "Float": -1e308, "Date": "0001-01-01",
              "DateTime": "0001-01-01T00:00:00+14:00", "items": 1},
    "above": {"String": "9" * 30, "ID": "9" * 30, "Int": 2**31 - 1, "Float": 1e308, "Date": "9999-12-31",
              "DateTime": "9999-12-31T23:59:59-12:00", "items": 1},
    "long": {"String": LONG, "ID": "１２３²", "Int": 0, "Float": 1e-300, "Date": "2026-01-31",
             "DateTime": "2026-01-31T00:00:00+00:00", "items": 2},
}  # fmt: skip


def value(type_: Any, given: dict[str, Any]) -> Any:
    """Nonsense of this type."""
    if isinstance(type_, GraphQLNonNull):
        return value(type_.of_type, given)
    if isinstance(type_, GraphQLList):
        return [value(type_.of_type, given) for _ in range(given["items"])]
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        return {name: value(field.type, given) for name, field in type_.fields.items()}
    return True if type_.name == "Boolean" else given.get(type_.name, given["String"])


def ask(seen: Browser, kind: str, name: str, given: dict[str, Any]) -> dict[str, Any]:
    """The answer to the field with all its arguments nonsense."""
    root = KINDS[kind]
    assert root is not None
    field = root.fields[name]
    declared = ", ".join(f"${key}: {argument.type}" for key, argument in field.args.items())
    passed = ", ".join(f"{key}: ${key}" for key in field.args)
    head = f"({declared})" if declared else ""
    text = f"{kind}{head} {{ {name}{f'({passed})' if passed else ''}{selection(field, 1)} }}"
    return seen.post(text, **{key: value(argument.type, given) for key, argument in field.args.items()})


class Doubtful(Engine):
    """Takes what it is told, but knows nobody whom orders are about."""

    def _answer(self, command: Command) -> Reply:
        unknown = RefusalCode.UNKNOWN_AGENT if isinstance(command, Order) else None
        return Reply(command_id=command.command_id, refusal=unknown)


@pytest.mark.parametrize("kind_of", NONSENSE)
def test_given_nonsense_when_any_field_is_asked_then_no_fault_of_ours(
    browser: People, engine: Engine, kind_of: str
) -> None:
    facade.plug(Doubtful())
    seen, wrong = browser("city", *Role), []
    for kind, name in FIELDS:
        with transaction.atomic():
            body = ask(seen, kind, name, NONSENSE[kind_of])
            transaction.set_rollback(True)
        wrong += [f"{kind} {name}" for error in body.get("errors", []) if _code(error) == "INTERNAL"]
    assert wrong == []


def _code(error: dict[str, Any]) -> str:
    return str(error.get("extensions", {}).get("code"))


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "\udfff"])
def test_given_a_text_that_nothing_can_keep_when_sent_then_refused_before_anything_runs(
    browser: People, engine: Engine, text: str
) -> None:
    seen = browser("east", *Role)
    by_variable = "mutation($n: String!) { helpAsk(callId: $n, note: $n) { errors { code } } }"
    assert seen.code(by_variable, n=text) == "BAD_REQUEST"
    assert seen.code("query($t: [String!]) { listenings(text: $t) { total } }", t=[{"a": [text]}]) == "BAD_REQUEST"
    assert seen.code(f'{{ listenings(text: "{text}") {{ total }} }}') == "BAD_REQUEST"
    assert engine.commands == []


@pytest.mark.parametrize("escape", ["\\u0000", "\\u{0}", "\\ud800"])
def test_given_an_escape_that_nothing_can_keep_when_sent_then_refused(browser: People, escape: str) -> None:
    assert browser("east", *Role).code(f'{{ listenings(text: "{escape}") {{ total }} }}') == "BAD_REQUEST"


def test_given_characters_of_all_planes_when_sent_then_taken(browser: People) -> None:
    assert (
        browser("east", *Role).data('{ listenings(text: "\\ud83d\\ude00 𠮷") { total } }')["listenings"]["total"] == 0
    )
