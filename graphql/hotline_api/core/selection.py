"""What an operation asks for below a field: so that a list loads what is wanted and nothing else."""

from typing import Any

from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode


def wanted(info: Any, *path: str) -> frozenset[str]:
    """Names of the fields asked for below the resolved field, ``path`` followed first ("items")."""
    sets = [node.selection_set for node in info.field_nodes if node.selection_set]
    for step in path:
        sets = [
            field.selection_set
            for part in sets
            for field in _fields(part, info.fragments)
            if field.name.value == step and field.selection_set
        ]
    return frozenset(field.name.value for part in sets for field in _fields(part, info.fragments))


def _fields(selections: SelectionSetNode, fragments: dict[str, Any]) -> list[FieldNode]:
    found: list[FieldNode] = []
    for node in selections.selections:
        if isinstance(node, FieldNode):
            found.append(node)
        elif isinstance(node, InlineFragmentNode):
            found += _fields(node.selection_set, fragments)
        elif isinstance(node, FragmentSpreadNode) and node.name.value in fragments:
            found += _fields(fragments[node.name.value].selection_set, fragments)
    return found
