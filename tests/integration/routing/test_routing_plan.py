"""The routing plan: made of every tenant, published after the commit, never an older one after a newer one."""

from collections.abc import Iterator
from typing import Any

import pytest

from hotline import tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.errors import HotlineError, Invalid, NotFound, Required
from telephony import facade
from telephony.contracts.plan import AreaPlan, CalledNumberPlan, ListKind, Overflow, RoutingPlan, Selection
from telephony.facade.memory import MemoryBus
from tenants.local.people import actions as people
from tenants.local.people import errors as people_errors
from tenants.local.people.models import Agent, Department, Seat
from tenants.local.routing import routing_plan
from tenants.local.voice import actions as voice
from tenants.local.voice import errors as voice_errors
from tenants.local.voice.models import Flow, Queue, QueueSkill
from tenants.shared.numbering import actions as numbering
from tenants.shared.numbering import errors as numbering_errors
from tenants.shared.numbering import lists
from tenants.shared.numbering import queries as numbers
from tenants.shared.numbering.models import ListedNumber, PlanVersion
from tests.factories.people import actor, member

pytestmark = pytest.mark.django_db

ADMIN = actor("city", name="市管理员")


@pytest.fixture
def bus() -> Iterator[MemoryBus]:
    bus = MemoryBus()
    before = list(facade._bus)
    facade.plug(bus)
    yield bus
    facade._bus[:] = before


def published(bus: MemoryBus) -> RoutingPlan:
    assert bus.plan is not None
    return bus.plan


def test_given_the_demo_city_when_published_then_the_engine_knows_all_of_it(bus: MemoryBus) -> None:
    before = PlanVersion.objects.get().version
    routing_plan.do_publish()
    plan = published(bus)
    assert plan.version == before + 1
    assert [(t.key, t.is_city, t.code) for t in plan.tenants] == [
        ("city", True, "01"),
        ("east", False, "02"),
        ("west", False, "03"),
        ("north", False, "04"),
    ]
    assert [seat.key for seat in plan.seats if seat.tenant == "east"] == ["east-01", "east-02", "east-03", "east-04"]
    assert {seat.remote for seat in plan.seats if seat.tenant == "city"} == {False}
    agents = {agent.key: agent.queues for agent in plan.agents}
    assert agents["east:8101"] == {"east.general": 5}
    assert agents["city:8008"] == {}  # the operator can dial, but is offered no calls
    east = next(queue for queue in plan.queues if queue.key == "east.general")
    assert east.overflow == (Overflow(10.0, "city.general"),)
    numbers_to = {each.number: (each.flow, each.tenant) for each in plan.called_numbers}
    assert (numbers_to["12340"], numbers_to["12345"]) == (("menu", ""), ("direct", ""))
    faxes = {"12341": "city", "12342": "east", "12343": "west", "12344": "north"}
    assert {number: numbers_to[number] for number in faxes} == {n: (f"fax-{key}", "") for n, key in faxes.items()}
    assert plan.areas == (
        AreaPlan("+861380001", "east"),
        AreaPlan("+861380002", "west"),
        AreaPlan("+861380003", "north"),
    )
    assert {"direct", "menu", *(f"fax-{key}" for key in faxes.values())} <= {flow.key for flow in plan.flows}
    assert [(entry.number, entry.kind) for entry in plan.listed] == [("+8613899990000", ListKind.BLACK)]
    assert not numbers.plan_changed()


