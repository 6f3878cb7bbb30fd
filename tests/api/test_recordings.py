"""Rules about recordings, legal holds and what is shown of a recording."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from tenants.local.recordings.models import Hold, PolicyRule, Recording, RetentionRule, Waveform
from tests.api.conftest import Browser

People = Callable[..., Browser]
POLICY = """mutation($r: [RecordingRuleInput!]!) { recordingPolicySet(rules: $r) {
  rules { percent queue direction windows { weekdays begins ends } note } errors { code field } } }"""
RETAIN = """mutation($r: [RecordingRetentionInput!]!) { recordingRetentionSet(rules: $r) {
  rules { kind queue days } errors { code field message } } }"""
PREVIEW = """query($r: [RecordingRetentionInput!]!) { retentionPreview(rules: $r) { kind days count held hours } }"""
PLACE = """mutation($s: HoldSubject!, $n: String!, $w: String!, $u: DateTime) {
  recordingHoldPlace(subject: $s, reference: $n, reason: $w, until: $u) { hold { id } errors { code field } } }"""
LIFT = """mutation($i: ID!) { recordingHoldLift(id: $i, reason: "案结") {
  hold { liftedBy liftedWhy } errors { code } } }"""
HOLDS = "query($o: Boolean) { recordingHolds(over: $o) { total items { reference reason } } }"
SEARCH = """query($h: Boolean, $c: String, $l: Float) { recordings(held: $h, citizen: $c, longest: $l) {
  items { held queue caller recording { number } } } }"""
PICTURE = "query($i: ID!) { recordingPicture(id: $i) { peaks gaps { begins ends } } }"
STORAGE = "{ recordingStorage { waiting oldest stored megabytes } }"


@pytest.fixture
def recording(db: None) -> Recording:
    """A conversation of 40 days ago in east: 20 s, paused from the fifth second on."""
    began = timezone.now() - timedelta(days=40)
    with tenancy.entered("east"):
        row = Recording.objects.create(
            number="02-20260101-00001", name="c.r1", gateway="gw1", call_id="c", kind="CONVERSATION", seconds=20.0,
            started_at=began, state="STORED", channels=2, queue="east-help", caller="+8613800001111", called="12345",
            size=1024 * 1024, gaps=[{"from": began.timestamp() + 5, "until": None}],
        )  # fmt: skip
        Waveform.objects.create(recording=row, peaks=b"\x01\x02\xff\x00")
    return row


@pytest.fixture
def keeper(browser: People) -> Browser:
    return browser("east", Role.ADMINISTRATOR, Role.SHIFT_SUPERVISOR)


def audited(last: int) -> list[str]:
    """The last entries of east's audit log, newest first."""
    with tenancy.entered("east"):
        return [row.action for row in entries()[:last]]


def test_given_rules_when_set_then_they_are_in_force_in_order_and_on_record(keeper: Browser) -> None:
    rules: list[dict[str, Any]] = [
        {"percent": 100, "direction": "OUTBOUND", "note": "外呼全录"},
        {"percent": 10, "queue": "east-help", "windows": [{"weekdays": [6, 7], "begins": 1320, "ends": 360}]},
    ]
    given = keeper.data(POLICY, r=rules)["recordingPolicySet"]
    assert given["errors"] == []
    assert [(rule["percent"], rule["direction"], rule["queue"]) for rule in given["rules"]] == [
        (100, "OUTBOUND", ""),
        (10, None, "east-help"),
    ]
    assert given["rules"][1]["windows"] == [{"weekdays": [6, 7], "begins": 1320, "ends": 360}]
    assert audited(1) == ["recording.policy"]


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"percent": 101}, "percent"),
        ({"percent": 50, "seat": "no-such-seat"}, "seat"),
        ({"percent": 50, "windows": [{"weekdays": [8], "begins": 0, "ends": 60}]}, "windows"),
    ],
)
def test_given_a_rule_that_cannot_be_when_set_then_refused_and_the_old_ones_stay(
    keeper: Browser, rule: dict[str, Any], field: str
) -> None:
    keeper.data(POLICY, r=[{"percent": 7}])
    given = keeper.data(POLICY, r=[rule])["recordingPolicySet"]
    assert [(error["code"], error["field"]) for error in given["errors"]] == [("INVALID", field)]
    with tenancy.entered("east"):
        assert list(PolicyRule.objects.values_list("percent", flat=True)) == [7]


