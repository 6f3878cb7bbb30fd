"""Number analysis and IVR flows."""

from dataclasses import replace

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.commands import RefusalCode as R
from telephony.contracts.plan import (
    AreaPlan,
    CalledNumberPlan,
    FlowNode,
    FlowPlan,
    ListedNumber,
    ListKind,
    NodeKind,
)
from telephony.contracts.plan_check import flaws_of
from telephony.core.inputs import PlanReplaced
from telephony.core.numbers import PlanIndex

from .stage import BLACK, CITIZEN, EAST_CITIZEN, MENU, Stage, small_city

# ------------------------------------------------------------------- analysis


def test_the_longest_area_prefix_wins() -> None:
    areas = (AreaPlan("+8613", "city"), AreaPlan("+8613800", "east"), AreaPlan("+86138001", "city"))
    index = PlanIndex(small_city(areas=areas))
    assert index.area_of("+8613800500000") == "east"
    assert index.area_of("+8613800100000") == "city"
    assert index.area_of("+4930123456") == "city"
    assert index.area_of("") == "city"


def test_a_county_without_the_queue_leaves_its_callers_to_the_city() -> None:
    plan = small_city()
    index = PlanIndex(replace(plan, queues=plan.queues[:1]))
    assert index.analyse(EAST_CITIZEN, "12345", 0.0).home == "city"


def test_the_black_list_is_refused_with_the_reason_spoken(stage: Stage) -> None:
    # when
    call = stage.call(BLACK)
    # then
    assert stage.state(call) == "REFUSING"
    assert stage.heard(stage.far(call)) == {"refused-listed"}
    refused = stage.told(ev.CallRefused)
    assert [(r.tenant, r.reason, r.caller) for r in refused] == [("city", "BLACK_LISTED", "+86" + BLACK)]
    stage.wait(1.0)
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.REFUSED]
    assert stage.ordered(gw.HangUpLeg)[0].cause == 21
    assert stage.exchange.legs == {}
    assert stage.told(ev.CallArrived) == []


@pytest.mark.parametrize(
    ("listed", "refused"),
    [
        ((ListedNumber(CITIZEN, ListKind.BLACK, until=1500.0),), True),
        ((ListedNumber(CITIZEN, ListKind.BLACK, until=900.0),), False),
        ((ListedNumber(CITIZEN, ListKind.BLACK), ListedNumber(CITIZEN, ListKind.WHITE)), False),
        ((ListedNumber(CITIZEN, ListKind.WHITE),), False),
    ],
)
def test_lists_end_and_white_beats_black(listed: tuple[ListedNumber, ...], refused: bool) -> None:
    stage = Stage(small_city(listed=listed))
    call = stage.call(CITIZEN)
    assert (stage.state(call) == "REFUSING") is refused


def test_an_unknown_called_number_hears_so(stage: Stage) -> None:
    call = stage.call(called="99999")
    assert stage.heard(stage.far(call)) == {"unknown-number"}
    stage.leave(call)  # does not wait for the end of it
    assert [(e.reason, e.called) for e in stage.told(ev.CallEnded)] == [(ev.EndReason.REFUSED, "99999")]
    assert [r.reason for r in stage.told(ev.CallRefused)] == ["UNKNOWN_NUMBER"]


def test_what_a_scanner_sends_as_numbers_is_cut_to_what_the_books_hold(stage: Stage) -> None:
    stage.call("x" * 5000, "9\x00\r\n" * 2000)
    (refused,) = stage.told(ev.CallRefused)
    (leg,) = stage.told(ev.LegStarted)
    assert (refused.reason, refused.caller, refused.called) == ("UNKNOWN_NUMBER", "", "9" * 32)
    assert leg.party == "x" * 64


def test_a_withheld_number_is_served_by_the_city(stage: Stage) -> None:
    stage.call("anonymous")
    arrived = stage.told(ev.CallArrived)
    assert [(a.tenant, a.caller, a.caller_raw) for a in arrived] == [("city", "", "anonymous")]


def test_without_a_plan_calls_are_let_go() -> None:
    from telephony.core.switchboard import Switchboard

    machine = Switchboard()
    arrived = gw.LegArrived(gateway="gw1", at=0.0, leg="x", caller_raw="1", called="12345")
    effects = machine.handle(arrived, 0.0)
    assert effects.orders == [gw.HangUpLeg(gateway="gw1", leg="x", cause=21)]
    assert effects.events == []


# ------------------------------------------------------------------- web lines


