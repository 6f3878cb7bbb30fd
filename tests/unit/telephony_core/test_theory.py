"""The router against theory."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .theory import erlang_c, service_level, waits_by_recursion, waits_on_stage


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    customers=st.lists(st.tuples(st.floats(0.0, 30.0), st.floats(0.1, 90.0)), min_size=1, max_size=60),
    agents=st.integers(1, 6),
)
def test_the_same_arrivals_and_services_give_exactly_the_recursions_waits(
    customers: list[tuple[float, float]], agents: int
) -> None:
    # given gaps between arrivals and service times
    at, arrivals = 0.0, []
    for gap, _ in customers:
        at += gap
        arrivals.append(at)
    services = [service for _, service in customers]
    # then
    assert waits_on_stage(arrivals, services, agents) == waits_by_recursion(arrivals, services, agents)


def test_a_recorded_busy_hour_gives_exactly_the_recursions_waits() -> None:
    chance = random.Random(12345)
    at, arrivals = 0.0, []
    for _ in range(1500):
        at += chance.expovariate(1 / 2.5)
        arrivals.append(at)
    services = [chance.lognormvariate(4.0, 0.6) for _ in arrivals]
    ours = waits_on_stage(arrivals, services, 28)
    assert ours == waits_by_recursion(arrivals, services, 28)
    assert max(ours) > 10.0  # busy enough to mean something


def test_erlang_c_against_values_known_in_closed_form() -> None:
    assert erlang_c(0.5, 1) == pytest.approx(1 / 2)  # one server: the load itself
    assert erlang_c(1.0, 2) == pytest.approx(1 / 3)  # two: a² / (2 + a)
    assert erlang_c(2.0, 3) == pytest.approx(4 / 9)


def test_service_level_is_erlang_cs_within_two_points() -> None:
    # given Poisson arrivals and exponential services for long enough
    per_second, handling, agents = 0.25, 30.0, 10
    chance = random.Random(7)
    at, arrivals = 0.0, []
    for _ in range(20_000):
        at += chance.expovariate(per_second)
        arrivals.append(at)
    services = [chance.expovariate(1 / handling) for _ in arrivals]
    # when
    waits = waits_on_stage(arrivals, services, agents)[500:]
    # then
    ours = sum(wait <= 15.0 for wait in waits) / len(waits)
    theory = service_level(per_second * handling, agents, handling, 15.0)
    assert ours == pytest.approx(theory, abs=0.02)
