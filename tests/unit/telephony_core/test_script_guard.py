"""A routing script cannot make anything large, and its flaws are named where they were written."""

import pytest

from telephony.core.policy import Flaw, Script, ScriptFailed, ScriptFlawed

CALL = {"priority": 1, "waited": 2.5}


def body(*lines: str) -> str:
    """A script whose priority is computed so."""
    return "def priority(call):\n" + "".join(f"    {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("source", "problem", "line"),
    [
        (body("x = [1]", "for i in range(40):", "    x = x + x", "return len(x)"), "too long", 4),
        (body("x = 'a'", "for i in range(40):", "    x += x", "return len(x)"), "too long", 4),
        (body("x = 3", "for i in range(100):", "    x *= x", "return x"), "number too large", 4),
        (body("return len('x' * 300000000)"), "only numbers can be multiplied", 2),
        (body("return len('%s' % call)"), "% is for numbers only", 2),
        (body("return len(list(range(30000000)))"), "range longer than 1000", 2),
        (body("r = range", "return max(r(100000000))"), "range longer than 1000", 3),
        (body("return priority(call)"), "Starlark call stack overflow", 2),
        (body("return [1]"), "priority answered [1], not a number", None),
        (body("return priority"), "Operation `serde::serialize` not supported", None),
    ],
)
def test_given_a_script_that_grows_or_answers_nonsense_when_asked_then_it_fails_where_it_was_written(
    source: str, problem: str, line: int | None
) -> None:
    script = Script(source)
    with pytest.raises(ScriptFailed) as failed:
        script.priority(CALL)
    assert failed.value.flaw.problem.startswith(problem)
    assert failed.value.flaw.line == line


@pytest.mark.parametrize(
    ("source", "flaw"),
    [
        (body("return 1 << 100000"), Flaw("only + - * / // and % may be used", 2, 12)),
        (body("return ''.join([])"), Flaw(".join may not be used", 2, 12)),
        (body("return getattr('', 'join')([])"), Flaw("getattr may not be used", 2, 12)),
        (body("range = 3", "return range"), Flaw("range cannot be defined", 2, 5)),
        ("def __add(a, b):\n    return 1\n" + body("return 1"), Flaw("__add cannot be defined", 1, 1)),
        (body("x = 1 + 2 + unknown", "return x"), Flaw("Variable `unknown` not found", 2, 17)),
    ],
)
def test_given_what_a_script_may_not_use_when_compiled_then_the_place_is_named(source: str, flaw: Flaw) -> None:
    with pytest.raises(ScriptFlawed) as refused:
        Script(source)
    assert refused.value.flaw == flaw


def test_given_sums_and_products_everywhere_when_asked_then_the_answer_is_that_of_arithmetic() -> None:
    source = """W = 10 * 60
LIST = ["a"] + ["b"]
def half(x, y = 2 * 3):
    return (x + y) * 2 % 1000
def priority(call):
    score = 100 * call["priority"] + call["waited"]  # + sum "中文 + *"
    d = {"k": 1}
    d["k"] += (1 +
       2) * 3
    score += half(1) if "中" + "文" == "中文" else 0
    score -= -1
    score *= 2
    return score + d["k"] + sorted([-x * 2 for x in range(3)])[0] + len(LIST) + W
"""
    told: dict[str, float] = {}
    exec(source + f"told['answer'] = priority({CALL!r})", {"told": told})  # the same text is Python too
    assert Script(source).priority(CALL) == told["answer"] == 843.0