def test_given_retention_when_previewed_then_it_tells_what_would_go_and_changes_nothing(
    keeper: Browser, recording: Recording
) -> None:
    rules = [{"kind": "CONVERSATION", "days": 30}]
    [effect] = keeper.data(PREVIEW, r=rules)["retentionPreview"]
    assert (effect["count"], effect["held"], effect["hours"]) == (1, 0, pytest.approx(20 / 3600))
    keeper.data(PLACE, s="RECORDING", n=recording.number, w="行政复议")
    [effect] = keeper.data(PREVIEW, r=rules)["retentionPreview"]
    assert (effect["count"], effect["held"]) == (0, 1)
    with tenancy.entered("east"):
        assert not RetentionRule.objects.exists()
    kept = keeper.data(RETAIN, r=rules)["recordingRetentionSet"]
    assert (kept["rules"], kept["errors"]) == ([{"kind": "CONVERSATION", "queue": "", "days": 30}], [])


def test_given_no_day_at_all_when_retention_is_set_then_refused_and_nothing_changes(keeper: Browser) -> None:
    given = keeper.data(RETAIN, r=[{"kind": "VOICEMAIL", "days": 0}])["recordingRetentionSet"]
    assert [error["code"] for error in given["errors"]] == ["TOO_FEW_DAYS"]
    assert "1" in given["errors"][0]["message"]
    with tenancy.entered("east"):
        assert not RetentionRule.objects.exists()


def test_given_a_hold_when_lifted_then_it_is_over_and_both_are_on_record(keeper: Browser, recording: Recording) -> None:
    hold = keeper.data(PLACE, s="RECORDING", n=recording.number, w="行政复议")["recordingHoldPlace"]["hold"]
    assert keeper.data(HOLDS, o=False)["recordingHolds"]["items"] == [
        {"reference": recording.number, "reason": "行政复议"}
    ]
    lifted = keeper.data(LIFT, i=hold["id"])["recordingHoldLift"]
    assert (lifted["hold"]["liftedWhy"], lifted["errors"]) == ("案结", [])
    assert keeper.data(HOLDS, o=False)["recordingHolds"]["total"] == 0
    assert keeper.data(HOLDS, o=True)["recordingHolds"]["total"] == 1
    assert keeper.data(LIFT, i=hold["id"])["recordingHoldLift"]["errors"] == [{"code": "HOLD_OVER"}]
    assert keeper.data(LIFT, i="x")["recordingHoldLift"]["errors"] == [{"code": "NOT_FOUND"}]
    assert audited(2) == ["recording.hold_lift", "recording.hold"]


def test_given_another_county_when_a_hold_is_laid_on_our_recording_then_there_is_nothing_to_hold(
    browser: People, recording: Recording
) -> None:
    west = browser("west", Role.ADMINISTRATOR)
    given = west.data(PLACE, s="RECORDING", n=recording.number, w="x")["recordingHoldPlace"]
    assert given == {"hold": None, "errors": [{"code": "NOTHING_TO_HOLD", "field": "reference"}]}
    with tenancy.entered("west"):
        assert not Hold.objects.exists()


def test_given_a_held_recording_when_looked_for_then_it_is_shown_as_held(keeper: Browser, recording: Recording) -> None:
    keeper.data(PLACE, s="RECORDING", n=recording.number, w="行政复议")
    assert keeper.data(SEARCH, h=False)["recordings"]["items"] == []
    [row] = keeper.data(SEARCH, h=True)["recordings"]["items"]
    assert row == {
        "held": True,
        "queue": "east-help",
        "caller": "+8613800001111",
        "recording": {"number": recording.number},
    }
    assert keeper.data(SEARCH, c="987654")["recordings"]["items"] == []
    assert keeper.data(SEARCH, l=19.0)["recordings"]["items"] == []


def test_given_a_recording_when_its_picture_is_asked_then_a_line_for_each_side_and_its_pauses(
    keeper: Browser, recording: Recording
) -> None:
    assert keeper.data(PICTURE, i=str(recording.pk))["recordingPicture"] == {
        "peaks": ["AQI=", "/wA="],
        "gaps": [{"begins": pytest.approx(5.0), "ends": 20.0}],
    }
    assert keeper.data(PICTURE, i="424242")["recordingPicture"] is None


def test_given_recordings_when_storage_is_asked_then_what_is_kept_and_what_still_waits(
    keeper: Browser, recording: Recording
) -> None:
    with tenancy.entered("east"):
        waiting = Recording.objects.create(
            number="02-20260101-00002", name="d.r1", gateway="gw1", call_id="d", kind="VOICEMAIL", state="SPOOLED",
            started_at=timezone.now(),
        )  # fmt: skip
    assert keeper.data(STORAGE)["recordingStorage"] == {
        "waiting": 1,
        "oldest": waiting.started_at.isoformat(),
        "stored": 1,
        "megabytes": 1.0,
    }


def test_given_an_administrator_who_may_not_listen_when_rules_are_made_then_there_is_something_to_choose(
    browser: People,
) -> None:
    choices = browser("east", Role.ADMINISTRATOR).data("{ recordingChoices { queues { key } seats { key } } }")
    assert "east.general" in [queue["key"] for queue in choices["recordingChoices"]["queues"]]
