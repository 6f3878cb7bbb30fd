"""The administrator's routing script: Starlark, compiled once, run within a budget. Knows nothing of the switchboard.

A script defines one function or both:

- ``priority(call)``: a number, the greater goes first. Asked when the call enters a queue, and again while it waits.
- ``choose(call, agents)``: the ``key`` of one of ``agents`` (never empty, in the order in which they would be chosen
  without a script), or None to let the call wait.

The language has no input and output, no clock, no chance and no state between calls: the same facts give the same
answer. https://github.com/bazelbuild/starlark/blob/master/spec.md
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import starlark

from telephony.core.script_guard import PRELUDE_LINES, Guarded, NotAllowed, guard

Facts = dict[str, Any]

FUNCTIONS = ("priority", "choose")
MOST_CHARACTERS = 20_000
MOST_CHECKS = 40
"""The budget of one question: the interpreter asks for leave every thousand or so of its instructions."""
DEEPEST_CALLS = 50
LARGEST_PRIORITY = 1_000_000.0

_PLACE = re.compile(r"-->\s*\S+?:(\d+):(\d+)")
_FRAME = re.compile(r"^  \* script:(\d+), in", re.MULTILINE)
_FIRST_LINE = re.compile(r"^error: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a script; ``line`` and ``column`` from 1, None when it is about the whole."""

    problem: str
    line: int | None = None
    column: int | None = None


class ScriptFlawed(ValueError):
    """The script cannot be used. ``flaw`` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.problem)
        self.flaw = flaw


class ScriptFailed(Exception):
    """The script raised an error, answered something of no use, or took too long."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.problem)
        self.flaw = flaw


class _Budget:
    """Says stop after so many thousand instructions: counted, not timed, so that a replay does the same."""

    def __init__(self) -> None:
        self.left = MOST_CHECKS

    def spent(self) -> bool:
        self.left -= 1
        return self.left < 0


class Script:
    """A compiled script. Raises ScriptFlawed when ``source`` does not compile or defines neither function."""

    def __init__(self, source: str) -> None:
        if len(source) > MOST_CHARACTERS:
            raise ScriptFlawed(Flaw(f"longer than {MOST_CHARACTERS} characters"))
        budget = _Budget()
        self.spent = 0
        """Thousands of instructions, over all questions so far."""
        self._guarded = _guarded(source)
        try:
            tree = starlark.parse("script", self._guarded.text, starlark.Dialect.standard())
            module = starlark.Module()
            starlark.eval_with(_options(budget), module, tree, starlark.Globals.standard())
            self._module = module.freeze()
        except starlark.StarlarkError as error:
            raise ScriptFlawed(_flaw(error, budget, self._guarded)) from error
        defined = {name for name in FUNCTIONS if re.search(rf"^def\s+{name}\s*\(", source, re.MULTILINE)}
        if not defined:
            raise ScriptFlawed(Flaw("defines neither priority(call) nor choose(call, agents)"))
        self.has_priority, self.has_choose = "priority" in defined, "choose" in defined

    def priority(self, call: Facts) -> float:
        """Raises ScriptFailed."""
        answer = self._ask("priority", call)
        if isinstance(answer, bool) or not isinstance(answer, int | float) or answer != answer:
            raise ScriptFailed(Flaw(f"priority answered {answer!r}, not a number"))
        return max(-LARGEST_PRIORITY, min(LARGEST_PRIORITY, float(answer)))

    def choose(self, call: Facts, agents: Sequence[Facts]) -> str | None:
        """Raises ScriptFailed, also for an agent who is not among ``agents``."""
        answer = self._ask("choose", call, agents)
        if answer is None:
            return None
        if not isinstance(answer, str) or all(agent["key"] != answer for agent in agents):
            raise ScriptFailed(Flaw(f"choose answered {answer!r}, not the key of one of the agents"))
        return answer

    def _ask(self, function: str, *facts: Any) -> Any:
        budget = _Budget()
        try:
            return self._module.call_with(_options(budget), function, *facts).value
        except starlark.StarlarkError as error:
            raise ScriptFailed(_flaw(error, budget, self._guarded)) from error
        except (ValueError, TypeError, RecursionError) as error:  # an answer that is nothing to us
            raise ScriptFailed(Flaw(f"{function} answered something of no use: {error}")) from error
        finally:
            self.spent += MOST_CHECKS - budget.left


def _guarded(source: str) -> Guarded:
    """Its own syntax first, for the message is better."""
    try:
        starlark.parse("script", source, starlark.Dialect.standard())
    except starlark.StarlarkError as error:
        raise ScriptFlawed(_flaw(error, _Budget(), None)) from error
    try:
        return guard(source)
    except NotAllowed as error:
        raise ScriptFlawed(Flaw(error.problem, error.line, error.column)) from error


def _options(budget: _Budget) -> starlark.EvalOptions:
    check: Callable[[], bool] = budget.spent
    return starlark.EvalOptions(check_cancelled=check, max_callstack_size=DEEPEST_CALLS)


def _flaw(error: Exception, budget: _Budget, guarded: Guarded | None) -> Flaw:
    text = str(error)
    said = _FIRST_LINE.search(text)
    problem = "takes too long" if budget.left < 0 else said[1] if said else text.strip().splitlines()[0]
    return Flaw(problem.removeprefix("Parse error: ").removeprefix("fail: "), *_place(text, guarded))


def _place(text: str, guarded: Guarded | None) -> tuple[int | None, int | None]:
    """Line and column in the script as it was written; of the call when a check failed."""
    found = _PLACE.search(text)
    if found is None:
        return None, None
    line, column = int(found[1]), int(found[2])
    if guarded is None:
        return line, column
    if place := guarded.place(line, column):
        return place
    frames = [int(frame) - PRELUDE_LINES for frame in _FRAME.findall(text)]
    return next((frame for frame in reversed(frames) if frame > 0), None), None
