"""A caller who hangs up keeps the place and is called when their turn comes."""

from dataclasses import replace

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.plan import CalledNumberPlan, FlowNode, FlowPlan, NodeKind, QueuePlan, RoutingPlan
from telephony.core.switchboard import Switchboard

from .stage import CITIZEN, Stage, small_city

OTHER = "13900000010"


def city(**settings: object) -> RoutingPlan:
    """The small city; the city's queue offers call-backs, tried twice, a minute between."""
    queue = QueuePlan(
        "city.general",
        "city",
        "general",
        wrap_up_seconds=0.0,
        call_back=True,
        call_back_tries=2,
        call_back_pause_seconds=60.0,
    )
    queue = replace(queue, **settings)
    asks = FlowPlan(
        "asks",
        1,
        "offer",
        (
            FlowNode("offer", NodeKind.CALL_BACK, queue_role="general", fallback="queue"),
            FlowNode("queue", NodeKind.QUEUE, queue_role="general"),
        ),
    )
    numbers = (*small_city().called_numbers, CalledNumberPlan("12341", "asks"))
    return replace(
        small_city(),
        queues=(queue, *small_city().queues[1:]),
        flows=(*small_city().flows, asks),
        called_numbers=numbers,
    )


def promised(stage: Stage, caller: str = CITIZEN) -> str:
    """A caller waited, pressed 1 twice and was let go."""
    call = stage.call(caller)
    stage.wait(2.0)
    stage.press(call, "1")
    stage.wait(2.0)
    stage.press(call, "1")
    stage.wait(2.0)
    assert stage.state(call) == "QUEUED"
    return call


def outside(stage: Stage, call: str) -> str:
    return next(leg for leg in stage.exchange.legs if leg.startswith(f"{call}.o"))


def test_given_a_promise_when_an_agent_comes_free_then_the_caller_is_before_those_who_came_later() -> None:
    stage = Stage(city())
    first = promised(stage)
    second = stage.call(OTHER)
    assert stage.told(ev.CallBackAsked)[0].number == "+86" + CITIZEN
    assert len(stage.exchange.legs) == 1  # nobody holds a line for the first
    stage.sit("city:8001")
    assert [offer.call_id for offer in stage.told(ev.CallOffered)] == [first]
    stage.wait(3.0)
    assert stage.state(first) == "DIALLING_NUMBER"
    assert stage.agent("city:8001") == ("DIALLING", None)
    stage.answer(outside(stage, first))
    assert stage.state(first) == "TALKING"
    tried = stage.told(ev.CallBackTried)[0]
    assert (tried.attempt, tried.outcome, tried.next_at) == (1, "ANSWERED", None)
    assert stage.state(second) == "QUEUED"
    stage.command(cmd.HangUp, agent="city:8001", call_id=first)
    assert stage.state(first) is None


def test_given_nobody_answers_when_the_pause_is_over_then_once_more_and_then_it_is_closed() -> None:
    stage = Stage(city())
    stage.exchange.numbers[CITIZEN] = Manner(declines_after=1.0)
    call = promised(stage)
    stage.sit("city:8001")
    stage.wait(5.0)
    assert stage.state(call) == "CALL_BACK_RESTS"
    assert stage.agent("city:8001") == ("READY", None)
    assert [tried.outcome for tried in stage.told(ev.CallBackTried)] == ["BUSY"]
    stage.wait(70.0)
    assert stage.state(call) is None
    assert [tried.attempt for tried in stage.told(ev.CallBackTried)] == [1, 2]
    assert stage.told(ev.CallEnded)[-1].reason is ev.EndReason.CALL_BACK_FAILED
    started, ended = stage.told(ev.LegStarted), stage.told(ev.LegEnded)
    assert sorted(leg.leg for leg in started) == sorted(leg.leg for leg in ended)


def test_given_another_number_typed_then_that_one_is_called() -> None:
    stage = Stage(city())
    call = stage.call()
    stage.wait(2.0)
    stage.press(call, "12" + OTHER + "#")
    stage.wait(3.0)
    stage.press(call, "1")
    stage.wait(2.0)
    assert stage.told(ev.CallBackAsked)[0].number == "+86" + OTHER
    stage.sit("city:8001")
    stage.wait(3.0)
    assert [order.number for order in stage.ordered(gw.DialNumber)] == [OTHER]


def test_given_a_withheld_number_and_nonsense_typed_then_the_caller_goes_on_waiting_in_their_turn() -> None:
    stage = Stage(city())
    call = stage.call("anonymous")
    later = stage.call(OTHER)
    stage.wait(2.0)
    stage.press(call, "1")
    for _ in range(3):
        stage.wait(2.0)
        stage.press(call, "9#")
    assert stage.state(call) == "QUEUED"
    assert stage.told(ev.CallBackAsked) == []
    stage.sit("city:8001")
    assert [offer.call_id for offer in stage.told(ev.CallOffered)] == [call]
    assert stage.state(later) == "QUEUED"


def test_given_the_caller_hangs_up_before_confirming_then_they_have_left() -> None:
    stage = Stage(city())
    call = stage.call()
    stage.wait(2.0)
    stage.press(call, "1")
    stage.leave(call)
    assert stage.state(call) is None
    assert stage.told(ev.CallEnded)[-1].reason is ev.EndReason.ABANDONED


def test_given_a_queue_without_call_backs_then_the_key_means_nothing() -> None:
    stage = Stage(city(call_back=False))
    call = stage.call()
    stage.wait(2.0)
    stage.press(call, "1")
    assert stage.state(call) == "QUEUED"
    assert not [order for order in stage.ordered(gw.Play) if "call-back-hint" in order.prompts]


