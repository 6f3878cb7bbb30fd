"""Channels by use, and what may be called from a seat."""

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.commands import RefusalCode as R
from telephony.contracts.plan import (
    AllotmentPlan,
    CalledNumberPlan,
    ChannelUse,
    ListedNumber,
    ListKind,
    NumberClass,
    TollPlan,
    WhenFull,
)
from telephony.core.allotment import Channel, hindrance

from .stage import CITIZEN, Stage, small_city

IN, OUT, ENFORCEMENT = ChannelUse.INBOUND, ChannelUse.OUTBOUND, ChannelUse.ENFORCEMENT
CALL_IN = Channel(IN, "city", "12345")
CALL_OUT = Channel(OUT, "city", "")


def test_without_rows_and_total_everything_is_granted() -> None:
    assert hindrance((), 0, [CALL_IN] * 1000, CALL_IN) is None


def test_a_maximum_holds_whatever_is_free() -> None:
    row = AllotmentPlan(IN, maximum=2)
    assert hindrance([row], 0, [CALL_IN], CALL_IN) is None
    assert hindrance([row], 0, [CALL_IN] * 2, CALL_IN) is row
    assert hindrance([row], 0, [CALL_IN] * 2, CALL_OUT) is None


def test_what_others_are_guaranteed_and_do_not_use_stays_free() -> None:
    rows = [AllotmentPlan(ENFORCEMENT, guaranteed=2), AllotmentPlan(IN)]
    assert hindrance(rows, 5, [CALL_IN] * 2, CALL_IN) is None
    assert hindrance(rows, 5, [CALL_IN] * 3, CALL_IN) is True
    # one of the guaranteed is in use: it is reserved no more, and taken
    assert hindrance(rows, 5, [*[CALL_IN] * 3, Channel(ENFORCEMENT, "city", "")], CALL_IN) is True
    assert hindrance(rows, 5, [CALL_IN] * 3, Channel(ENFORCEMENT, "city", "")) is None


def test_the_narrowest_row_that_is_full_says_what_becomes_of_the_caller() -> None:
    wide, narrow = AllotmentPlan(IN, maximum=2), AllotmentPlan(IN, "12345", maximum=2, when_full=WhenFull.BUSY)
    assert hindrance([wide, narrow], 0, [CALL_IN] * 2, CALL_IN) is narrow
    assert hindrance([wide, narrow], 0, [CALL_IN] * 2, Channel(IN, "city", "12340")) is wide


def test_the_guarantees_of_a_use_and_of_its_numbers_overlap() -> None:
    rows = [AllotmentPlan(IN, guaranteed=3), AllotmentPlan(IN, "12345", guaranteed=2)]
    assert hindrance(rows, 4, [], CALL_OUT) is None
    assert hindrance(rows, 4, [CALL_OUT], CALL_OUT) is True


def full(*rows: AllotmentPlan, **changes: object) -> Stage:
    return Stage(small_city(allotments=rows, **changes))


def test_a_caller_without_a_channel_is_told_so_and_let_go() -> None:
    stage = full(AllotmentPlan(IN, maximum=1))
    stage.call()
    second = stage.call("13900000010")
    refused = stage.told(ev.CallRefused)
    assert [(e.call_id, e.reason) for e in refused] == [(second, "NO_CHANNEL")]
    assert [order.prompts for order in stage.ordered(gw.Play, leg=stage.far(second))] == [("lines-busy",)]
    stage.wait(2.0)
    assert stage.state(second) is None
    assert [(a["kind"], a["subject"], a["detail"]) for a in stage.machine.live_alarms()] == [
        ("NO_CHANNEL", "INBOUND", "12345")
    ]


def test_a_caller_without_a_channel_hears_the_busy_tone_where_it_is_set_so() -> None:
    stage = full(AllotmentPlan(IN, maximum=1, when_full=WhenFull.BUSY))
    stage.call()
    second = stage.call("13900000010")
    assert stage.ordered(gw.HangUpLeg) == [gw.HangUpLeg(gateway="gw1", leg=stage.far(second), cause=17)]
    assert stage.ordered(gw.AnswerLeg, leg=stage.far(second)) == []


def test_a_caller_without_a_channel_overflows_into_another_flow() -> None:
    stage = full(AllotmentPlan(IN, "12345", maximum=1, when_full=WhenFull.FLOW, flow="menu"))
    stage.call()
    stage.call("13900000010")
    assert [event.flow for event in stage.told(ev.CallArrived)] == ["direct", "menu"]


