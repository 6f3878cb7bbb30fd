"""Written work in the queues of the calls: capacity, interruption, return, restart, preferred agents, the script."""

from dataclasses import replace
from typing import Any

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import work as wk
from telephony.contracts.commands import RefusalCode
from telephony.contracts.plan import AgentPlan, Overflow, QueuePlan, ScriptPlan, Selection
from telephony.contracts.work import CapacityPlan, WorkMedium, WorkOutcome
from telephony.core.inputs import PlanReplaced
from telephony.core.switchboard import Switchboard

from .stage import CITIZEN, Stage, small_city

A, B = "city:8001", "city:8002"
FAX, MAIL, VOICEMAIL = WorkMedium.FAX, WorkMedium.MAIL, WorkMedium.VOICEMAIL


def stage_with(capacity: CapacityPlan | None = None, **changes: Any) -> Stage:
    return Stage(small_city(capacities=(capacity,) if capacity else (), **changes))


def enqueue(stage: Stage, work_id: str, medium: WorkMedium = FAX, **facts: Any) -> cmd.Reply:
    base = {"tenant": "city", "queue": "city.general", "enqueued_at": stage.now}
    return stage.command(wk.EnqueueWork, work_id=work_id, medium=medium, **{**base, **facts})


def offers(stage: Stage) -> list[tuple[str, str]]:
    """(work, agent) of every offer."""
    return [(offer.work_id, offer.agent) for offer in stage.told(wk.WorkOffered)]


def by(stage: Stage, kind: type[wk.AgentWorkCommand], work_id: str, agent: str = A) -> RefusalCode | None:
    return stage.command(kind, work_id=work_id, agent=agent).refusal


def in_hands(stage: Stage, agent: str = A) -> object:
    view = stage.machine.live_agent(agent)
    return view["work"] if view else []


# ---------------------------------------------------------------------------------------------- queue and offer


def test_given_a_ready_agent_when_a_fax_comes_then_it_is_offered_and_nothing_rings(stage: Stage) -> None:
    stage.sit(A)
    orders = len(stage.orders)
    enqueue(stage, "f1")
    (queued,) = stage.told(wk.WorkQueued)
    (offer,) = stage.told(wk.WorkOffered)
    assert (queued.tenant, queued.queue, queued.medium, queued.position) == ("city", "city.general", FAX, 1)
    assert (offer.work_id, offer.agent, offer.seat, offer.until) == ("f1", A, "city-01", stage.now + 60.0)
    assert stage.agent(A) == ("READY", None) and len(stage.orders) == orders


def test_given_nobody_when_work_waits_then_the_queue_tells_how_much_by_medium(stage: Stage) -> None:
    for work_id, medium in (("f1", FAX), ("m1", MAIL), ("f2", FAX)):
        enqueue(stage, work_id, medium, enqueued_at=900.0)
    queue = stage.machine.live_queues()["city.general"]
    assert (queue["work"], queue["work_since"], queue["waiting"]) == ({"FAX": 2, "MAIL": 1}, 900.0, 0)
    stage.wait(1.0)
    assert stage.told(ev.QueueChanged, queue="city.general")[-1].work == {"FAX": 2, "MAIL": 1}


def test_given_the_same_work_twice_when_handed_in_then_once(stage: Stage) -> None:
    enqueue(stage, "f1")
    before = stage.machine.snapshot()
    assert enqueue(stage, "f1", MAIL).refusal is None
    assert len(stage.told(wk.WorkQueued)) == 1
    after = Switchboard.restore(stage.machine.snapshot())._board.state.work
    assert after == Switchboard.restore(before)._board.state.work


def test_given_finished_work_when_handed_in_again_then_nobody_gets_it(stage: Stage) -> None:
    enqueue(stage, "f1")
    stage.command(wk.WithdrawWork, work_id="f1")
    assert enqueue(stage, "f1").refusal is None
    assert len(stage.told(wk.WorkQueued)) == 1 and stage.machine._board.state.work == {}


