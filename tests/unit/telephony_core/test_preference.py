"""The agent who talked with the caller last is waited for a little."""

from dataclasses import replace

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts.plan import QueuePlan, RoutingPlan, ScriptPlan
from telephony.core.preference import REMEMBERED_SECONDS
from telephony.core.switchboard import Switchboard

from .stage import Stage, small_city

OTHER = "13900000010"


def city(wait: float = 20.0, source: str | None = None) -> RoutingPlan:
    """The small city; its queue waits ``wait`` seconds for the agent who knows the caller."""
    queue = QueuePlan("city.general", "city", "general", wrap_up_seconds=0.0, preferred_wait_seconds=wait)
    script = ScriptPlan(1, source) if source else None
    return replace(small_city(), queues=(queue, *small_city().queues[1:]), script=script)


def offers(stage: Stage) -> list[tuple[str, str]]:
    """Call and agent of every offer."""
    return [(offer.call_id, offer.agent) for offer in stage.told(ev.CallOffered)]


def known_to_first(plan: RoutingPlan) -> Stage:
    """city:8001 has talked with the citizen; both agents are free now, city:8002 for longer."""
    stage = Stage(plan)
    stage.sit("city:8001")
    call = stage.call()
    stage.wait(5.0)
    stage.sit("city:8002")
    stage.wait(5.0)
    stage.leave(call)
    stage.wait(1.0)
    return stage


def busy_with_another(stage: Stage) -> str:
    """city:8001 talks with somebody else; city:8002 is free."""
    stage.command(cmd.SetNotReady, agent="city:8002", reason="BREAK")
    other = stage.call(OTHER)
    stage.wait(5.0)
    stage.command(cmd.SetReady, agent="city:8002")
    assert offers(stage)[-1] == (other, "city:8001")
    return other


def test_given_an_idle_agent_who_knows_the_caller_then_they_come_before_the_longest_idle() -> None:
    stage = known_to_first(city())
    call = stage.call()
    assert offers(stage)[-1] == (call, "city:8001")


def test_given_a_queue_that_does_not_wait_then_the_longest_idle() -> None:
    stage = known_to_first(city(wait=0.0))
    call = stage.call()
    assert offers(stage)[-1] == (call, "city:8002")


def test_given_a_caller_unknown_or_long_ago_then_the_longest_idle() -> None:
    stage = known_to_first(city())
    assert offers(stage)[-1][1] == "city:8001"
    call = stage.call(OTHER)
    assert offers(stage)[-1] == (call, "city:8002")
    stage.leave(call)
    stage.wait(REMEMBERED_SECONDS + 1)
    call = stage.call()
    assert offers(stage)[-1] == (call, "city:8002")


def test_given_the_agent_is_busy_when_they_come_free_in_time_then_the_call_is_theirs() -> None:
    stage = known_to_first(city())
    other = busy_with_another(stage)
    call = stage.call()
    stage.wait(10.0)
    assert offers(stage)[-1] == (other, "city:8001")
    stage.leave(other)
    assert offers(stage)[-1] == (call, "city:8001")


def test_given_the_agent_stays_busy_when_the_time_is_over_then_anybody() -> None:
    stage = known_to_first(city())
    other = busy_with_another(stage)
    call = stage.call()
    later = stage.call("13900000011")
    assert offers(stage)[-1] == (later, "city:8002")  # who waits for nobody is not held up
    stage.leave(later)
    stage.wait(19.0)
    assert (call, "city:8002") not in offers(stage)
    stage.wait(2.0)
    assert offers(stage)[-1] == (call, "city:8002")
    assert len([each for each in offers(stage) if each[0] == call]) == 1
    stage.leave(other)


def test_given_the_agent_signs_out_meanwhile_then_anybody_at_once() -> None:
    stage = known_to_first(city())
    other = busy_with_another(stage)
    call = stage.call()
    stage.command(cmd.SetNotReady, agent="city:8001", reason="BREAK")
    assert offers(stage)[-1] == (other, "city:8001")
    stage.leave(other)
    assert offers(stage)[-1] == (call, "city:8002")


def test_given_the_agent_declines_then_the_call_is_first_for_anybody() -> None:
    stage = known_to_first(city())
    stage.exchange.seats["city-01"] = Manner(declines_after=1.0)
    call = stage.call()
    assert offers(stage)[-1] == (call, "city:8001")
    stage.wait(2.0)
    assert offers(stage)[-1] == (call, "city:8002")


def test_given_a_restart_while_waiting_for_the_agent_then_it_goes_on() -> None:
    stage = known_to_first(city())
    other = busy_with_another(stage)
    call = stage.call()
    stage.machine = Switchboard.restore(stage.machine.snapshot())
    stage.leave(other)
    assert offers(stage)[-1] == (call, "city:8001")


def test_given_a_script_that_chooses_then_it_is_told_who_knows_the_caller_first_of_all() -> None:
    source = (
        "def choose(call, agents):\n"
        "    known = [agent['key'] for agent in agents if agent['key'] == call['last_agent']]\n"
        "    return known[0] if known and agents[0]['key'] == known[0] else agents[-1]['key']\n"
    )
    stage = known_to_first(city(wait=0.0, source=source))
    call = stage.call()
    assert offers(stage)[-1] == (call, "city:8001")
    other = stage.call(OTHER)
    assert offers(stage)[-1] == (other, "city:8002")


def test_given_a_withheld_number_then_nobody_is_preferred() -> None:
    stage = known_to_first(city())
    call = stage.call("anonymous")
    assert offers(stage)[-1] == (call, "city:8002")
