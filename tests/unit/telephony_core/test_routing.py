"""Who gets which call: turns, idle longest, overflow both ways, notices, gateways."""

from dataclasses import replace

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.plan import AgentPlan
from telephony.core.inputs import PlanReplaced

from .stage import EAST_CITIZEN, Stage, small_city


def offered(stage: Stage) -> list[tuple[str, str]]:
    """(call, agent) of every offer."""
    return [(offer.call_id, offer.agent) for offer in stage.told(ev.CallOffered)]


def test_the_agent_idle_longest_gets_the_call(stage: Stage) -> None:
    stage.sit("city:8002", Manner())
    stage.wait(1.0)
    stage.sit("city:8001", Manner())
    first, second = stage.call(), stage.call()
    assert offered(stage) == [(first, "city:8002"), (second, "city:8001")]


def test_ties_go_by_agent_key(stage: Stage) -> None:
    stage.sit("city:8002", Manner())
    stage.sit("city:8001", Manner())
    call = stage.call()
    assert offered(stage) == [(call, "city:8001")]


def test_idle_begins_at_the_end_of_wrap_up(stage: Stage) -> None:
    # given 8001 idle first, but then in a call and wrap-up
    call = stage.talking()
    stage.sit("city:8002", Manner())
    stage.leave(call)
    stage.wait(30.0)
    # when
    later = stage.call()
    # then 8002 is idle longer
    assert offered(stage)[-1] == (later, "city:8002")


def test_waiting_calls_are_served_in_the_order_of_arrival(stage: Stage) -> None:
    calls = [stage.call(f"1390000001{n}") for n in range(4)]
    for agent in ("city:8001", "city:8002"):
        stage.sit(agent, Manner())
    assert offered(stage) == [(calls[0], "city:8001"), (calls[1], "city:8002")]
    positions = [queued.position for queued in stage.told(ev.CallQueued)]
    assert positions == [1, 2, 3, 4]