def test_given_a_queue_that_is_not_there_then_the_tenants_general_one_or_refused(stage: Stage) -> None:
    assert enqueue(stage, "f1", queue="city.gone").refusal is None
    assert stage.told(wk.WorkQueued)[0].queue == "city.general"
    assert enqueue(stage, "f2", queue="gone", tenant="nowhere").refusal is RefusalCode.UNKNOWN_QUEUE
    assert set(stage.machine._board.state.work) == {"f1"}


def test_given_media_mixed_when_an_agent_comes_then_in_the_order_of_arrival(stage: Stage) -> None:
    media = (FAX, MAIL, WorkMedium.SMS, VOICEMAIL, WorkMedium.WEB)
    for number, medium in enumerate(media):
        enqueue(stage, f"w{number}", medium)
    stage.sit(A)
    for number in range(5):
        assert offers(stage)[-1][0] == f"w{min(4, number + 2)}"
        by(stage, wk.AcceptWork, f"w{number}")
        by(stage, wk.FinishWork, f"w{number}")
    assert [work for work, _ in offers(stage)] == [f"w{number}" for number in range(5)]


def test_given_a_greater_priority_then_it_goes_first(stage: Stage) -> None:
    enqueue(stage, "f1")
    enqueue(stage, "f2", priority=5)
    stage.sit(A)
    assert offers(stage) == [("f2", A), ("f1", A)]


# ----------------------------------------------------------------------------------------------------- capacity


def test_given_capacity_three_when_four_come_then_three_are_offered(stage: Stage) -> None:
    stage.sit(A)
    for number in range(4):
        enqueue(stage, f"f{number}")
    assert offers(stage) == [("f0", A), ("f1", A), ("f2", A)]
    by(stage, wk.AcceptWork, "f0")
    assert len(offers(stage)) == 3  # in hand counts as much as offered
    by(stage, wk.FinishWork, "f0")
    assert offers(stage)[-1] == ("f3", A)


def test_given_weights_when_a_heavy_one_does_not_fit_then_the_next_light_one_is_offered() -> None:
    stage = stage_with(CapacityPlan("city", capacity=3, weights={"MAIL": 2}))
    stage.sit(A)
    for work_id, medium in (("m1", MAIL), ("m2", MAIL), ("f1", FAX)):
        enqueue(stage, work_id, medium)
    assert offers(stage) == [("m1", A), ("f1", A)]


def test_given_an_agents_own_capacity_then_it_counts_and_none_means_never() -> None:
    agents = (
        AgentPlan(A, "city", "8001", {"city.general": 5}, capacity=0),
        AgentPlan(B, "city", "8002", {"city.general": 5}, capacity=1),
    )
    stage = stage_with(agents=agents)
    stage.sit(A)
    stage.sit(B)
    enqueue(stage, "f1")
    enqueue(stage, "f2")
    assert offers(stage) == [("f1", B)]


def test_given_two_agents_then_work_goes_to_who_has_less_in_hand(stage: Stage) -> None:
    stage.sit(A)
    stage.wait(1.0)
    stage.sit(B)
    for number in range(4):
        enqueue(stage, f"f{number}")
    assert offers(stage) == [("f0", A), ("f1", B), ("f2", A), ("f3", B)]


def test_given_a_talk_when_work_comes_then_it_waits_for_the_end_of_wrap_up(stage: Stage) -> None:
    call = stage.talking()
    enqueue(stage, "f1")
    stage.leave(call)
    assert offers(stage) == [] and stage.agent(A)[0] == "WRAP_UP"
    stage.wait(30.0)
    assert offers(stage) == [("f1", A)]


def test_given_a_call_that_takes_a_part_then_work_is_offered_beside_it() -> None:
    stage = stage_with(CapacityPlan("city", capacity=3, call_weight=2))
    stage.talking()
    enqueue(stage, "f1")
    enqueue(stage, "f2")
    assert offers(stage) == [("f1", A)]


