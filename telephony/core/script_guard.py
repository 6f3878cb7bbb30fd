"""What keeps a routing script small: Starlark counts steps, but one step may make a list of a billion. So sums,
products and remainders go through checks of size, ``range`` is short, only harmless names and methods may be used.

The script's text is rewritten (``a + b`` becomes ``__add(a, b)``) line by line; ``Guarded.place`` leads back.
"""

import ast
import io
import tokenize
from dataclasses import dataclass

LARGEST_NUMBER = 10**15
LONGEST = 10_000
LONGEST_RANGE = 1_000

PRELUDE = f"""\
def __fits(value):
    if type(value) == "int":
        if value > {LARGEST_NUMBER} or value < -{LARGEST_NUMBER}:
            fail("number too large")
    elif type(value) != "float" and len(value) > {LONGEST}:
        fail("too long")
    return value
def __add(a, b):
    return __fits(a + b)
def __mul(a, b):
    if type(a) in ("int", "float") and type(b) in ("int", "float"):
        return __fits(a * b)
    fail("only numbers can be multiplied")
def __mod(a, b):
    if type(a) in ("int", "float"):
        return a % b
    fail("% is for numbers only")
def __range(*bounds):
    found = range(*bounds)
    if len(found) > {LONGEST_RANGE}:
        fail("range longer than {LONGEST_RANGE}")
    return found
"""
PRELUDE_LINES = PRELUDE.count("\n")

CHECKED = {ast.Add: ("+", "__add"), ast.Mult: ("*", "__mul"), ast.Mod: ("%", "__mod")}
HARMLESS = (ast.Sub, ast.Div, ast.FloorDiv)
FORBIDDEN = frozenset({"getattr", "hasattr", "dir", "hash", "repr", "chr", "ord", "load"})
METHODS = frozenset(
    {"append", "count", "endswith", "find", "get", "index", "isdigit", "items", "keys", "lower", "lstrip", "rstrip"}
    | {"setdefault", "split", "startswith", "strip", "upper", "values"}
)
STRANGE = (ast.JoinedStr, ast.ClassDef, ast.While, ast.Try, ast.With, ast.Import, ast.ImportFrom, ast.Await, ast.Set)


class NotAllowed(ValueError):
    """Something that a script may not use; ``line`` and ``column`` from 1."""

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(problem)
        self.problem, self.line, self.column = problem, line, column


@dataclass(frozen=True, slots=True)
class _Edit:
    column: int  # characters from 0
    removed: int
    text: str


@dataclass(frozen=True, slots=True)
class Guarded:
    """``text``: what is run; ``edits``: by line of the script, in order."""

    text: str
    edits: dict[int, list[_Edit]]

    def place(self, line: int, column: int) -> tuple[int, int] | None:
        """Where in the script a place of ``text`` is (both from 1); None inside the checks."""
        line -= PRELUDE_LINES
        if line < 1:
            return None
        column -= 1
        grown = 0
        for edit in self.edits.get(line, []):
            begins = edit.column + grown
            if column < begins:
                break
            if column < begins + len(edit.text):
                return line, edit.column + 1
            grown += len(edit.text) - edit.removed
        return line, column - grown + 1


