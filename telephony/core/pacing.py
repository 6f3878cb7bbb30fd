"""How many numbers a predictive campaign may ring at once. Pure arithmetic, no state.

Of n ringing numbers each is answered with probability p: the answers A are binomial(n, p). Agents at hand when they
answer are those idle now and, of the busy ones, each with probability q = 1 - exp(-ring / handling) (calls of any
age end alike): F = idle + binomial(busy, q). Whoever answers beyond F finds nobody: E[(A - F)+] people.

A number that has rung for long is answered less probably than a fresh one, so it counts as a part of one.

The largest n is taken whose expected abandoned calls fit both what is left of the limit over the recent past and a
limit for this moment alone, so that what was saved is not spent in one burst.
"""

import math
from collections.abc import Sequence

from telephony.core.outreach_state import Pace

SAFETY = 0.8
"""Part of the limit that is aimed at; the rest is for what the model does not see (callers who come in meanwhile)."""
BURST = 2.0
"""How many times the limit may be expected at one moment."""
WINDOW = 400
"""Answers over which the past fades."""
BIN_SECONDS, BINS, BINS_NEEDED = 2.0, 45, 30
"""Of what is learned about when people answer."""
PRIOR_DIALS, PRIOR_ANSWERS = 10.0, 6.0
"""What is believed before anything was dialled: many answer. Errs to the safe side."""


def answer_rate(pace: Pace) -> float:
    """Probability that a number is answered: what was seen, a standard error added."""
    dialled = pace.dialled + PRIOR_DIALS
    rate = (pace.answered + PRIOR_ANSWERS) / dialled
    return min(1.0, rate + math.sqrt(rate * (1 - rate) / dialled))


def weight(pace: Pace, rung_seconds: float) -> float:
    """What part of a fresh number one counts that has rung for so long: the ratio of their chances to be answered."""
    seen = sum(pace.answers_at)
    if seen < BINS_NEEDED:
        return 1.0
    later = sum(pace.answers_at[int(rung_seconds / BIN_SECONDS) :]) / seen
    rate = answer_rate(pace)
    return later / (1.0 - rate + rate * later) if later else 0.0


def binomial(n: int, p: float) -> list[float]:
    """Probabilities of 0..n successes."""
    if p <= 0.0 or n == 0:
        return [1.0] + [0.0] * n
    if p >= 1.0:
        return [0.0] * n + [1.0]
    yes, no, whole = math.log(p), math.log1p(-p), math.lgamma(n + 1)
    return [
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * yes + (n - k) * no) for k in range(n + 1)
    ]


def expected_over(lines: int, rate: float, idle: int, coming: Sequence[float]) -> float:
    """E[(A - F)+]: people who find no agent when ``lines`` ring. ``coming``: distribution of agents who come free."""
    answers = binomial(lines, rate)
    over = [0.0] * (lines + 2)  # over[f] = E[(A - f)+]
    tail = 0.0
    for answered in range(lines, 0, -1):
        tail += answers[answered]
        over[answered - 1] = over[answered] + tail
    return sum(chance * over[min(idle + free, lines + 1)] for free, chance in enumerate(coming))


def lines_to_ring(pace: Pace, limit: float, idle: int, busy: int, handling: float, most: int) -> int:
    """How many numbers should be ringing now, at most ``most``. ``handling``: mean seconds an agent is busy with a
    call. Never fewer than there are idle agents: for these nobody is abandoned."""
    rate = answer_rate(pace)
    soon = 1.0 - math.exp(-pace.ring_seconds / max(handling, 1.0))
    coming = binomial(busy, soon)

    def fits(lines: int) -> bool:
        over, answers = expected_over(lines, rate, idle, coming), lines * rate
        left = SAFETY * limit * (pace.answered + answers) - pace.abandoned
        return over <= min(left, BURST * limit * answers)

    low, high = min(idle, most), most
    while low < high:  # what fits is an interval: the expectation is convex in the number of lines
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def learn(pace: Pace, *, answered: bool, abandoned: bool, ring_seconds: float) -> None:
    """Take one attempt into account."""
    keep = 1.0 - 1.0 / WINDOW
    pace.dialled = pace.dialled * keep + 1.0
    pace.answered = pace.answered * keep + answered
    pace.abandoned = pace.abandoned * keep + abandoned
    if answered:
        pace.ring_seconds += 0.05 * (ring_seconds - pace.ring_seconds)
        bins = [seen * keep for seen in pace.answers_at] or [0.0] * BINS
        bins[min(int(ring_seconds / BIN_SECONDS), BINS - 1)] += 1.0
        pace.answers_at = bins
