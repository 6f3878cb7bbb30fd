"""Every operation that the console sends is valid for the schema and within the limits."""

import re

import pytest
from django.conf import settings
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

from hotline_api.core.execution import Refused, checked
from tests.api.operations import SCHEMA

TAGGED = re.compile(r"graphql\(`(.*?)`", re.DOTALL)


def documents() -> list[DocumentNode]:
    """What the console's sources hold between ``graphql(`` and its end."""
    return [
        parse(text)
        for path in sorted((settings.BASE_DIR / "frontend" / "src").rglob("*.ts*"))
        if "generated" not in path.parts
        for text in TAGGED.findall(path.read_text(encoding="utf-8"))
    ]


PARTS = [part for document in documents() for part in document.definitions]
FRAGMENTS = {part.name.value: part for part in PARTS if isinstance(part, FragmentDefinitionNode)}
OPERATIONS = [part for part in PARTS if isinstance(part, OperationDefinitionNode)]


def whole(operation: OperationDefinitionNode) -> str:
    """The operation with the fragments that it needs."""
    needed: dict[str, FragmentDefinitionNode] = {}

    class Spreads(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
            name = node.name.value
            if name not in needed:
                needed[name] = FRAGMENTS[name]
                visit(FRAGMENTS[name], Spreads())

    visit(operation, Spreads())
    return "\n".join(print_ast(part) for part in (operation, *needed.values()))


def test_given_the_console_when_its_sources_are_read_then_there_are_operations() -> None:
    assert len(OPERATIONS) > 20


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda part: part.name.value if part.name else "unnamed")
def test_given_an_operation_of_the_console_when_checked_then_it_may_run(operation: OperationDefinitionNode) -> None:
    try:
        checked(SCHEMA, whole(operation), {"first": 50}, "en")
    except Refused as refused:
        pytest.fail(f"{refused}\n{whole(operation)}")