def test_given_an_agent_of_another_tenant_then_work_is_not_offered_across_the_line(stage: Stage) -> None:
    stage.sit("east:8101")
    enqueue(stage, "f1")
    stage.wait(60.0)  # the queue overflows to east after ten
    assert offers(stage) == []


# ----------------------------------------------------------------------------------------- calls and written work


def test_given_work_in_hand_when_a_call_comes_then_it_interrupts(stage: Stage) -> None:
    stage.sit(A)
    enqueue(stage, "f1")
    by(stage, wk.AcceptWork, "f1")
    call = stage.call()
    assert [offer.call_id for offer in stage.told(ev.CallOffered)] == [call]
    stage.wait(5.0)
    assert stage.state(call) == "TALKING" and in_hands(stage) == ["f1"]
    assert by(stage, wk.FinishWork, "f1") is None


def test_given_an_offer_on_the_screen_when_a_call_rings_then_another_is_offered_the_work(stage: Stage) -> None:
    stage.sit(A, Manner())
    enqueue(stage, "f1")
    stage.sit(B, Manner(), ready=False)
    stage.call()
    assert [ended.outcome for ended in stage.told(wk.WorkOfferEnded)] == [WorkOutcome.AWAY]
    stage.command(cmd.SetReady, agent=B)
    assert offers(stage) == [("f1", A), ("f1", B)]


def test_given_blocked_calls_when_work_is_in_hand_then_calls_wait_until_it_is_done() -> None:
    stage = stage_with(CapacityPlan("city", blocks_calls=True))
    stage.sit(A, Manner())
    enqueue(stage, "f1")
    call = stage.call()
    assert stage.told(ev.CallOffered) == [] and stage.state(call) == "QUEUED"
    by(stage, wk.AcceptWork, "f1")
    assert stage.told(ev.CallOffered) == []
    by(stage, wk.FinishWork, "f1")
    assert [offer.call_id for offer in stage.told(ev.CallOffered)] == [call]


@pytest.mark.parametrize("work_first", [True, False])
def test_given_blocked_calls_when_both_wait_then_who_came_first_goes_first(work_first: bool) -> None:
    stage = stage_with(CapacityPlan("city", blocks_calls=True))
    if work_first:
        enqueue(stage, "f1")
    stage.call()
    if not work_first:
        enqueue(stage, "f1")
    stage.sit(A, Manner())
    first = [type(event) for event in stage.events if isinstance(event, ev.CallOffered | wk.WorkOffered)]
    assert first == [wk.WorkOffered if work_first else ev.CallOffered]


def test_given_calls_interrupt_when_both_wait_then_the_call_is_first_whenever_it_came(stage: Stage) -> None:
    enqueue(stage, "f1")
    stage.call()
    stage.sit(A, Manner())
    assert offers(stage) == [] and len(stage.told(ev.CallOffered)) == 1


# -------------------------------------------------------------------------------------------- declined, too late


def test_given_an_offer_in_vain_when_its_time_is_over_then_back_at_the_head_and_the_agent_is_paused(
    stage: Stage,
) -> None:
    stage.sit(A)
    enqueue(stage, "f1")
    stage.wait(60.0)
    assert [ended.outcome for ended in stage.told(wk.WorkOfferEnded)] == [WorkOutcome.NO_ANSWER]
    assert [(p.agent, p.reason, p.until) for p in stage.told(wk.WorkPaused)] == [(A, "NO_ANSWER", None)]
    assert stage.told(wk.WorkQueued)[-1].returned and stage.agent(A) == ("READY", None)
    # calls go on, and another is offered the work
    call = stage.call()
    assert [offer.call_id for offer in stage.told(ev.CallOffered)] == [call]
    stage.sit(B)
    assert offers(stage)[-1] == ("f1", B)


def test_given_it_came_back_then_it_goes_before_those_never_offered(stage: Stage) -> None:
    stage.sit(A)
    enqueue(stage, "f1")
    by(stage, wk.RejectWork, "f1")
    enqueue(stage, "f2", priority=9)
    stage.sit(B)
    assert offers(stage) == [("f1", A), ("f1", B), ("f2", B)]


