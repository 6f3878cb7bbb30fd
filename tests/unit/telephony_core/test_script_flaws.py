"""Every sentence that the interpreter and our checks say about a script has its code; only its own words are OTHER."""

import pytest

from telephony.contracts.script_flaws import ScriptFlawCode, told
from telephony.core.policy import Script, ScriptFailed, ScriptFlawed

ASK = "def priority(call):\n    return "


def flaw(source: str) -> tuple[str, dict[str, str], int | None]:
    """Code, what it names, line: of compiling the script, or of asking it once."""
    try:
        Script(source).priority({"queue": "q"})
    except (ScriptFlawed, ScriptFailed) as error:
        return (*told(error.flaw.problem), error.flaw.line)
    raise AssertionError("nothing is wrong with it")


@pytest.mark.parametrize(
    ("source", "code", "named", "line"),
    [
        ("x = 1\n" * 4000, "TOO_LONG_SCRIPT", {"limit": "20000"}, None),
        ("x = 1", "NO_FUNCTION", {}, None),
        (ASK + "[f for f in range(999) for g in range(999)]\n", "TAKES_TOO_LONG", {}, 2),
        (ASK + "'high'", "NO_NUMBER", {"answer": "'high'"}, None),
        (ASK + "priority", "NO_ANSWER", {}, None),
        (ASK + "call | 2", "ONLY_ARITHMETIC", {}, 2),
        (ASK + "'a' * 3", "ONLY_NUMBERS_MULTIPLY", {}, 2),
        (ASK + "'%s' % call", "ONLY_NUMBERS_REMAINDER", {}, 2),
        (ASK + "len(range(5000))", "RANGE_TOO_LONG", {"limit": "1000"}, 2),
        (ASK + "10000000 * 1000000000", "NUMBER_TOO_LARGE", {}, 2),
        (ASK + "'a'.format()", "NOT_ALLOWED", {"name": ".format"}, 2),
        (ASK + "hash('a')", "NOT_ALLOWED", {"name": "hash"}, 2),
        ("def range(a):\n    return 1", "NAME_TAKEN", {"name": "range"}, 1),
        ("def priority(call):\n    while True:\n        pass", "NOT_IN_LANGUAGE", {"name": "while"}, 2),
        (ASK + "nobody", "UNKNOWN_NAME", {"name": "nobody"}, 2),
        ("def priority(call)\n    return 1", "UNEXPECTED_END", {}, 1),
        (ASK + "10 ** 3", "UNEXPECTED", {"name": "**"}, 2),
        (ASK + "'a", "UNFINISHED_TEXT", {}, 2),
        ("def priority(call):\n\treturn 1", "TABS", {}, 1),
        ("for i in [1]:\n    pass", "OUTSIDE_FUNCTION", {"name": "for"}, 1),
        (ASK + "1 // 0", "DIVISION_BY_ZERO", {}, 2),
        (ASK + "1 / 0", "DIVISION_BY_ZERO", {}, 2),
        (ASK + "[1][5]", "NO_SUCH_INDEX", {"name": "5"}, 2),
        (ASK + "call['x']", "NO_SUCH_KEY", {"name": '"x"'}, 2),
        (ASK + "1 < 'a'", "WRONG_TYPES", {"operation": "compare", "types": "int and string"}, 2),
        (ASK + "len(1)", "WRONG_TYPES", {"operation": "len()", "types": "int"}, 2),
        (ASK + "int('x')", "NOT_A_NUMBER", {"name": "x"}, 2),
        (ASK + "max([])", "EMPTY", {}, 2),
        (ASK + "priority()", "MISSING_ARGUMENT", {"name": "call"}, 2),
        (ASK + "priority(1, 2)", "TOO_MANY_ARGUMENTS", {}, 2),
        (ASK + "priority(call)", "TOO_DEEP", {}, 2),
        (ASK + "fail('我的话')", "OTHER", {"problem": "我的话"}, 2),
    ],
)
def test_given_a_flawed_script_then_its_code_what_it_names_and_the_line(
    source: str, code: str, named: dict[str, str], line: int | None
) -> None:
    found, said, where = flaw(source)
    assert (found, said, where) == (ScriptFlawCode(code), named, line)


def test_given_what_the_switchboard_says_itself_then_it_has_its_code() -> None:
    assert told("all questions of a second together take too long") == (ScriptFlawCode.SECOND_USED_UP, {})
    assert told("choose answered 'x', not the key of one of the agents") == (ScriptFlawCode.NO_AGENT, {"answer": "'x'"})
    assert told("too long") == (ScriptFlawCode.VALUE_TOO_LONG, {})
