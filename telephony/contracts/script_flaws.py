"""What can be wrong with a routing script, as codes that are put into every reader's language. Pure.

The interpreter tells its errors in English sentences, and so do the checks around it; here each kind has its code, with
the parts of the sentence that name something of the script. What has none is OTHER, with the sentence itself.
"""

import re
from enum import StrEnum


class ScriptFlawCode(StrEnum):
    """Kinds of flaws. In braces: what the sentence names."""

    TOO_LONG_SCRIPT = "TOO_LONG_SCRIPT"  # {limit} characters
    NO_FUNCTION = "NO_FUNCTION"
    TAKES_TOO_LONG = "TAKES_TOO_LONG"  # the budget of one question
    SECOND_USED_UP = "SECOND_USED_UP"  # the budget of all questions of a second
    NO_NUMBER = "NO_NUMBER"  # priority answered {answer}
    NO_AGENT = "NO_AGENT"  # choose answered {answer}
    NO_ANSWER = "NO_ANSWER"  # {function} answered something of no use
    NUMBER_TOO_LARGE = "NUMBER_TOO_LARGE"
    VALUE_TOO_LONG = "VALUE_TOO_LONG"
    RANGE_TOO_LONG = "RANGE_TOO_LONG"  # {limit}
    ONLY_NUMBERS_MULTIPLY = "ONLY_NUMBERS_MULTIPLY"
    ONLY_NUMBERS_REMAINDER = "ONLY_NUMBERS_REMAINDER"
    ONLY_ARITHMETIC = "ONLY_ARITHMETIC"
    NOT_ALLOWED = "NOT_ALLOWED"  # {name}
    NAME_TAKEN = "NAME_TAKEN"  # {name}
    NOT_IN_LANGUAGE = "NOT_IN_LANGUAGE"  # {name}
    ONE_LINE_TARGET = "ONE_LINE_TARGET"
    TOO_DEEP = "TOO_DEEP"
    UNKNOWN_NAME = "UNKNOWN_NAME"  # {name}
    UNEXPECTED = "UNEXPECTED"  # {name}
    UNEXPECTED_END = "UNEXPECTED_END"  # of a line
    UNFINISHED_TEXT = "UNFINISHED_TEXT"
    TABS = "TABS"
    INDENTATION = "INDENTATION"
    OUTSIDE_FUNCTION = "OUTSIDE_FUNCTION"  # {name}
    DIVISION_BY_ZERO = "DIVISION_BY_ZERO"
    NO_SUCH_INDEX = "NO_SUCH_INDEX"  # {name}
    NO_SUCH_KEY = "NO_SUCH_KEY"  # {name}
    WRONG_TYPES = "WRONG_TYPES"  # {operation}, {types}
    NOT_A_NUMBER = "NOT_A_NUMBER"  # {name}
    EMPTY = "EMPTY"
    MISSING_ARGUMENT = "MISSING_ARGUMENT"  # {name}
    TOO_MANY_ARGUMENTS = "TOO_MANY_ARGUMENTS"
    OTHER = "OTHER"  # {problem}


_C = ScriptFlawCode
_KINDS: tuple[tuple[ScriptFlawCode, str], ...] = (
    (_C.TOO_LONG_SCRIPT, r"longer than (?P<limit>\d+) characters"),
    (_C.NO_FUNCTION, r"defines neither priority"),
    (_C.TAKES_TOO_LONG, r"takes too long$"),
    (_C.SECOND_USED_UP, r"all questions of a second together"),
    (_C.NO_NUMBER, r"priority answered (?P<answer>.*), not a number"),
    (_C.NO_AGENT, r"choose answered (?P<answer>.*), not the key of"),
    (_C.NO_ANSWER, r"(?P<function>\w+) answered something of no use"),
    (_C.NO_ANSWER, r"Operation `serde::serialize` not supported"),
    (_C.NUMBER_TOO_LARGE, r"number too large"),
    (_C.VALUE_TOO_LONG, r"too long$"),
    (_C.RANGE_TOO_LONG, r"range longer than (?P<limit>\d+)"),
    (_C.ONLY_NUMBERS_MULTIPLY, r"only numbers can be multiplied"),
    (_C.ONLY_NUMBERS_REMAINDER, r"% is for numbers only"),
    (_C.ONLY_ARITHMETIC, r"only \+ - \* / // and % may be used"),
    (_C.NOT_ALLOWED, r"(?P<name>\S+) may not be used"),
    (_C.NAME_TAKEN, r"(?P<name>\S+) cannot be defined"),
    (_C.NOT_IN_LANGUAGE, r"(?P<name>\S+) is not part of the language"),
    (_C.NOT_IN_LANGUAGE, r"cannot use reserved keyword `(?P<name>[^`]+)`"),
    (_C.NOT_IN_LANGUAGE, r"invalid input `(?P<name>[^`]+)`"),
    (_C.ONE_LINE_TARGET, r"write what is assigned to on one line"),
    (_C.TOO_DEEP, r"nested too deeply|Starlark call stack overflow"),
    (_C.UNKNOWN_NAME, r"Variable `(?P<name>[^`]+)` not found"),
    (_C.INDENTATION, r"unexpected (indentation|dedent|outdent)|incorrect indentation|unindent"),
    (_C.UNEXPECTED_END, r"unexpected (new line|end of file|eof)"),
    (_C.UNEXPECTED, r"unexpected \w+ '(?P<name>[^']+)' here"),
    (_C.UNEXPECTED, r"unexpected (?P<name>.+?) here"),
    (_C.UNFINISHED_TEXT, r"unfinished string literal"),
    (_C.TABS, r"tabs are not allowed"),
    (_C.OUTSIDE_FUNCTION, r"`(?P<name>[^`]+)` cannot be used outside"),
    (_C.DIVISION_BY_ZERO, r"(Floor division|float division|Division|Modulo) by zero"),
    (_C.NO_SUCH_INDEX, r"Index `(?P<name>[^`]+)` is out of bound"),
    (_C.NO_SUCH_KEY, r"Key `(?P<name>[^`]+)` was not found"),
    (_C.WRONG_TYPES, r"Operation `(?P<operation>[^`]+)` not supported (for types|on type) (?P<types>.+)"),
    (_C.NOT_A_NUMBER, r"Cannot parse `(?P<name>[^`]*)` as an integer"),
    (_C.EMPTY, r"Argument is an empty iterable"),
    (_C.MISSING_ARGUMENT, r"Missing parameter `(?P<name>[^`]+)`"),
    (_C.TOO_MANY_ARGUMENTS, r"Found \d+ extra (positional|named) "),
)
_PATTERNS = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _KINDS)


def told(problem: str) -> tuple[ScriptFlawCode, dict[str, str]]:
    """The kind of a flaw that is told as ``problem``, and what it names."""
    for code, pattern in _PATTERNS:
        if found := pattern.match(problem):
            return code, {name: value.replace("`", "") for name, value in found.groupdict().items() if value}
    return ScriptFlawCode.OTHER, {"problem": problem}