def test_given_a_refusal_when_a_minute_is_over_then_the_agent_is_offered_work_again(stage: Stage) -> None:
    stage.sit(A)
    enqueue(stage, "f1")
    by(stage, wk.RejectWork, "f1")
    stage.wait(59.0)
    assert len(offers(stage)) == 1
    stage.wait(1.0)
    assert offers(stage) == [("f1", A), ("f1", A)]


def test_given_a_pause_asked_for_then_offers_end_and_only_asking_again_ends_it(stage: Stage) -> None:
    stage.sit(A)
    enqueue(stage, "f1")
    stage.command(wk.PauseWork, agent=A, paused=True)
    stage.command(cmd.SetNotReady, agent=A, reason="BREAK")
    stage.command(cmd.SetReady, agent=A)
    assert [ended.outcome for ended in stage.told(wk.WorkOfferEnded)] == [WorkOutcome.AWAY]
    assert len(offers(stage)) == 1
    stage.command(wk.PauseWork, agent=A, paused=False)
    assert offers(stage) == [("f1", A), ("f1", A)]


def test_given_an_offer_when_the_agent_takes_a_break_then_it_goes_to_another(stage: Stage) -> None:
    stage.sit(A)
    enqueue(stage, "f1")
    stage.wait(1.0)
    stage.sit(B)
    stage.command(cmd.SetNotReady, agent=A, reason="BREAK")
    assert offers(stage) == [("f1", A), ("f1", B)]


def test_given_somebody_elses_work_when_commanded_then_refused_and_nothing_changes(stage: Stage) -> None:
    stage.sit(A)
    stage.sit(B)
    enqueue(stage, "f1")
    before = stage.machine._board.state.work["f1"]
    told = len(stage.events)
    refusals = [by(stage, kind, "f1", B) for kind in (wk.AcceptWork, wk.RejectWork, wk.FinishWork, wk.ReturnWork)]
    assert refusals == [RefusalCode.NOT_YOUR_WORK] * 4
    assert by(stage, wk.FinishWork, "f1") is RefusalCode.NOT_YOUR_WORK  # offered only
    assert by(stage, wk.AcceptWork, "nonsense") is RefusalCode.UNKNOWN_WORK
    assert by(stage, wk.AcceptWork, "f1", "east:8101") is RefusalCode.NOT_SIGNED_IN
    assert stage.machine._board.state.work["f1"] == before and len(stage.events) == told


# ----------------------------------------------------------------------------------------------- back to the queue


@pytest.mark.parametrize(
    ("leave", "reason"),
    [
        (lambda stage: stage.command(cmd.SignOut, agent=A), "SIGNED_OUT"),
        (lambda stage: stage.command(cmd.ForceSignOut, by="8002", target=A, at_once=True), "FORCED"),
        (lambda stage: by(stage, wk.ReturnWork, "f1"), "RETURNED"),
    ],
)
def test_given_work_in_hand_when_its_agent_leaves_then_it_is_first_again(leave: Any, reason: str) -> None:
    stage = stage_with()
    stage.sit(A)
    enqueue(stage, "f1")
    by(stage, wk.AcceptWork, "f1")
    leave(stage)
    assert [(r.agent, r.reason) for r in stage.told(wk.WorkReturned)] == [(A, reason)]
    assert stage.told(wk.WorkQueued)[-1].returned
    stage.sit(B)
    assert offers(stage)[-1] == ("f1", B)


@pytest.mark.parametrize("back", [True, False])
def test_given_a_console_that_is_gone_then_its_work_is_kept_for_two_minutes(back: bool) -> None:
    stage = stage_with()
    stage.sit(A)
    enqueue(stage, "f1")
    by(stage, wk.AcceptWork, "f1")
    stage.command(cmd.SeatConnection, agent=A, connected=False)
    stage.wait(119.0)
    assert stage.told(wk.WorkReturned) == []
    if back:
        stage.command(cmd.SeatConnection, agent=A, connected=True)
    stage.wait(1.0)
    assert [r.reason for r in stage.told(wk.WorkReturned)] == ([] if back else ["LINE_LOST"])


