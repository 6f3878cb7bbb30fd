"""How big an operation may be: depth, aliases, cost, tokens. Checked before anything runs.

Cost: every field counts 1, and what lies below a list counts as often as the list may be long (``first``, else
LIST_GUESS).
"""

from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    ValidationContext,
    ValidationRule,
    VariableNode,
    is_list_type,
)
from graphql.type import GraphQLObjectType, get_named_type, get_nullable_type

from .characters import writable
from .errors import over_limit, unwritable

MAX_DEPTH = 10
MAX_ALIASES = 30
MAX_COST = 20_000
MAX_TOKENS = 5_000
MAX_BYTES = 256 * 1024
LIST_GUESS = 10
#: (type, field) -> how many entries such a list has at most
KNOWN_LENGTHS = {("Prompt", "languages"): 2, ("SentFax", "attempts"): 3, ("Fax", "replies"): 2}
FIRST_GUESS = 20
#: introspection nests deeper than any real operation, and is limited by being switched off
_META = "__"


class _Measure:
    """Measures one operation, fragments followed once per use and never in a circle."""

    def __init__(self, context: ValidationContext, variables: dict[str, Any]) -> None:
        self.schema = context.schema
        self.variables = variables
        self.fragments: dict[str, FragmentDefinitionNode] = {
            node.name.value: node for node in context.document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.depth = self.aliases = self.cost = self.visits = 0

    def walk(self, selections: SelectionSetNode, owner: Any, depth: int, times: int, path: tuple[str, ...]) -> None:
        for node in selections.selections:
            self.visits += 1
            if self.visits > MAX_COST or self.cost > MAX_COST:
                self.cost = max(self.cost, MAX_COST + 1)
                return
            if isinstance(node, FieldNode):
                self._field(node, owner, depth + 1, times, path)
            elif isinstance(node, InlineFragmentNode):
                self.walk(node.selection_set, owner, depth, times, path)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in path:
                fragment = self.fragments.get(node.name.value)
                if fragment is not None:
                    self.walk(fragment.selection_set, owner, depth, times, (*path, node.name.value))

    def _field(self, node: FieldNode, owner: Any, depth: int, times: int, path: tuple[str, ...]) -> None:
        if node.alias is not None:
            self.aliases += 1
        if node.name.value.startswith(_META):
            return
        self.depth = max(self.depth, depth)
        self.cost += times
        if node.selection_set is None:
            return
        field = owner.fields.get(node.name.value) if isinstance(owner, GraphQLObjectType) else None
        first = self._first(node)
        if first is None and field is not None and "first" in field.args:
            first = field.args["first"].default_value or FIRST_GUESS
        elif first is None and field is not None and is_list_type(get_nullable_type(field.type)):
            # a page's rows were counted by the page's `first`
            known = KNOWN_LENGTHS.get((owner.name, node.name.value), LIST_GUESS)
            first = 1 if owner.name.endswith("Page") else known
        below = get_named_type(field.type) if field is not None else None
        self.walk(node.selection_set, below, depth, times * max(1, first or 1), path)

    def _first(self, node: FieldNode) -> int | None:
        for argument in node.arguments:
            if argument.name.value == "first":
                if isinstance(argument.value, IntValueNode):
                    return int(argument.value.value)
                if isinstance(argument.value, VariableNode):
                    value = self.variables.get(argument.value.name.value)
                    return value if isinstance(value, int) else None
        return None


def measure(locale: str, variables: dict[str, Any] | None) -> type[ValidationRule]:
    """A validation rule that refuses operations over the limits, with messages in ``locale``."""

    class SizeRule(ValidationRule):
        def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
            found = _Measure(self.context, variables or {})
            root = self.context.schema.get_root_type(node.operation)
            found.walk(node.selection_set, root, 0, 1, ())
            for name, value, maximum in (
                ("DEPTH", found.depth, MAX_DEPTH),
                ("ALIASES", found.aliases, MAX_ALIASES),
                ("COST", found.cost, MAX_COST),
            ):
                if value > maximum:
                    self.report_error(over_limit(name, maximum, locale))

    return SizeRule


class OneOperation(ValidationRule):
    """A document carries one operation; several are a batch in disguise."""

    def enter_document(self, node: DocumentNode, *_: Any) -> None:
        count = sum(isinstance(part, OperationDefinitionNode) for part in node.definitions)
        if count > 1:
            self.report_error(GraphQLError("One operation a request", extensions={"code": "BATCHING"}))


class NoIntrospection(ValidationRule):
    """The schema is published as a file; in production it cannot be asked for."""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        if node.name.value in ("__schema", "__type"):
            self.report_error(GraphQLError("Introspection is off", node, extensions={"code": "INTROSPECTION_OFF"}))


def texts(locale: str) -> type[ValidationRule]:
    """A validation rule that refuses a document's own strings when an escape in them is no character to keep."""

    class WritableTexts(ValidationRule):
        def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
            if not writable(node.value):
                self.report_error(unwritable(locale))

    return WritableTexts


def rules(locale: str, variables: dict[str, Any] | None, *, production: bool) -> list[type[ValidationRule]]:
    """What is checked beside the specification's own rules."""
    return [measure(locale, variables), texts(locale), OneOperation, *([NoIntrospection] if production else [])]
