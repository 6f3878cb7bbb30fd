"""Queues, skills, people and numbers set up over the API: checked, audited, published, safe against one another."""

from collections.abc import Callable

import pytest

from hotline import tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.permissions import Role
from tenants.local.people.models import Agent, Seat
from tenants.local.routing import routing_plan
from tenants.local.voice.models import Queue, QueueSkill
from tenants.shared.identity.models import Membership
from tenants.shared.numbering import queries as numbers
from tests.api.conftest import Browser, Engine

pytestmark = pytest.mark.usefixtures("engine")
People = Callable[..., Browser]

ADD = """mutation($r: String!, $n: String!, $s: QueueInput) {
  queueAdd(role: $r, name: $n, settings: $s) { queue { key revision isActive ringSeconds callBack selection }
    errors { code field } } }"""
CHANGE = """mutation($k: String!, $v: Int!, $n: String!, $s: QueueInput) {
  queueChange(key: $k, revision: $v, name: $n, settings: $s) { queue { key revision name ringSeconds }
    errors { code field } } }"""
CLOSE = """mutation($k: String!, $v: Int!, $s: Boolean!) {
  queueClose(key: $k, revision: $v, sure: $s) { queue { isActive } errors { code } } }"""
SKILL = """mutation($a: String!, $q: String!, $l: Int, $w: Int) {
  skillSet(agentNumber: $a, queue: $q, level: $l, was: $w) { setup { skills { queue level } } errors { code } } }"""
AGENT = """mutation($u: String!, $p: String!, $d: String!, $n: String!) {
  agentAdd(username: $u, password: $p, displayName: $d, agentNumber: $n, supervisor: true) {
    setup { agents { agentNumber displayName supervisor } } errors { code field } } }"""
SEAT = """mutation($k: String!) {
  seatSet(key: $k, number: "9", remote: true) { setup { seats { key } } errors { code } } }"""
NUMBER = """mutation($f: String!) {
  calledNumberSet(number: "12399", flow: $f, language: "zh", priority: 2) { errors { code } } }"""
READ = "{ routingSetup { isCity queues { key waiting overflow { queue } } numbers { number } agents { agentNumber } } }"


def added(admin: Browser, role: str = "taxes") -> dict[str, object]:
    done = admin.data(ADD, r=role, n="税务", s={"ringSeconds": 12, "callBack": True, "selection": "HIGHEST_LEVEL"})
    assert done["queueAdd"]["errors"] == []
    queue: dict[str, object] = done["queueAdd"]["queue"]
    return queue


def test_given_a_county_administrator_when_a_queue_is_made_then_the_engine_is_told_and_it_is_in_the_audit_log(
    browser: People, engine: Engine
) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    assert added(admin) == {
        "key": "east.taxes",
        "revision": 1,
        "isActive": True,
        "ringSeconds": 12.0,
        "callBack": True,
        "selection": "HIGHEST_LEVEL",
    }
    assert numbers.plan_changed()
    routing_plan.do_publish()
    assert engine.plan is not None
    (told,) = [queue for queue in engine.plan.queues if queue.key == "east.taxes"]
    assert (told.ring_seconds, told.call_back) == (12.0, True)
    with tenancy.entered("east"):
        assert AuditEntry.objects.filter(action="voice.queue", object="east.taxes").exists()
    assert "east.taxes" not in str(browser("west", Role.ADMINISTRATOR).data(READ)["routingSetup"]["queues"])


def test_given_somebody_changed_it_meanwhile_or_nonsense_when_changed_then_refused_and_it_stays(
    browser: People,
) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    added(admin)
    ok = admin.data(CHANGE, k="east.taxes", v=1, n="税费", s={"ringSeconds": 20})["queueChange"]
    assert ok["queue"] == {"key": "east.taxes", "revision": 2, "name": "税费", "ringSeconds": 20.0}
    wrong = [
        (1, {"ringSeconds": 30}, "CONFLICT"),
        (2, {"ringSeconds": 1}, "OUT_OF_RANGE"),
        (2, {"comfortEverySeconds": 5}, "OUT_OF_RANGE"),
        (2, {"comfortPrompts": ["own-nothing"]}, "UNKNOWN_PROMPT"),
        (2, {"welcomePrompts": ["number-3"]}, "UNKNOWN_PROMPT"),
        (2, {"busyPrompts": ["all-busy"] * 11}, "OUT_OF_RANGE"),
        (2, {"overflow": [{"afterSeconds": 5, "queue": "east.nothing"}]}, "PLAN_FLAWED"),
        (2, {"overflow": [{"afterSeconds": 5, "queue": "east.taxes"}]}, "INVALID_OVERFLOW"),
    ]
    for revision, settings, code in wrong:
        done = admin.data(CHANGE, k="east.taxes", v=revision, n="x", s=settings)["queueChange"]
        assert [error["code"] for error in done["errors"]] == [code]
    assert admin.data(ADD, r="taxes", n="x")["queueAdd"]["errors"] == [{"code": "QUEUE_EXISTS", "field": "role"}]
    with tenancy.entered("east"):
        row = Queue.objects.get(key="east.taxes")
        assert (row.name, row.revision, row.ring_seconds, row.overflow) == ("税费", 2, 20.0, [])


