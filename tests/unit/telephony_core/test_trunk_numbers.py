"""How numbers are written to a carrier, and that a called number is found however it is written."""

from dataclasses import replace
from typing import Any

import pytest

from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.plan import AllotmentPlan, CalledNumberPlan, ChannelUse, NumberForm, TrunkPlan
from tests.unit.telephony_core.stage import Stage, small_city

CARRIER = TrunkPlan("carrier", "sip.example", 5061, ())
SWITCHBOARD = "+861012345678"


@pytest.mark.parametrize(
    ("settings", "number", "expected"),
    [
        ({}, "13900000009", ("13900000009", "12345")),
        ({"number_form": NumberForm.PLUS}, "13900000009", ("+8613900000009", "12345")),
        ({"number_form": NumberForm.PLUS}, "02165123456", ("+862165123456", "12345")),
        ({"number_form": NumberForm.DIGITS}, "65123456", ("861065123456", "12345")),
        ({"shown": SWITCHBOARD}, "02165123456", ("02165123456", SWITCHBOARD)),
        ({"shown": SWITCHBOARD, "shown_form": NumberForm.NATIONAL}, "65123456", ("65123456", "01012345678")),
        ({"shown": "01065123456", "shown_form": NumberForm.PLUS}, "65123456", ("65123456", "+861065123456")),
        ({"shown": "01065123456", "shown_form": NumberForm.DIGITS}, "65123456", ("65123456", "861065123456")),
        # 12345 has no form in E.164
        ({"shown": "12345", "shown_form": NumberForm.PLUS}, "65123456", ("65123456", "12345")),
    ],
)
def test_given_a_trunk_with_its_forms_when_called_out_then_both_numbers_are_written_so(
    settings: dict[str, Any], number: str, expected: tuple[str, str]
) -> None:
    stage = Stage(small_city(trunks=(replace(CARRIER, **settings),)))
    stage.sit("city:8001")
    stage.command(cmd.Dial, agent="city:8001", number=number, purpose="OUTBOUND", reference=None)
    stage.wait(2.0)
    (order,) = stage.ordered(gw.DialNumber)
    assert (order.trunk, order.number, order.caller_id) == ("carrier", *expected)


def city(*numbers: str) -> Any:
    called = tuple(CalledNumberPlan(number, "direct", priority=at) for at, number in enumerate(numbers))
    return small_city(called_numbers=called)


@pytest.mark.parametrize("kept", ["+861065123456", "861065123456", "01065123456", "65123456"])
@pytest.mark.parametrize("came", ["+861065123456", "861065123456", "01065123456", "65123456"])
def test_given_a_called_number_when_called_in_any_form_then_it_is_that_entry(kept: str, came: str) -> None:
    stage = Stage(city("12345", kept))
    stage.call(called=came)
    (arrived,) = stage.told(ev.CallArrived)
    assert (arrived.called, arrived.flow) == (kept, "direct")


def test_given_two_entries_of_one_number_when_called_then_the_one_written_so_else_the_first() -> None:
    stage = Stage(city("01065123456", "+861065123456"))
    stage.call(called="+861065123456")
    stage.call(called="861065123456")
    assert [arrived.called for arrived in stage.told(ev.CallArrived)] == ["+861065123456", "01065123456"]


@pytest.mark.parametrize("came", ["+8612345", "012345", "", "anonymous", "54321"])
def test_given_what_is_no_number_of_ours_when_called_then_it_is_refused(came: str) -> None:
    stage = Stage(city("12345", "+861065123456"))
    stage.call(called=came)
    assert [(event.reason, event.called) for event in stage.told(ev.CallRefused)] == [("UNKNOWN_NUMBER", came)]


def test_given_a_limit_for_a_called_number_when_called_in_another_form_then_it_counts() -> None:
    limit = AllotmentPlan(ChannelUse.INBOUND, "01065123456", maximum=1)
    stage = Stage(replace(city("01065123456"), channels=10, allotments=(limit,)))
    stage.call(called="+861065123456")
    stage.call(called="861065123456")
    assert [event.reason for event in stage.told(ev.CallRefused)] == ["NO_CHANNEL"]
