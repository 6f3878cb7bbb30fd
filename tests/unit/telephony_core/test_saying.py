"""Text typed in a flow: what a caller hears of it, in which language, with which values; look-ups that it tells."""

import pytest

from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.plan import CalledNumberPlan, FlowNode, FlowPlan, NodeKind
from telephony.contracts.saying import Piece, is_sound, name_of, pieces, with_speech

from .stage import CITIZEN, DIRECT, EAST_CITIZEN, Stage, small_city

AT = 1_795_673_700.0
"""Thursday, 26 November 2026, 14:15 in Shanghai."""
CLOCK = ("number-14", "clock-hour", "number-15", "clock-minute")
BYE = FlowNode("bye", NodeKind.HANG_UP)


def flow_of(*nodes: FlowNode, tenant: str = "") -> FlowPlan:
    return with_speech(FlowPlan("menu", 1, nodes[0].key, (*nodes, BYE), tenant), name_of_file)


def stage_with(*nodes: FlowNode, language: str = "zh", tenant: str = "") -> Stage:
    number = CalledNumberPlan("12340", "menu", language, tenant=tenant)
    direct = (CalledNumberPlan("12345", "direct"), number)
    stage = Stage(small_city(flows=(DIRECT, flow_of(*nodes, tenant=tenant)), called_numbers=direct))
    stage.until(AT)
    return stage


def name_of_file(language: str, words: str) -> str:
    return f"<{words}>"


def said(stage: Stage, call: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(order.language, order.prompts) for order in stage.ordered(gw.Play, leg=stage.far(call))]


def say(texts: dict[str, str], to: str = "bye") -> FlowNode:
    return FlowNode("say", NodeKind.SAY, texts=texts, next=to)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("您好。", ("<您好。>",)),
        ("现在{waiting}人等待", ("<现在>", "number-0", "<人等待>")),
        ("现在是{date}{weekday}{time}。", ("<现在是>", "month-11", "number-26", "day-of-month", "weekday-4", *CLOCK)),
        ("您的号码{caller}", ("<您的号码>", "digits:13900000009")),
        ("您拨打{called}", ("<您拨打>", "digits:12340")),
        ("约{wait_minutes}分钟", ("<约>", "clock-some", "<分钟>")),
        ("{case}：{case_status}，再见", ("<，再见>",)),
    ],
)
def test_given_a_text_with_variables_when_said_then_each_has_its_value(text: str, heard: tuple[str, ...]) -> None:
    stage = stage_with(say({"zh": text}))
    call = stage.call(CITIZEN, "12340")
    assert said(stage, call)[0] == ("zh", heard)


def test_given_callers_wait_when_said_then_they_are_counted_and_the_wait_told() -> None:
    stage = stage_with(say({"zh": "{waiting}人，{wait_minutes}分钟"}))
    stage.call("13900000010")
    stage.call("13900000011")
    assert said(stage, stage.call(CITIZEN, "12340"))[0] == ("zh", ("number-2", "<人，>", "clock-some", "<分钟>"))
    # when somebody is at work, with 180 s a call
    stage.sit("city:8001")
    stage.wait(5.0)
    call = stage.call("13900000012", "12340")
    assert said(stage, call)[0] == ("zh", ("number-1", "<人，>", "number-6", "<分钟>"))


def test_given_no_text_in_the_callers_language_when_said_then_the_other_one_is_heard_whole() -> None:
    stage = stage_with(say({"zh": "现在{waiting}人等待"}), language="en")
    call = stage.call(CITIZEN, "12340")
    assert said(stage, call)[0] == ("zh", ("<现在>", "number-0", "<人等待>"))


def test_given_a_menu_sets_the_language_when_chosen_then_all_that_follows_is_in_it() -> None:
    stage = stage_with(
        FlowNode(
            "menu", NodeKind.MENU, prompts=("menu-main",), choices={"1": "chinese", "2": "english"}, fallback="bye"
        ),
        FlowNode("chinese", NodeKind.SET_LANGUAGE, language="zh", next="say"),
        FlowNode("english", NodeKind.SET_LANGUAGE, language="en", next="say"),
        say({"zh": "现在是{time}", "en": "It is {time}"}),
    )
    call = stage.call(CITIZEN, "12340")
    stage.press(call, "2")
    stage.wait(3.0)
    assert said(stage, call) == [
        ("zh", ("menu-main",)),
        ("en", ("<It is>", "number-14", "number-15")),
        ("en", ("goodbye",)),
    ]