def test_given_a_queue_when_closed_then_it_leaves_the_plan(browser: People, engine: Engine) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    added(admin)
    assert admin.data(CLOSE, k="east.taxes", v=1, s=False)["queueClose"]["queue"] == {"isActive": False}
    routing_plan.do_publish()
    assert engine.plan is not None and "east.taxes" not in {queue.key for queue in engine.plan.queues}


def test_given_a_level_when_set_from_what_was_shown_then_kept_else_refused(browser: People) -> None:
    admin, _agent = browser("east", Role.ADMINISTRATOR), browser("east", Role.AGENT)
    added(admin)
    with tenancy.entered("east"):
        number = Agent.objects.order_by("-id")[0].agent_number
    assert admin.data(SKILL, a=number, q="east.taxes", l=7)["skillSet"]["errors"] == []
    assert admin.data(SKILL, a=number, q="east.taxes", l=3)["skillSet"]["errors"] == [{"code": "CONFLICT"}]
    assert admin.data(SKILL, a=number, q="east.taxes", l=12, w=7)["skillSet"]["errors"] == [{"code": "OUT_OF_RANGE"}]
    with tenancy.entered("east"):
        assert QueueSkill.objects.get(agent__agent_number=number, queue__key="east.taxes").level == 7
    assert admin.data(SKILL, a=number, q="east.taxes", w=7)["skillSet"]["errors"] == []
    with tenancy.entered("east"):
        assert not QueueSkill.objects.filter(agent__agent_number=number).exists()


def test_given_people_and_seats_when_added_then_they_are_there_and_weak_or_taken_ones_are_not(browser: People) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    done = admin.data(AGENT, u="li.na", p="Strong-enough-77!", d="李娜", n="8177")["agentAdd"]
    assert done["errors"] == []
    assert {"agentNumber": "8177", "displayName": "李娜", "supervisor": True} in done["setup"]["agents"]
    before = Membership.objects.count()
    for given, code in (
        ({"u": "li.na", "p": "Strong-enough-77!", "n": "8178"}, "USERNAME_TAKEN"),
        ({"u": "li.na2", "p": "password", "n": "8178"}, "WEAK_PASSWORD"),
        ({"u": "li.na2", "p": "Strong-enough-77!", "n": "8177"}, "NUMBER_TAKEN"),
        ({"u": "L N", "p": "Strong-enough-77!", "n": "8178"}, "INVALID_USERNAME"),
        ({"u": "li.na2", "p": "Strong-enough-77!", "n": "x"}, "INVALID_AGENT_NUMBER"),
    ):
        assert admin.data(AGENT, d="x", **given)["agentAdd"]["errors"][0]["code"] == code
    assert Membership.objects.count() == before
    assert admin.data(SEAT, k="east-77")["seatSet"]["errors"] == []
    assert admin.data(SEAT, k="city-77")["seatSet"]["errors"] == [{"code": "INVALID_SEAT"}]
    with tenancy.entered("east"):
        assert Seat.objects.filter(key="east-77", remote=True).exists()


def test_given_a_county_or_a_flow_that_is_not_there_when_a_number_is_set_then_refused(browser: People) -> None:
    county, city = browser("east", Role.ADMINISTRATOR), browser("city", Role.ADMINISTRATOR)
    assert county.data(NUMBER, f="direct")["calledNumberSet"]["errors"] == [{"code": "CITY_ONLY"}]
    assert city.data(NUMBER, f="nowhere")["calledNumberSet"]["errors"] == [{"code": "PLAN_FLAWED"}]
    assert browser("east", Role.AGENT).code(READ) == "FORBIDDEN"
    assert county.data(READ)["routingSetup"]["isCity"] is False