def test_a_county_caller_goes_to_the_county_first(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    stage.wait(5.0)
    stage.sit("east:8101", Manner())
    call = stage.call(EAST_CITIZEN)
    assert offered(stage) == [(call, "east:8101")]
    assert [a.tenant for a in stage.told(ev.CallArrived)] == ["east"]


@pytest.mark.parametrize(
    ("caller", "agent", "home", "queue"),
    [
        (EAST_CITIZEN, "city:8001", "east", "city.general"),
        ("13900000009", "east:8101", "city", "east.general"),
    ],
)
def test_overflow_across_the_county_line_after_its_time(
    stage: Stage, caller: str, agent: str, home: str, queue: str
) -> None:
    # given nobody at home, somebody idle over the line
    stage.sit(agent, Manner())
    call = stage.call(caller)
    # when
    stage.wait(9.9)
    # then
    assert offered(stage) == []
    # when
    stage.wait(0.2)
    # then
    assert offered(stage) == [(call, agent)]
    assert [(o.tenant, o.queue) for o in stage.told(ev.CallOverflowed)] == [(home, queue)]
    offer = stage.told(ev.CallOffered)[0]
    assert (offer.tenant, offer.home, offer.queue) == (agent.partition(":")[0], home, queue)
    # when the caller leaves, both tenants are told once
    stage.leave(call)
    ended = [(e.tenant, e.reason) for e in stage.told(ev.CallEnded)]
    assert ended == [(home, ev.EndReason.ABANDONED), (offer.tenant, ev.EndReason.ABANDONED)]


def test_own_agents_come_before_those_of_the_overflow_queue(stage: Stage) -> None:
    # given a caller who has overflowed to the city already
    call = stage.call(EAST_CITIZEN)
    stage.wait(12.0)
    stage.command(cmd.SignIn, agent="city:8001", seat="city-01", secret="s")
    stage.command(cmd.SignIn, agent="east:8101", seat="east-01", secret="s")
    # when both become ready within one gateway's return
    stage.report(stage.exchange.register("city-01", stage.now))
    stage.report(stage.exchange.register("east-01", stage.now))
    other = stage.call()
    stage.command(cmd.SetReady, agent="city:8001")
    # then the older one is served first, whosever it is
    assert offered(stage) == [(call, "city:8001")]
    stage.command(cmd.SetReady, agent="east:8101")
    assert stage.state(other) == "QUEUED"
    stage.wait(10.0)
    assert offered(stage)[1] == (other, "east:8101")


def test_an_agent_of_several_queues_takes_the_earlier_caller(stage: Stage) -> None:
    both = AgentPlan("city:8001", "city", "8001", {"east.general": 1, "city.general": 9})
    stage.put(PlanReplaced(plan=small_city(version=2, agents=(both,))))
    early, late = stage.call(EAST_CITIZEN), stage.call()
    stage.sit("city:8001", Manner())
    assert offered(stage) == [(early, "city:8001")]
    assert stage.state(late) == "QUEUED"


def test_callers_who_wait_hear_that_all_are_busy_then_music_then_notices(stage: Stage) -> None:
    # given
    first, second = stage.call(), stage.call("13900000010")
    # then
    assert stage.heard(stage.far(second)) == {"all-busy"}
    stage.wait(1.0)
    assert stage.heard(stage.far(second)) == {"music"}
    # when the first notice is due, with nobody at work
    stage.wait(9.0)
    assert stage.heard(stage.far(first)) == {"you-are-next"}
    assert stage.heard(stage.far(second)) == {"you-are-number", "number-1", "callers-ahead"}
    stage.wait(3.0)
    assert stage.heard(stage.far(second)) == {"music"}
    # when one agent works, who takes the first caller (usual handling: 180 s)
    stage.sit("city:8001")
    stage.wait(27.0)
    spoken = stage.ordered(gw.Play, leg=stage.far(second))[-1].prompts
    assert spoken == ("you-are-next", "wait-about", "number-3", "minutes")


def test_an_unreachable_telephone_is_not_offered_a_call(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    stage.report(stage.exchange.unregister("city-01", stage.now))
    call = stage.call()
    assert offered(stage) == []
    # when it comes back in time
    stage.wait(3.0)
    stage.report(stage.exchange.register("city-01", stage.now))
    assert offered(stage) == [(call, "city:8001")]


def test_a_telephone_away_for_too_long_ends_readiness(stage: Stage) -> None:
    stage.sit("city:8001")
    stage.report(stage.exchange.unregister("city-01", stage.now))
    stage.wait(6.1)
    assert stage.agent("city:8001") == ("NOT_READY", "CONNECTION_LOST")


def test_agents_are_rung_on_the_gateway_of_the_call() -> None:
    # given two gateways, the seat registered at the second only
    stage = Stage(gateways=2)
    stage.command(cmd.SignIn, agent="city:8001", seat="city-01", secret="s")
    second = stage.exchanges[1]
    stage.report(second.register("city-01", stage.now))
    stage.command(cmd.SetReady, agent="city:8001")
    # when calls come in on both
    on_first = stage.call()
    stage.put(second.arrive("13900000010", "12345", stage.now))
    # then
    assert stage.state(on_first) == "QUEUED"
    assert [o.gateway for o in stage.ordered(gw.DialSeat)] == ["gw2"]


def test_queue_numbers_are_told_unnumbered_and_at_most_twice_a_second(stage: Stage) -> None:
    stage.wait(1.0)
    stage.events.clear()
    for n in range(5):
        stage.call(f"1390000001{n}")
    stage.sit("city:8001", Manner())
    assert stage.told(ev.QueueChanged) == []
    stage.wait(0.5)
    told = stage.told(ev.QueueChanged, queue="city.general")
    assert [(t.seq, t.tenant, t.waiting, t.ready, t.busy) for t in told] == [(0, "city", 4, 0, 1)]
    assert told[0].longest_since == 1001.0


def test_a_new_plan_moves_agents_between_queues(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    call = stage.call(EAST_CITIZEN)
    assert stage.state(call) == "QUEUED"
    helps = AgentPlan("city:8001", "city", "8001", {"east.general": 1})
    stage.put(PlanReplaced(plan=small_city(version=2, agents=(helps,))))
    assert offered(stage) == [(call, "city:8001")]


def test_an_older_plan_is_ignored(stage: Stage) -> None:
    before = stage.machine.snapshot()
    stage.put(PlanReplaced(plan=small_city(agents=())))
    assert stage.machine.snapshot() == before


def test_callers_of_a_vanished_queue_go_to_the_citys(stage: Stage) -> None:
    call = stage.call(EAST_CITIZEN)
    plan = small_city(version=2)
    stage.put(PlanReplaced(plan=replace(plan, queues=plan.queues[:1])))
    stage.sit("city:8001", Manner())
    assert offered(stage) == [(call, "city:8001")]


def test_an_agent_taken_out_of_the_plan_finishes_the_call_and_is_signed_out(stage: Stage) -> None:
    call = stage.talking()
    plan = small_city(version=2)
    stage.put(PlanReplaced(plan=replace(plan, agents=plan.agents[1:])))
    assert stage.state(call) == "TALKING"
    stage.leave(call)
    assert stage.agent("city:8001") == ("SIGNED_OUT", None)
    assert [c.state for c in stage.told(ev.AgentChanged)][-1] is ev.AgentState.SIGNED_OUT