def test_given_a_break_then_work_in_hand_stays(stage: Stage) -> None:
    stage.sit(A)
    enqueue(stage, "f1")
    by(stage, wk.AcceptWork, "f1")
    stage.command(cmd.SetNotReady, agent=A, reason="MEAL")
    assert in_hands(stage) == ["f1"] and by(stage, wk.FinishWork, "f1") is None
    assert [(f.agent, f.reason, f.seconds) for f in stage.told(wk.WorkFinished)] == [(A, "FINISHED", 0.0)]


@pytest.mark.parametrize("step", ["queued", "offered", "held"])
def test_given_it_is_dealt_with_elsewhere_then_it_is_gone_from_wherever_it_was(step: str) -> None:
    stage = stage_with()
    if step != "queued":
        stage.sit(A)
    enqueue(stage, "f1")
    if step == "held":
        by(stage, wk.AcceptWork, "f1")
    stage.command(wk.WithdrawWork, work_id="f1", reason="DISMISSED")
    (finished,) = stage.told(wk.WorkFinished)
    assert (finished.agent, finished.reason) == (A if step == "held" else None, "DISMISSED")
    assert stage.machine._board.hands == {} and stage.machine._board.state.work == {}
    assert not [key for key in stage.timers if key.endswith(":f1")]


@pytest.mark.parametrize("step", ["queued", "offered", "held"])
def test_given_an_order_to_move_it_then_it_waits_in_the_other_queue(step: str) -> None:
    queues = (*small_city().queues, QueuePlan("city.fax", "city", "fax"))
    stage = stage_with(queues=queues)
    if step != "queued":
        stage.sit(A)
    enqueue(stage, "f1")
    if step == "held":
        by(stage, wk.AcceptWork, "f1")
    stage.command(wk.MoveWork, by="8002", work_id="f1", queue="city.fax")
    assert stage.told(wk.WorkQueued)[-1].queue == "city.fax" and in_hands(stage) == []
    assert [r.reason for r in stage.told(wk.WorkReturned)] == (["MOVED"] if step == "held" else [])


# ----------------------------------------------------------------------------------------------------- as for calls


def test_given_levels_then_the_highest_goes_first_however_much_is_in_hand() -> None:
    queue = replace(small_city().queues[0], selection=Selection.HIGHEST_LEVEL)
    agents = (AgentPlan(A, "city", "8001", {queue.key: 3}), AgentPlan(B, "city", "8002", {queue.key: 9}))
    stage = stage_with(queues=(queue, small_city().queues[1]), agents=agents)
    stage.sit(A)
    stage.sit(B)
    for number in range(4):
        enqueue(stage, f"f{number}")
    assert [agent for _, agent in offers(stage)] == [B, B, B, A]


def test_given_nobody_in_its_queue_when_it_overflows_then_agents_of_the_other_take_it() -> None:
    queues = (
        QueuePlan("city.fax", "city", "fax", overflow=(Overflow(20.0, "city.general"),)),
        *small_city().queues,
    )
    stage = stage_with(queues=queues)
    stage.sit(A)
    enqueue(stage, "f1", queue="city.fax")
    stage.wait(19.0)
    assert offers(stage) == []
    stage.wait(1.0)
    assert offers(stage) == [("f1", A)] and [o.queue for o in stage.told(wk.WorkOverflowed)] == ["city.general"]


def test_given_an_agent_who_knows_the_sender_then_they_are_waited_for() -> None:
    queue = replace(small_city().queues[0], preferred_wait_seconds=45.0)
    stage = stage_with(queues=(queue, small_city().queues[1]))
    stage.sit(B, ready=False)
    call = stage.talking()  # A talks with the citizen
    stage.leave(call)
    stage.command(cmd.SetReady, agent=B)
    enqueue(stage, "f1", caller="+86" + CITIZEN)
    assert offers(stage) == []  # A wraps up, B is idle
    stage.wait(30.0)
    assert offers(stage) == [("f1", A)]