def test_given_a_key_while_it_is_said_when_a_question_follows_then_it_answers_that() -> None:
    stage = stage_with(
        say({"zh": "请听好"}, to="menu"),
        FlowNode("menu", NodeKind.MENU, prompts=("menu-main",), choices={"1": "q"}, fallback="bye"),
        FlowNode("q", NodeKind.QUEUE, queue_role="general"),
    )
    call = stage.call(CITIZEN, "12340")
    stage.press(call, "1")
    assert stage.state(call) == "QUEUED"


def of_caller(silent: bool = False) -> Stage:
    return stage_with(
        FlowNode("mine", NodeKind.CASE_OF_CALLER, next="say", fallback="bye", silent=silent),
        say({"zh": "工单{case}{case_status}"}),
    )


def test_given_the_callers_cases_when_looked_up_then_told_and_the_flow_can_say_the_newest() -> None:
    stage = of_caller()
    call = stage.call(CITIZEN, "12340")
    (asked,) = stage.told(ev.LookupAsked)
    assert (asked.kind, asked.digits) == ("CASE_OF_CALLER", "+8613900000009")
    stage.command(
        cmd.AnswerLookup,
        call_id=call,
        lookup_id=asked.lookup_id,
        found=True,
        prompts=("cases-of-caller", "case-state-closed"),
        case="2611",
        status="case-state-closed",
    )
    stage.wait(5.0)
    assert said(stage, call) == [
        ("zh", ("cases-of-caller", "case-state-closed")),
        ("zh", ("<工单>", "digits:2611", "case-state-closed")),
        ("zh", ("goodbye",)),
    ]


def test_given_a_silent_look_up_when_answered_then_only_the_flow_speaks() -> None:
    stage = of_caller(silent=True)
    call = stage.call(CITIZEN, "12340")
    (asked,) = stage.told(ev.LookupAsked)
    given = {"call_id": call, "lookup_id": asked.lookup_id, "case": "77", "status": "case-state-review"}
    stage.command(cmd.AnswerLookup, found=True, prompts=("cases-of-caller",), **given)
    assert said(stage, call) == [("zh", ("<工单>", "digits:77", "case-state-review"))]


def test_given_no_case_or_no_answer_when_looked_up_by_caller_then_said_so_and_otherwise() -> None:
    stage = of_caller()
    call = stage.call(CITIZEN, "12340")
    (asked,) = stage.told(ev.LookupAsked)
    stage.command(cmd.AnswerLookup, call_id=call, lookup_id=asked.lookup_id, found=False)
    stage.wait(1.5)
    assert said(stage, call) == [("zh", ("no-case-of-caller",)), ("zh", ("goodbye",))]
    late = stage.call(CITIZEN, "12340")
    stage.wait(8.0)
    assert said(stage, late) == [("zh", ("lookup-unavailable",)), ("zh", ("goodbye",))]


def test_given_a_withheld_number_when_looked_up_by_caller_then_nothing_is_asked() -> None:
    stage = of_caller()
    call = stage.call("", "12340")
    assert stage.told(ev.LookupAsked) == []
    assert said(stage, call) == [("zh", ("no-case-of-caller",))]


def test_given_a_countys_own_number_when_anybody_calls_it_then_the_call_belongs_to_the_county() -> None:
    stage = stage_with(FlowNode("q", NodeKind.QUEUE, queue_role="general"), tenant="east")
    for caller in (CITIZEN, EAST_CITIZEN):
        call = stage.call(caller, "12340")
        (queued,) = stage.told(ev.CallQueued, call_id=call)
        assert (queued.tenant, queued.queue) == ("east", "east.general")


def test_pieces_of_texts() -> None:
    assert pieces("您好，{waiting}。{time}") == [Piece("您好，"), Piece(variable="waiting"), Piece(variable="time")]
    assert [is_sound(text) for text in ("好", "{time}", "{nothing}", "{time", "。", "{}", "好" * 501)] == [
        True,
        True,
        False,
        False,
        False,
        False,
        False,
    ]
    assert name_of("zh", "好") != name_of("en", "好")