def test_the_white_list_is_never_refused_for_want_of_a_channel() -> None:
    stage = full(AllotmentPlan(IN, maximum=1), listed=(ListedNumber("+8613900000010", ListKind.WHITE),))
    stage.call()
    stage.call("13900000010")
    assert stage.told(ev.CallRefused) == []


def test_a_channel_is_free_again_when_its_call_is_over() -> None:
    stage = full(AllotmentPlan(IN, maximum=1))
    first = stage.call()
    assert stage.machine.live_channels() == {
        "channels": 0,
        "taken": 1,
        "uses": {"INBOUND": 1, "OUTBOUND": 0, "DIALLER": 0, "ENFORCEMENT": 0, "FAX": 0, "INTERNAL": 0},
        "rows": [1],
    }
    stage.leave(first)
    stage.call("13900000010")
    assert stage.told(ev.CallRefused) == []


def test_an_agent_without_a_channel_is_refused_and_nothing_changes() -> None:
    stage = full(AllotmentPlan(OUT, maximum=1))
    stage.sit("city:8001")
    stage.sit("city:8002")
    stage.command(cmd.Dial, agent="city:8001", number=CITIZEN, purpose="OUTBOUND", reference=None)
    stage.wait(2.0)
    orders, events = len(stage.orders), len(stage.events)
    reply = stage.command(cmd.Dial, agent="city:8002", number=CITIZEN, purpose="OUTBOUND", reference=None)
    assert reply.refusal is R.NO_CHANNEL
    assert len(stage.orders) == orders
    assert [type(event) for event in stage.events[events:]] == [ev.AlarmRaised]


# ---------------------------------------------------------------------------------------------------- tolls


@pytest.mark.parametrize("number", ["0016502530000", "16812345"])
def test_numbers_that_cost_a_fortune_are_refused_unless_granted(number: str) -> None:
    stage = Stage()
    stage.sit("city:8001")
    reply = stage.command(cmd.Dial, agent="city:8001", number=number, purpose="OUTBOUND", reference=None)
    assert reply.refusal in (R.TOLL_FORBIDDEN, R.INVALID_NUMBER)
    assert stage.ordered(gw.DialSeat) == []


def test_an_agent_who_was_granted_it_calls_abroad_and_nobody_else_does() -> None:
    rule = TollPlan("city:8001", (NumberClass.INTERNATIONAL,))
    stage = Stage(small_city(tolls=(rule,)))
    stage.sit("city:8001")
    stage.sit("city:8002")
    said = [
        stage.command(cmd.Dial, agent=agent, number="0016502530000", purpose="OUTBOUND", reference=None).refusal
        for agent in ("city:8001", "city:8002")
    ]
    assert said == [None, R.TOLL_FORBIDDEN]
    assert [(a["kind"], a["subject"], a["detail"]) for a in stage.machine.live_alarms()] == [
        ("TOLL_FORBIDDEN", "city:8002", "INTERNATIONAL +16502530000")
    ]


def test_so_many_calls_an_hour_and_no_more() -> None:
    stage = Stage(small_city(tolls=(TollPlan("", hourly=2),)))
    stage.sit("city:8001", Manner(answers_after=None))

    def dial() -> R | None:
        reply = stage.command(cmd.Dial, agent="city:8001", number=CITIZEN, purpose="OUTBOUND", reference=None)
        if reply.call_id:
            stage.command(cmd.HangUp, agent="city:8001", call_id=reply.call_id)
        stage.wait(60.0)
        stage.command(cmd.SetReady, agent="city:8001")
        return reply.refusal

    assert [dial(), dial(), dial()] == [None, None, R.TOLL_LIMIT]
    stage.wait(3600.0)
    assert dial() is None


def test_two_called_numbers_do_not_share_their_channels() -> None:
    rows = (AllotmentPlan(IN, "12345", maximum=1), AllotmentPlan(IN, "12340", maximum=1))
    numbers = (CalledNumberPlan("12345", "direct"), CalledNumberPlan("12340", "menu"))
    stage = full(*rows, called_numbers=numbers)
    for called in ("12345", "12340", "12345"):
        stage.call(called=called)
    assert [event.called for event in stage.told(ev.CallRefused)] == ["12345"]