def test_a_web_line_is_good_for_one_call(stage: Stage) -> None:
    # given
    opened = stage.command(cmd.OpenWebLine, line="web-1", secret="x", number=EAST_CITIZEN)
    assert opened.refusal is None
    assert stage.exchange.lines == {"web-1": "x"}
    # when
    call = stage.call("web-1", web_line="web-1")
    # then
    arrived = stage.told(ev.CallArrived)[0]
    assert (arrived.tenant, arrived.caller, arrived.medium, arrived.verified) == (
        "east", "+86" + EAST_CITIZEN, "WEB_CALL", False,
    )  # fmt: skip
    # when used a second time meanwhile
    again = stage.call("web-1", web_line="web-1")
    assert stage.state(again) is None
    # when over, the account is gone
    stage.leave(call)
    assert stage.exchange.lines == {}


def test_a_web_line_runs_out(stage: Stage) -> None:
    stage.command(cmd.OpenWebLine, line="web-1", secret="x", number="", valid_seconds=60.0)
    stage.wait(61.0)
    assert stage.exchange.lines == {}
    assert stage.state(stage.call("web-1", web_line="web-1")) is None
    assert stage.told(ev.CallArrived) == []


def test_no_web_line_without_a_gateway(stage: Stage) -> None:
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    reply = stage.command(cmd.OpenWebLine, line="web-1", secret="x", number="")
    assert reply.refusal is R.GATEWAY_DOWN


# ------------------------------------------------------------------------- IVR


def menu(stage: Stage) -> str:
    """A call that hears the menu."""
    call = stage.call(called="12340")
    stage.wait(1.0)
    assert stage.heard(stage.far(call)) == {"menu-main"}
    return call