def guard(source: str) -> Guarded:
    """The script with its checks. Raises NotAllowed."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        raise NotAllowed(str(getattr(error, "msg", error)), line, column) from error
    writer = _Writer(source)
    try:
        writer.visit(tree)
    except RecursionError as error:
        raise NotAllowed("nested too deeply", 1, 1) from error
    return Guarded(PRELUDE + writer.text(), writer.edits)


class _Writer(ast.NodeVisitor):
    """Collects the edits, outer before inner."""

    def __init__(self, source: str) -> None:
        self.lines = source.splitlines(keepends=True)
        self.edits: dict[int, list[_Edit]] = {}
        words = tokenize.generate_tokens(io.StringIO(source).readline)
        self.signs = [(word.start, word.string) for word in words if word.type == tokenize.OP]

    def text(self) -> str:
        """The source with the edits made."""
        for edits in self.edits.values():
            edits.sort(key=lambda edit: edit.column)
        lines = list(self.lines)
        for number, edits in self.edits.items():
            line = lines[number - 1]
            for edit in reversed(edits):
                line = line[: edit.column] + edit.text + line[edit.column + edit.removed :]
            lines[number - 1] = line
        return "".join(lines)

    def _at(self, line: int | None, offset: int | None) -> tuple[int, int]:
        """Line from 1 and character from 0 of a place that the parser counts in bytes."""
        number = line or 1
        return number, len(self.lines[number - 1].encode()[: offset or 0].decode(errors="ignore"))

    def _begin(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        return self._at(node.lineno, node.col_offset)

    def _end(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        return self._at(node.end_lineno, node.end_col_offset)

    def _edit(self, place: tuple[int, int], removed: int, text: str) -> None:
        line, column = place
        self.edits.setdefault(line, []).append(_Edit(column, removed, text))

    def _refuse(self, node: ast.expr | ast.stmt, problem: str) -> None:
        line, column = self._begin(node)
        raise NotAllowed(problem, line, column + 1)

    def _sign(self, text: str, after: tuple[int, int], before: tuple[int, int]) -> tuple[int, int]:
        return next(place for place, sign in self.signs if sign == text and after <= place < before)

    def generic_visit(self, node: ast.AST) -> None:
        """Everything that is not looked at more closely."""
        if isinstance(node, STRANGE) and isinstance(node, ast.expr | ast.stmt):
            self._refuse(node, f"{type(node).__name__} is not part of the language")
        super().generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """A sum, product or remainder is checked; sets and shifts of bits are not for scripts."""
        known = CHECKED.get(type(node.op))
        if known:
            sign, check = known
            self._edit(self._begin(node), 0, f"{check}(")
            self._edit(self._sign(sign, self._end(node.left), self._begin(node.right)), 1, ",")
        elif not isinstance(node.op, HARMLESS):
            self._refuse(node, "only + - * / // and % may be used")
        self.generic_visit(node)
        if known:
            self._edit(self._end(node), 0, ")")

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Likewise; what is assigned to is written twice."""
        known = CHECKED.get(type(node.op))
        if known:
            sign, check = known
            (line, begin), (last, end) = self._begin(node.target), self._end(node.target)
            if line != last:
                self._refuse(node, "write what is assigned to on one line")
            target = self.lines[line - 1][begin:end]
            place = self._sign(f"{sign}=", (last, end), self._begin(node.value))
            self._edit(place, 2, f"= {check}({target}, ")
        elif not isinstance(node.op, HARMLESS):
            self._refuse(node, "only + - * / // and % may be used")
        self.visit(node.value)
        if known:
            self._edit(self._end(node.value), 0, ")")

    def visit_Name(self, node: ast.Name) -> None:
        """Names of our own are not to be used; ``range`` is ours."""
        if node.id == "range" and isinstance(node.ctx, ast.Load):
            self._edit(self._begin(node), len("range"), "__range")
        elif node.id in FORBIDDEN:
            self._refuse(node, f"{node.id} may not be used")
        elif _is_ours(node.id):
            self._refuse(node, f"{node.id} cannot be defined")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function's name, and those of what it is given, are names like any other."""
        given = node.args
        names = [each.arg for each in (*given.args, *given.kwonlyargs, given.vararg, given.kwarg) if each]
        if taken := next((name for name in (node.name, *names) if _is_ours(name)), None):
            self._refuse(node, f"{taken} cannot be defined")
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Only methods that make nothing large."""
        if node.attr not in METHODS:
            self._refuse(node, f".{node.attr} may not be used")
        self.generic_visit(node)


def _is_ours(name: str) -> bool:
    return name.startswith("__") or name == "range" or name in FORBIDDEN