def test_given_work_that_names_who_knows_it_then_they_are_waited_for_in_a_call_and_no_longer(stage: Stage) -> None:
    stage.sit(B, ready=False)
    call = stage.talking()  # A talks
    stage.command(cmd.SetReady, agent=B)
    enqueue(stage, "f1", knows=A, knows_seconds=60.0)
    enqueue(stage, "f2", knows=A, knows_seconds=10.0)
    enqueue(stage, "f3", knows="city:8099", knows_seconds=60.0)
    assert offers(stage) == [("f3", B)]  # nobody of that name is on duty
    stage.wait(11.0)
    assert offers(stage)[1:] == [("f2", B)]
    stage.machine = Switchboard.restore(stage.machine.snapshot())
    stage.leave(call)
    stage.command(cmd.SetReady, agent=A)
    stage.wait(30.0)
    assert offers(stage)[2:] == [("f1", A)]


def test_given_who_knows_the_work_goes_then_it_is_anybodys_at_once(stage: Stage) -> None:
    stage.sit(B, ready=False)
    call = stage.talking()
    stage.command(cmd.SetReady, agent=B)
    enqueue(stage, "f1", knows=A, knows_seconds=600.0)
    stage.leave(call)
    assert offers(stage) == []  # A wraps up
    stage.command(cmd.SetNotReady, agent=A, reason="BREAK")
    assert offers(stage) == [("f1", B)]


def test_given_a_script_then_it_is_told_the_medium_and_decides() -> None:
    source = (
        "def priority(call):\n    return 9 if call['medium'] == 'VOICEMAIL' else 0\n"
        "def choose(call, agents):\n"
        "    if call['medium'] == 'FAX':\n"
        "        for agent in agents:\n            if agent['number'] == '8002':\n                return agent['key']\n"
        "        return None\n"
        "    return agents[0]['key']\n"
    )
    stage = stage_with(script=ScriptPlan(1, source))
    enqueue(stage, "f1", FAX)
    enqueue(stage, "v1", VOICEMAIL)
    stage.sit(A)
    assert offers(stage) == [("v1", A)]
    stage.sit(B)
    assert offers(stage) == [("v1", A), ("f1", B)] and stage.told(ev.RoutingScriptFailed) == []


# ------------------------------------------------------------------------------------------------ restart and plan


def test_given_a_restart_then_what_waits_is_offered_or_in_hand_is_as_it_was(stage: Stage) -> None:
    stage.sit(A)
    for number in range(5):
        enqueue(stage, f"f{number}")
    by(stage, wk.AcceptWork, "f0")
    stage.machine = Switchboard.restore(stage.machine.snapshot())
    assert in_hands(stage) == ["f0", "f1", "f2"]
    by(stage, wk.FinishWork, "f0")
    assert offers(stage)[-1] == ("f3", A)
    stage.wait(60.0)  # the timers of the offers still run
    assert len(stage.told(wk.WorkOfferEnded, outcome=WorkOutcome.NO_ANSWER)) == 3


def test_given_a_plan_without_the_queue_then_its_work_goes_to_the_general_one() -> None:
    queues = (*small_city().queues, QueuePlan("city.fax", "city", "fax"))
    stage = stage_with(queues=queues)
    stage.sit(A)
    enqueue(stage, "f1", queue="city.fax")
    assert offers(stage) == []
    stage.put(PlanReplaced(plan=replace(small_city(), version=2)))
    assert offers(stage) == [("f1", A)]


def test_given_a_plan_with_other_capacities_then_they_count_at_once() -> None:
    stage = stage_with(CapacityPlan("city", capacity=1))
    stage.sit(A)
    enqueue(stage, "f1")
    enqueue(stage, "f2")
    assert offers(stage) == [("f1", A)]
    stage.put(PlanReplaced(plan=replace(small_city(), version=2)))
    assert offers(stage) == [("f1", A), ("f2", A)]