def test_menu_by_key_even_before_the_prompt_is_over(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    call = menu(stage)
    stage.press(call, "2")
    assert stage.state(call) == "OFFERED"
    assert [o.business for o in stage.told(ev.CallOffered)] == ["COMPLAINT"]
    steps = [(s.node, s.digits) for s in stage.told(ev.FlowStepped)]
    assert steps == [("welcome", ""), ("menu", ""), ("complain", "2")]


def test_a_key_during_the_announcement_answers_the_menu_behind_it(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    call = stage.call(called="12340")
    stage.press(call, "2")
    assert stage.state(call) == "OFFERED"
    steps = [(s.node, s.digits) for s in stage.told(ev.FlowStepped)]
    assert steps == [("welcome", ""), ("menu", ""), ("complain", "2")]


def test_keys_during_an_announcement_before_no_question_mean_nothing(stage: Stage) -> None:
    notice = FlowPlan(
        "notice",
        1,
        "welcome",
        (
            FlowNode("welcome", NodeKind.ANNOUNCE, prompts=("welcome",), next="bye"),
            FlowNode("bye", NodeKind.HANG_UP, prompts=("goodbye",)),
        ),
    )
    stage.put(
        PlanReplaced(plan=small_city(version=9, flows=(notice,), called_numbers=(CalledNumberPlan("12340", "notice"),)))
    )
    call = stage.call(called="12340")
    stage.press(call, "1")
    assert stage.heard(stage.far(call)) == {"welcome"}


def test_wrong_keys_are_told_and_lead_to_the_fallback_after_three(stage: Stage) -> None:
    call = menu(stage)
    stage.press(call, "8")
    assert stage.heard(stage.far(call)) == {"invalid-choice", "menu-main"}
    stage.press(call, "8")
    assert stage.state(call) == "IVR"
    stage.press(call, "8")
    assert stage.state(call) == "QUEUED"
    assert stage.told(ev.FlowStepped)[-1].node == "consult"


def test_no_key_at_all_asks_again_and_then_falls_back(stage: Stage) -> None:
    call = menu(stage)
    stage.wait(1.0 + 6.0)
    assert stage.heard(stage.far(call)) == {"menu-main"}
    stage.wait(7.0 + 7.0)
    assert stage.state(call) == "QUEUED"


def test_a_farewell_ends_the_call_as_self_service(stage: Stage) -> None:
    call = menu(stage)
    stage.press(call, "9")
    assert stage.heard(stage.far(call)) == {"goodbye"}
    stage.wait(1.0)
    assert [(e.reason, e.waited_seconds) for e in stage.told(ev.CallEnded)] == [(ev.EndReason.SELF_SERVICE, 0.0)]


def test_hanging_up_in_the_menu_is_self_service(stage: Stage) -> None:
    stage.leave(menu(stage))
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.SELF_SERVICE]


def asked(stage: Stage, digits: str = "2611230100001#") -> tuple[str, ev.LookupAsked]:
    """A call that has entered a case number."""
    call = menu(stage)
    stage.press(call, "3")
    assert stage.heard(stage.far(call)) == {"enter-case-number"}
    stage.press(call, digits)
    return call, stage.told(ev.LookupAsked)[-1]


def test_case_progress_is_looked_up_and_told(stage: Stage) -> None:
    call, lookup = asked(stage)
    assert (lookup.digits, lookup.kind, lookup.language) == ("2611230100001", "CASE_PROGRESS", "zh")
    reply = stage.command(
        cmd.AnswerLookup,
        call_id=call,
        lookup_id=lookup.lookup_id,
        found=True,
        prompts=("case-number-is", "case-state-in-progress"),
    )
    assert reply.refusal is None
    assert stage.heard(stage.far(call)) == {"case-number-is", "case-state-in-progress"}
    stage.wait(2.0)
    assert stage.heard(stage.far(call)) == {"goodbye"}


def test_a_number_ended_by_silence_instead_of_the_hash_key(stage: Stage) -> None:
    call = menu(stage)
    stage.press(call, "3")
    stage.press(call, "123")
    stage.wait(6.0)
    assert [a.digits for a in stage.told(ev.LookupAsked)] == ["123"]


def test_a_case_not_found_may_be_entered_again_once(stage: Stage) -> None:
    call, lookup = asked(stage)
    stage.command(cmd.AnswerLookup, call_id=call, lookup_id=lookup.lookup_id, found=False)
    assert stage.heard(stage.far(call)) == {"case-not-found"}
    stage.wait(1.0)
    assert stage.heard(stage.far(call)) == {"enter-case-number"}
    stage.press(call, "1#")
    again = stage.told(ev.LookupAsked)[-1]
    assert again.digits == "1"
    stage.command(cmd.AnswerLookup, call_id=call, lookup_id=again.lookup_id, found=False)
    stage.wait(1.0)
    assert stage.state(call) == "QUEUED"


def test_a_look_up_that_takes_too_long(stage: Stage) -> None:
    call, lookup = asked(stage)
    stage.wait(5.0)
    assert stage.heard(stage.far(call)) == {"lookup-unavailable"}
    # a late answer changes nothing
    reply = stage.command(cmd.AnswerLookup, call_id=call, lookup_id=lookup.lookup_id, found=True)
    assert reply.refusal is R.WRONG_STATE
    assert stage.heard(stage.far(call)) == {"lookup-unavailable"}
    stage.wait(1.0)
    assert stage.heard(stage.far(call)) == {"goodbye"}


def test_answers_for_calls_that_are_gone(stage: Stage) -> None:
    call, lookup = asked(stage)
    stage.leave(call)
    reply = stage.command(cmd.AnswerLookup, call_id=call, lookup_id=lookup.lookup_id, found=True)
    assert reply.refusal is R.UNKNOWN_CALL


@pytest.mark.parametrize("by_caller", [True, False])
def test_a_voice_message(stage: Stage, by_caller: bool) -> None:
    # given
    call = menu(stage)
    stage.press(call, "4")
    assert stage.heard(stage.far(call)) == {"leave-message"}
    stage.wait(1.0)
    assert list(stage.exchange.recordings) == [f"{call}.r1"]
    # when the caller hangs up, or is done after 8 s
    if by_caller:
        stage.wait(3.0)
        stage.leave(call)
    else:
        stage.wait(8.0)
        assert stage.heard(stage.far(call)) == {"message-thanks"}
        stage.wait(1.0)
    # then
    finished = stage.told(ev.RecordingFinished)
    assert [(f.tenant, f.kind, f.agent, f.seconds) for f in finished] == [
        ("city", ev.RecordingKind.VOICEMAIL, None, 3.0 if by_caller else 8.0)
    ]
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.VOICEMAIL]


def test_a_call_keeps_the_flow_version_that_it_entered(stage: Stage) -> None:
    call = menu(stage)
    emptied = FlowPlan("menu", 2, "bye", (FlowNode("bye", NodeKind.HANG_UP),))
    stage.put(PlanReplaced(plan=small_city(version=2, flows=(small_city().flows[0], emptied))))
    stage.press(call, "1")
    assert stage.state(call) == "QUEUED"


def test_the_called_numbers_language_is_spoken() -> None:
    numbers = (CalledNumberPlan("12346", "menu", language="en"),)
    stage = Stage(small_city(called_numbers=numbers))
    stage.call(called="12346")
    assert [p.language for p in stage.ordered(gw.Play)] == ["en"]


def test_a_flow_into_a_queue_that_nobody_has() -> None:
    plan = small_city(queues=())
    stage = Stage(plan)
    call = stage.call()
    assert stage.heard(stage.far(call)) == {"system-error"}
    stage.wait(1.0)
    assert stage.machine.live_calls() == {}


def test_the_menu_of_these_tests_is_a_flow_that_may_be_used() -> None:
    assert flaws_of(MENU) == []
