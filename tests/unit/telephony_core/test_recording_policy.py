"""Which conversations are recorded: rules of the plan in their order, windows, shares, orders of supervisors."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.plan import CallDirection, OpenHours, RecordingRule
from telephony.core.recording_policy import Talk, rule_for, share, wanted
from tests.unit.telephony_core.stage import EAST_CITIZEN, Stage, small_city

ZONE = "Asia/Shanghai"
WEEKDAYS = (1, 2, 3, 4, 5)


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


MONDAY_NOON = at("2026-03-02T12:00")


def talk(**facts: Any) -> Talk:
    usual = {
        "tenant": "east",
        "queue": "east.general",
        "agent": "east:8101",
        "seat": "east-01",
        "direction": CallDirection.INBOUND,
        "drawn": "gw1-1 east:8101",
    }
    return Talk(**{**usual, **facts})


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (RecordingRule("east"), True),
        (RecordingRule("west"), False),
        (RecordingRule("east", queue="east.general"), True),
        (RecordingRule("east", queue="east.other"), False),
        (RecordingRule("east", agent="east:8101"), True),
        (RecordingRule("east", agent="east:8102"), False),
        (RecordingRule("east", seat="east-01", direction=CallDirection.INBOUND), True),
        (RecordingRule("east", seat="east-01", direction=CallDirection.OUTBOUND), False),
        (RecordingRule("east", seat="east-02", direction=CallDirection.INBOUND), False),
    ],
)
def test_given_a_rule_then_it_fits_only_what_it_names(rule: RecordingRule, fits: bool) -> None:
    assert (rule_for((rule,), talk(), MONDAY_NOON, ZONE) is rule) is fits


@pytest.mark.parametrize(
    ("when", "inside"),
    [
        ("2026-03-02T08:59", False),
        ("2026-03-02T09:00", True),
        ("2026-03-02T17:59", True),
        ("2026-03-02T18:00", False),
        ("2026-03-07T12:00", False),  # Saturday
    ],
)
def test_given_a_window_then_it_holds_from_its_first_minute_to_before_its_last(when: str, inside: bool) -> None:
    rule = RecordingRule("east", windows=(OpenHours(WEEKDAYS, 9 * 60, 18 * 60),))
    assert (rule_for((rule,), talk(), at(when), ZONE) is rule) is inside


@pytest.mark.parametrize(
    ("when", "inside"),
    [
        ("2026-03-06T21:59", False),
        ("2026-03-06T22:00", True),  # Friday night
        ("2026-03-07T05:59", True),  # its morning
        ("2026-03-07T06:00", False),
        ("2026-03-07T22:30", False),  # Saturday night
        ("2026-03-02T03:00", False),  # Sunday's night
    ],
)
def test_given_a_window_over_midnight_then_the_night_belongs_to_the_day_it_begins(when: str, inside: bool) -> None:
    rule = RecordingRule("east", windows=(OpenHours(WEEKDAYS, 22 * 60, 6 * 60),))
    assert (rule_for((rule,), talk(), at(when), ZONE) is rule) is inside


def test_given_several_rules_then_the_first_that_fits_decides_and_without_one_the_queue() -> None:
    rules = (RecordingRule("east", percent=0, agent="east:8101"), RecordingRule("east", percent=100))
    assert not wanted(rules, talk(), MONDAY_NOON, ZONE, usual=True)
    assert wanted(rules, talk(agent="east:8102"), MONDAY_NOON, ZONE, usual=False)
    assert wanted((), talk(), MONDAY_NOON, ZONE, usual=True)
    assert not wanted((), talk(), MONDAY_NOON, ZONE, usual=False)


def test_given_a_share_then_about_so_many_are_recorded_and_always_the_same_ones() -> None:
    rules = (RecordingRule("east", percent=30),)
    names = [f"gw1-17{n}.{n} east:81{n % 90:02}" for n in range(5000)]
    first = [wanted(rules, talk(drawn=name), MONDAY_NOON, ZONE, usual=True) for name in names]
    assert first == [wanted(rules, talk(drawn=name), MONDAY_NOON, ZONE, usual=True) for name in names]
    assert 0.27 < sum(first) / len(first) < 0.33
    assert {share(name) for name in names} == set(range(100))


def conversation(*rules: RecordingRule, **plan: Any) -> Stage:
    stage = Stage(small_city(recording=rules, **plan))
    stage.talking(EAST_CITIZEN, "east:8101")
    return stage


@pytest.mark.parametrize(("rules", "count"), [((), 1), ((RecordingRule("east", percent=0),), 0)])
def test_given_the_plans_rules_when_a_conversation_begins_then_they_decide(
    rules: tuple[RecordingRule, ...], count: int
) -> None:
    stage = conversation(*rules)
    assert len(stage.ordered(gw.RecordConversation)) == count
    assert len(stage.told(ev.RecordingStarted)) == count


def test_given_a_queue_that_is_not_recorded_when_a_rule_wants_its_seat_then_recorded() -> None:
    queues = tuple(replace(queue, record=False) for queue in small_city().queues)
    assert conversation(queues=queues).ordered(gw.RecordConversation) == []
    assert len(conversation(RecordingRule("east", seat="east-01"), queues=queues).ordered(gw.RecordConversation)) == 1


def test_given_a_rule_against_it_when_a_supervisor_orders_it_then_recorded() -> None:
    stage = conversation(RecordingRule("east", percent=0))
    stage.command(cmd.OrderRecording, by="boss", target="east-01", on=True)
    assert len(stage.ordered(gw.RecordConversation)) == 1


def test_given_a_recording_then_its_events_tell_queue_seat_and_numbers() -> None:
    stage = conversation()
    (started,) = stage.told(ev.RecordingStarted)
    assert (started.tenant, started.queue, started.seat) == ("east", "east.general", "east-01")
    assert (started.caller, started.called, started.trunk) == ("+86" + EAST_CITIZEN, "12345", "_gateway")