def test_given_a_flow_that_offers_it_then_it_is_promised_before_waiting_or_declined_into_the_queue() -> None:
    stage = Stage(city())
    yes, no = stage.call(CITIZEN, "12341"), stage.call(OTHER, "12341")
    stage.wait(2.0)
    stage.press(yes, "1")
    stage.press(no, "3")
    stage.wait(2.0)
    stage.press(yes, "1")
    stage.wait(2.0)
    assert (stage.state(yes), stage.state(no)) == ("QUEUED", "QUEUED")
    assert [asked.call_id for asked in stage.told(ev.CallBackAsked)] == [yes]


def test_given_a_restart_and_a_failed_gateway_then_the_promise_is_kept() -> None:
    stage = Stage(city())
    call = promised(stage)
    stage.machine = Switchboard.restore(stage.machine.snapshot())
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now, gone=True))
    assert stage.state(call) == "QUEUED"
    stage.put(stage.exchange.stock(stage.now))
    stage.sit("city:8001")
    stage.wait(3.0)
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now, gone=True))
    assert stage.state(call) == "QUEUED"
    assert stage.told(ev.CallEnded) == []


def test_given_the_agents_console_is_gone_while_it_rings_then_the_try_does_not_count() -> None:
    stage = Stage(city())
    call = promised(stage)
    stage.sit("city:8001")
    stage.wait(3.0)
    stage.command(cmd.SeatConnection, agent="city:8001", connected=False)
    assert stage.state(call) == "QUEUED"
    assert stage.told(ev.CallBackTried) == []
    stage.sit("city:8002")
    assert stage.told(ev.CallOffered)[-1].agent == "city:8002"


def test_given_a_promise_when_the_citizen_gets_through_by_another_call_then_nobody_calls_back() -> None:
    # given a promise that rests, because nobody picked up
    stage = Stage(city())
    stage.exchange.numbers[CITIZEN] = Manner(declines_after=1.0)
    first = promised(stage)
    stage.sit("city:8001")
    stage.wait(5.0)
    assert stage.state(first) == "CALL_BACK_RESTS"
    # when the citizen calls again and talks
    again = stage.call(CITIZEN)
    stage.wait(6.0)
    assert stage.state(again) == "TALKING"
    # then
    (dropped,) = stage.told(ev.CallBackDropped)
    assert (dropped.call_id, dropped.reason, dropped.by_call) == (first, "GOT_THROUGH", again)
    ended = stage.told(ev.CallEnded)[-1]
    assert (ended.call_id, ended.reason) == (first, ev.EndReason.CALL_BACK_NOT_NEEDED)
    stage.leave(again)
    stage.wait(200.0)
    assert [tried.attempt for tried in stage.told(ev.CallBackTried)] == [1]
    assert stage.exchange.legs == {} and not any(first in key for key in stage.timers)


def test_a_promise_that_waits_in_the_queue_is_dropped_and_its_place_goes_to_the_next() -> None:
    # given two agents' worth of waiting: the promise first, then the same citizen, then another one
    stage = Stage(city())
    first = promised(stage)
    stage.now += 1.0
    again = stage.call(CITIZEN)
    third = stage.call(OTHER)
    stage.sit("city:8001", Manner())  # lets the promise ring
    stage.sit("city:8002")
    # when the citizen's second call is answered first
    stage.wait(6.0)
    assert stage.state(again) == "TALKING"
    # then the agent who was rung for the promise is offered the next one at once
    assert stage.state(first) is None
    assert stage.state(third) == "OFFERED"
    assert [offer.call_id for offer in stage.told(ev.CallOffered, agent="city:8001")] == [first, third]


def test_another_citizen_or_a_number_typed_in_a_browser_cancels_nothing() -> None:
    stage = Stage(city(call_back_pause_seconds=600.0))
    stage.exchange.numbers[CITIZEN] = Manner(declines_after=1.0)
    first = promised(stage)
    stage.sit("city:8001")
    stage.wait(5.0)
    # when somebody else talks
    other = stage.call(OTHER)
    stage.wait(6.0)
    assert stage.state(other) == "TALKING"
    stage.leave(other)
    # and somebody who says in a browser that they have the citizen's number
    stage.command(cmd.OpenWebLine, line="web-1", number=CITIZEN, secret="s", valid_seconds=60.0)
    typed = stage.exchange.arrive("", "12345", stage.now, web_line="web-1")
    stage.report([typed])
    stage.wait(6.0)
    assert stage.state(f"gw1-{typed.leg}") == "TALKING"
    # then the promise stands
    assert stage.told(ev.CallBackDropped) == []
    assert stage.state(first) == "CALL_BACK_RESTS"


def test_the_agent_who_is_offered_a_promise_is_told_that_it_is_one() -> None:
    stage = Stage(city(call_back_pause_seconds=10.0))
    stage.exchange.numbers[CITIZEN] = Manner(declines_after=1.0)
    promised(stage)
    asked = stage.told(ev.CallBackAsked)[0].at
    stage.sit("city:8001")
    stage.wait(20.0)
    told = [
        (offer.call_back, offer.call_back_asked_at, offer.call_back_attempt) for offer in stage.told(ev.CallOffered)
    ]
    assert told == [("+86" + CITIZEN, asked, 1), ("+86" + CITIZEN, asked, 2)]
    # and nothing of the kind for somebody who simply called
    plain = Stage(city())
    plain.sit("city:8001")
    plain.call(OTHER)
    (offer,) = plain.told(ev.CallOffered)
    assert (offer.call_back, offer.call_back_asked_at, offer.call_back_attempt) == ("", None, 0)
