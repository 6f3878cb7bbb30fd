"""Predictive pacing against theory: the arithmetic exactly, the whole dialler by simulation with fixed chances."""

import itertools
import math
import random
from dataclasses import dataclass

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import events as ev
from telephony.contracts import outreach as out
from telephony.contracts.outreach import DialMode
from telephony.contracts.plan import AgentPlan, QueuePlan, SeatPlan
from telephony.core import pacing
from telephony.core.outreach_state import Pace

from .stage import Stage, small_city

# --------------------------------------------------------------------------------------------- the arithmetic


@pytest.mark.parametrize(("n", "p"), [(0, 0.3), (7, 0.0), (7, 1.0), (7, 0.3), (400, 0.05), (400, 0.97)])
def test_binomial_is_a_distribution_with_the_right_mean(n: int, p: float) -> None:
    chances = pacing.binomial(n, p)
    assert len(chances) == n + 1
    assert math.isclose(sum(chances), 1.0, abs_tol=1e-9)
    assert math.isclose(sum(k * chance for k, chance in enumerate(chances)), n * p, abs_tol=1e-6)


def test_expected_over_equals_the_sum_over_all_outcomes() -> None:
    # given 5 lines at 0.4, 2 idle agents and 3 busy ones who come free with 0.25: 2^5 · 2^3 outcomes
    lines, rate, idle, busy, soon = 5, 0.4, 2, 3, 0.25
    total = 0.0
    for answers in itertools.product((0, 1), repeat=lines):
        for frees in itertools.product((0, 1), repeat=busy):
            chance = math.prod(rate if a else 1 - rate for a in answers)
            chance *= math.prod(soon if f else 1 - soon for f in frees)
            total += chance * max(0, sum(answers) - idle - sum(frees))
    # then
    assert math.isclose(pacing.expected_over(lines, rate, idle, pacing.binomial(busy, soon)), total, abs_tol=1e-12)


def test_never_fewer_lines_than_idle_agents_and_never_more_than_allowed() -> None:
    spent = Pace(dialled=1000.0, answered=400.0, abandoned=40.0)  # ten of a hundred: far above the limit
    assert pacing.lines_to_ring(spent, 0.03, idle=4, busy=16, handling=100.0, most=100) == 4
    fresh = Pace(dialled=1000.0, answered=400.0)
    free = pacing.lines_to_ring(fresh, 0.03, idle=4, busy=16, handling=100.0, most=100)
    assert 8 <= free <= 12  # about two and a half numbers for an agent, as one of 2.5 answers
    assert pacing.lines_to_ring(fresh, 0.03, idle=4, busy=16, handling=100.0, most=6) == 6
    assert pacing.lines_to_ring(fresh, 0.03, idle=9, busy=0, handling=100.0, most=6) == 6


def test_a_stricter_limit_rings_fewer() -> None:
    pace = Pace(dialled=1000.0, answered=400.0)
    lines = [pacing.lines_to_ring(pace, limit, 10, 40, 120.0, 300) for limit in (0.0, 0.01, 0.03, 0.1, 1.0)]
    assert lines == sorted(lines)
    assert lines[0] == 10 < lines[2]


def test_before_anything_was_dialled_many_are_believed_to_answer() -> None:
    assert pacing.answer_rate(Pace()) > 0.7
    assert 0.39 < pacing.answer_rate(Pace(dialled=4000.0, answered=1560.0)) < 0.41


# --------------------------------------------------------------------------------------------- the simulation

AGENTS = 12
ANSWER, TALK, WRAP = 0.35, 80.0, 5.0
PICK_UP = (4.0, 14.0)  # seconds until somebody answers, evenly spread
RING = 25.0


@dataclass(frozen=True)
class Result:
    """``used``: part of the time in which agents talk."""

    answered: int
    abandoned: int
    used: float


def floor(agents: int) -> Stage:
    """A queue with ``agents`` who pick up after half a second."""
    numbers = [f"80{n:02}" for n in range(1, agents + 1)]
    plan = small_city(
        agents=tuple(AgentPlan(f"city:{n}", "city", n, {"city.general": 5}) for n in numbers),
        seats=tuple(SeatPlan(f"city-{n[-2:]}", "city", n[-2:], False) for n in numbers),
        queues=(
            QueuePlan("city.general", "city", "general", wrap_up_seconds=WRAP, record=False),
            QueuePlan("east.general", "east", "general"),
        ),
    )
    stage = Stage(plan, prompt_seconds=0.5)
    for number in numbers:
        stage.sit(f"city:{number}", Manner(answers_after=0.3))
    return stage


def simulate(mode: DialMode, calls: int, seed: int, limit: float = 0.03) -> Result:
    """Dial ``calls`` numbers; what came of it."""
    chance = random.Random(seed)
    stage = floor(AGENTS)
    targets = []
    for n in range(calls):
        number = f"138{n:08}"
        answers = chance.random() < ANSWER
        stage.exchange.numbers[number] = (
            Manner(answers_after=chance.uniform(*PICK_UP), talks_for=chance.expovariate(1 / TALK) + 2.0)
            if answers
            else Manner()
        )
        targets.append(out.DialTarget(str(n), number))
    run = stage.command(
        out.RunCampaign,
        tenant="city",
        campaign="city.1",
        mode=mode,
        queue="city.general",
        abandon_limit=limit,
        ring_seconds=RING,
        lines=100,
    )
    assert run.refusal is None
    began = stage.now
    stage.command(out.FeedCampaign, tenant="city", campaign="city.1", targets=tuple(targets))
    ended = began
    while len(stage.told(out.OutreachEnded)) < calls:
        stage.inputs.clear()
        stage.orders.clear()
        ended = stage.now
        stage.wait(120.0)
    outcomes = [e.outcome for e in stage.told(out.OutreachEnded)]
    talked = sum(e.talked_seconds for e in stage.told(ev.AgentLeft))
    abandoned = outcomes.count(out.ReachOutcome.ABANDONED)
    answered = abandoned + outcomes.count(out.ReachOutcome.TALKED) + outcomes.count(out.ReachOutcome.BROKEN_OFF)
    return Result(answered, abandoned, talked / (AGENTS * (ended - began)))


def test_predictive_holds_the_limit_and_keeps_agents_busier_than_progressive() -> None:
    # given thousands of calls; three runs by different dice
    predictive = [simulate(DialMode.PREDICTIVE, 2500, seed) for seed in (1, 2, 3)]
    progressive = simulate(DialMode.PROGRESSIVE, 2500, seed=1)
    # then progressive abandons nobody and agents talk as much as theory says: of a cycle of tries in vain, one that is
    # answered, talk and wrap-up, the talk
    in_vain = (1 / ANSWER - 1) * (RING + 0.3)
    cycle = in_vain + 0.3 + sum(PICK_UP) / 2 + (TALK + 2.0) + WRAP
    assert progressive.abandoned == 0
    assert progressive.used == pytest.approx((TALK + 2.0) / cycle, rel=0.06)
    # and predictive stays under the limit in every run, with agents who talk much more
    for run in predictive:
        assert run.abandoned / run.answered <= 0.03
        assert run.used > progressive.used + 0.12
