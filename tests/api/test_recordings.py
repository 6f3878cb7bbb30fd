"""Rules about recordings, legal holds and what is shown of a recording."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from tenants.local.cases import actions as cases
from tenants.local.citizens import actions as citizens
from tenants.local.recordings.models import Hold, PolicyRule, Recording, RetentionRule, Waveform
from tests.api.conftest import Browser
from tests.factories.people import actor

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
    choices = browser("east", Role.ADMINISTRATOR).data("{ recordingChoices { queues { key } trunks } }")
    assert "east.general" in [queue["key"] for queue in choices["recordingChoices"]["queues"]]
    assert choices["recordingChoices"]["trunks"] == ["_gateway"]


FIND = """query($text: String, $agent: String, $seat: String, $kind: String, $queue: String, $node: String,
  $trunk: String, $case: String, $citizen: String, $shortest: Float, $longest: Float, $since: DateTime,
  $until: DateTime) {
  recordings(text: $text, agentNumber: $agent, seat: $seat, kind: $kind, queue: $queue, gateway: $node, trunk: $trunk,
    caseNumber: $case, citizen: $citizen, shortest: $shortest, longest: $longest, since: $since, until: $until) {
    total items { recording { number } } } }"""
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def several(db: None) -> dict[str, str]:
    """Four recordings in east, A the oldest; what else a search needs: the citizen of A and B, the case raised in C."""
    base = {"gateway": "gw1", "kind": "CONVERSATION", "state": "STORED", "called": "+8612345", "seconds": 60.0}
    rows: list[dict[str, Any]] = [
        {"number": "A", "agent_number": "8101", "seat": "east-01", "queue": "east.general", "trunk": "mobile",
         "caller": "+8613800001111"},
        {"number": "B", "agent_number": "8102", "seat": "east-02", "queue": "east.general", "trunk": "_gateway",
         "caller": "+861065551111", "seconds": 5.0},
        {"number": "C", "agent_number": "8101", "seat": "east-02", "queue": "east.help", "trunk": "mobile",
         "gateway": "gw2", "caller": "+8613900002222", "seconds": 300.0},
        {"number": "D", "kind": "VOICEMAIL", "trunk": "", "caller": "+8613900002222"},
    ]  # fmt: skip
    with tenancy.entered("east"):
        for hours, row in enumerate(rows):
            key = row["number"].lower()
            at = NOON + timedelta(hours=hours)
            Recording.objects.create(**{**base, **row}, name=f"{key}.r1", call_id=f"call-{key}", started_at=at)
        who = actor("east", Role.AGENT)
        person = citizens.do_save_citizen(who, name="李阿姨", phones=["13800001111", "01065551111"])
        given = cases.CaseInput(kind="COMPLAINT", title="路灯不亮", content="中山路 12 号路灯不亮。", call_id="call-c")
        number = cases.do_register(who, given, "recordings-test").number
    return {"citizen": str(person.pk), "case": number}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ({}, "DCBA"),
        ({"trunk": "mobile"}, "CA"),
        ({"trunk": "_gateway"}, "B"),
        ({"trunk": "unicom"}, ""),
        ({"trunk": "mobile", "agent": "8101", "seat": "east-01"}, "A"),
        ({"since": (NOON + timedelta(hours=1)).isoformat()}, "DCB"),
        ({"until": (NOON + timedelta(hours=1)).isoformat()}, "A"),
        ({"since": (NOON + timedelta(hours=1)).isoformat(), "until": (NOON + timedelta(hours=3)).isoformat()}, "CB"),
        ({"seat": "east-02"}, "CB"),
        ({"agent": "8101"}, "CA"),
        ({"agent": "810"}, ""),
        ({"citizen": "citizen"}, "BA"),
        ({"case": "case"}, "C"),
        ({"case": "2026-nothing"}, ""),
        ({"kind": "VOICEMAIL"}, "D"),
        ({"queue": "east.general"}, "BA"),
        ({"node": "gw2"}, "C"),
        ({"shortest": 60.0, "longest": 60.0}, "DA"),
        ({"text": "1390000"}, "DC"),
        ({"citizen": "citizen", "trunk": "mobile"}, "A"),
    ],
)
def test_given_several_recordings_when_looked_for_then_exactly_these_newest_first(
    browser: People, several: dict[str, str], by: dict[str, Any], expected: str
) -> None:
    seen = browser("east", Role.SHIFT_SUPERVISOR)
    told = {name: several.get(value, value) if isinstance(value, str) else value for name, value in by.items()}
    found = seen.data(FIND, **told)["recordings"]
    assert "".join(row["recording"]["number"] for row in found["items"]) == expected
    assert found["total"] == len(expected)
    assert browser("west", Role.SHIFT_SUPERVISOR).data(FIND, **told)["recordings"]["total"] == 0