def test_given_an_edit_when_committed_then_one_new_plan(
    bus: MemoryBus, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        numbering.do_keep_called_number("12341", "menu", "en", actor=ADMIN)
        numbering.do_keep_area("+8610", "city", actor=ADMIN)
    assert len(callbacks) == 1
    assert CalledNumberPlan("12341", "menu", "en") in published(bus).called_numbers
    assert AreaPlan("+8610", "city") in published(bus).areas
    with tenancy.entered("city"):
        assert list(AuditEntry.objects.order_by("id").values_list("actor_name", "action", "object", "detail")) == [
            ("市管理员", "numbering.called_number", "12341", "menu"),
            ("市管理员", "numbering.area", "+8610", "city"),
        ]


def test_given_the_bus_is_away_when_edited_then_the_edit_stands_and_the_plan_stays_marked(
    bus: MemoryBus, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    routing_plan.do_publish()

    def away(plan: RoutingPlan) -> None:
        raise facade.BusAway("gone")

    with monkeypatch.context() as patched, django_capture_on_commit_callbacks(execute=True):
        patched.setattr(bus, "publish_plan", away)
        numbering.do_keep_area("+8610", "city")
    assert numbers.plan_changed()
    routing_plan.publish_soon()
    assert not numbers.plan_changed()
    assert AreaPlan("+8610", "city") in published(bus).areas


def test_given_a_plan_with_loose_ends_when_published_then_refused_and_the_old_one_stays(bus: MemoryBus) -> None:
    routing_plan.do_publish()
    before = published(bus)
    numbering.do_keep_called_number("12399", "nowhere")
    with pytest.raises(numbering_errors.PlanFlawed) as refused:
        routing_plan.do_publish()
    assert refused.value.params == {"flaws": ["number 12399 -> flow nowhere"]}
    assert published(bus) == before
    assert PlanVersion.objects.get().version == before.version
    assert numbers.plan_changed()


@pytest.mark.parametrize(
    ("number", "kind", "reason", "refusal", "field"),
    [
        ("not a number", "BLACK", "骚扰", numbering_errors.InvalidNumber, "number"),
        ("13800000001", "GREY", "骚扰", Invalid, "kind"),
        ("13800000001", "BLACK", "  ", Required, "reason"),
    ],
)
def test_given_a_bad_entry_when_listed_then_refused_and_the_list_is_as_before(
    number: str, kind: str, reason: str, refusal: type[HotlineError], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        lists.do_list_number(number, kind, reason)
    assert refused.value.field == field
    assert ListedNumber.objects.count() == 1


def test_given_a_number_in_local_form_when_listed_twice_then_one_entry_in_e164() -> None:
    lists.do_list_number("138 0000 0001", "BLACK", "骚扰", actor=ADMIN)
    row = lists.do_list_number("+8613800000001", "BLACK", "再次骚扰", actor=ADMIN)
    assert (row.number, row.reason) == ("+8613800000001", "再次骚扰")
    assert ListedNumber.objects.filter(number="+8613800000001").count() == 1
    lists.do_unlist_number(row.pk, actor=ADMIN)
    assert not ListedNumber.objects.filter(number="+8613800000001").exists()
    with pytest.raises(NotFound):
        lists.do_unlist_number(row.pk, actor=ADMIN)


@pytest.mark.parametrize(
    ("key", "settings", "refusal", "field"),
    [
        ("city.general", {}, voice_errors.InvalidQueue, "key"),
        ("east.general", {"ring_seconds": 1}, voice_errors.OutOfRange, "ring_seconds"),
        ("east.general", {"wrap_up_seconds": True}, voice_errors.OutOfRange, "wrap_up_seconds"),
        (
            "east.general",
            {"overflow": [{"after_seconds": 5, "queue": "east.general"}]},
            voice_errors.InvalidOverflow,
            "overflow",
        ),
        ("east.general", {"overflow": [{"queue": "city.general"}]}, voice_errors.InvalidOverflow, "overflow"),
        ("east.general", {"colour": "red"}, Invalid, "colour"),
        ("east.general", {"selection": "BEST"}, Invalid, "selection"),
        ("east.general", {"preferred_wait_seconds": 301}, voice_errors.OutOfRange, "preferred_wait_seconds"),
    ],
)
def test_given_a_bad_queue_when_kept_then_refused_and_it_stays(
    key: str, settings: dict[str, Any], refusal: type[HotlineError], field: str
) -> None:
    with tenancy.entered("east"):
        before = Queue.objects.values().get()
        with pytest.raises(refusal) as refused:
            voice.do_keep_queue(key, "general", "综合", **settings)
        assert refused.value.field == field
        assert Queue.objects.values().get() == before


def test_given_matching_set_when_published_then_the_plan_carries_it(bus: MemoryBus) -> None:
    with tenancy.entered("east"):
        settings = {"selection": "HIGHEST_LEVEL", "preferred_wait_seconds": 20}
        voice.do_keep_queue("east.general", "general", "综合", **settings, actor=actor("east"))
        assert AuditEntry.objects.get().detail == "preferred_wait_seconds=20, selection=HIGHEST_LEVEL"
    numbering.do_keep_called_number("12341", "menu", priority=5)
    with pytest.raises(Invalid):
        numbering.do_keep_called_number("12341", "menu", priority=1001)
    routing_plan.do_publish()
    queue = next(each for each in published(bus).queues if each.key == "east.general")
    assert (queue.selection, queue.preferred_wait_seconds) == (Selection.HIGHEST_LEVEL, 20.0)
    assert CalledNumberPlan("12341", "menu", priority=5) in published(bus).called_numbers


def test_given_a_flow_when_changed_then_a_new_version_and_when_not_then_the_same() -> None:
    with tenancy.entered("city"):
        definition = Flow.objects.get(key="direct").definition
        assert voice.do_keep_flow("direct", definition).version == 1
        longer = {
            "start": "hello",
            "nodes": [
                {"key": "hello", "kind": "ANNOUNCE", "prompts": ["welcome"], "next": "people"},
                *definition["nodes"],
            ],
        }
        assert voice.do_keep_flow("direct", longer, actor=ADMIN).version == 2
        assert AuditEntry.objects.get(action="voice.flow").detail == "version 2"


@pytest.mark.parametrize(
    ("definition", "flaw"),
    [
        ({"start": "x", "nodes": []}, ".start: NO_START"),
        ({"nodes": []}, "Object missing required field `start`"),
        ({"start": "a", "nodes": [{"key": "a", "kind": "DANCE"}]}, "Invalid enum value 'DANCE' - at `$.nodes[0].kind`"),
    ],
)
def test_given_a_broken_flow_when_kept_then_refused_and_the_version_in_force_stays(
    definition: dict[str, Any], flaw: str
) -> None:
    with tenancy.entered("city"):
        with pytest.raises(voice_errors.FlowFlawed) as refused:
            voice.do_keep_flow("direct", definition)
        assert refused.value.params == {"flaws": [flaw]}
        assert Flow.objects.get(key="direct").version == 1


def test_given_an_agent_when_a_skill_ends_then_the_plan_no_longer_names_it(bus: MemoryBus) -> None:
    with tenancy.entered("east"):
        queue, agent = Queue.objects.get(), Agent.objects.get(agent_number="8101")
        with pytest.raises(voice_errors.OutOfRange):
            voice.do_keep_skill(queue, agent, 10)
        assert QueueSkill.objects.get(agent=agent).level == 5
        voice.do_drop_skill(queue, agent, actor=actor("east"))
    routing_plan.do_publish()
    assert {a.key: a.queues for a in published(bus).agents}["east:8101"] == {}


def test_given_a_member_who_leaves_when_published_then_the_engine_no_longer_knows_them(bus: MemoryBus) -> None:
    leaving = member("east", agent_number="8177")
    with tenancy.entered("east"):
        people.do_keep_agent(leaving.user_id, "8177", "离职者")
        people.do_deactivate_member(leaving.user_id, actor=actor("east"))
        assert not Agent.objects.get(agent_number="8177").is_active
    routing_plan.do_publish()
    assert "east:8177" not in {a.key for a in published(bus).agents}


@pytest.mark.parametrize("key", ["west-01", "east-1", "east-00001", "east", "EAST-01", "east-01; x"])
def test_given_a_seat_that_is_not_of_here_when_kept_then_refused(key: str) -> None:
    with tenancy.entered("east"):
        with pytest.raises(people_errors.InvalidSeat):
            people.do_keep_seat(key, "1", remote=True)
        assert Seat.objects.count() == 4


def test_given_a_department_when_closed_then_it_is_kept_and_written_down() -> None:
    with tenancy.entered("east"):
        names = Department.objects.get(code="water").names
        people.do_keep_department("water", names, is_open=False, actor=actor("east"))
        assert not Department.objects.get(code="water").is_open
        assert AuditEntry.objects.get().detail == "closed"
        with pytest.raises(people_errors.NameMissing) as refused:
            people.do_keep_department("water", {**names, "en": " "})
        assert refused.value.params == {"locale": "en"}
        with pytest.raises(people_errors.InvalidCode):
            people.do_keep_department("Wasser 1", names)
