"""Flows: versions, what answers, one step back, and what a flawed drawing may not do."""

from collections.abc import Iterator

import pytest

from hotline import tenancy
from hotline.kernel.errors import NotFound
from tenants.local.routing import routing_plan
from tenants.local.voice import actions, errors, queries
from tenants.local.voice.models import Flow, FlowVersion
from tests.factories.people import actor

pytestmark = pytest.mark.django_db

ADMIN = actor("city", name="市管理员")
BYE = {"start": "bye", "nodes": [{"key": "bye", "kind": "HANG_UP"}]}
WELCOME = {
    "start": "hello",
    "nodes": [
        {"key": "hello", "kind": "ANNOUNCE", "prompts": ["welcome"], "next": "bye"},
        {"key": "bye", "kind": "HANG_UP"},
    ],
}
FLAWED = {"start": "hello", "nodes": [{"key": "hello", "kind": "ANNOUNCE", "prompts": ["welcome"], "next": "nowhere"}]}


@pytest.fixture(autouse=True)
def in_the_city() -> Iterator[None]:
    with tenancy.entered("city"):
        yield


def in_the_plan(key: str) -> tuple[int, str] | None:
    found = next((flow for flow in routing_plan.build(1).flows if flow.key == key), None)
    return (found.version, found.start) if found else None


def test_given_versions_when_activated_and_returned_then_the_plan_has_the_one_that_answers() -> None:
    actions.do_keep_flow_version("holiday", BYE, {"bye": [1, 2]}, "first", actor=ADMIN)
    actions.do_keep_flow_version("holiday", WELCOME, {}, "", actor=ADMIN)
    assert in_the_plan("holiday") is None
    actions.do_activate_flow("holiday", 1, actor=ADMIN)
    assert in_the_plan("holiday") == (1, "bye")
    actions.do_activate_flow("holiday", 2, actor=ADMIN)
    assert in_the_plan("holiday") == (2, "hello")
    actions.do_return_flow("holiday", actor=ADMIN)
    assert in_the_plan("holiday") == (1, "bye")
    versions = [(row.version, row.note, row.author, row.layout) for row in queries.flow_versions("holiday")]
    assert versions == [(2, "", "市管理员", {}), (1, "first", "市管理员", {"bye": [1, 2]})]


def test_given_a_flawed_drawing_when_kept_then_it_is_kept_and_when_activated_then_refused() -> None:
    actions.do_keep_flow_version("holiday", FLAWED, {}, "", actor=ADMIN)
    with pytest.raises(errors.FlowFlawed) as refused:
        actions.do_activate_flow("holiday", 1, actor=ADMIN)
    assert refused.value.params["flaws"] == ["hello.next: UNKNOWN_NODE"]
    assert (in_the_plan("holiday"), Flow.objects.get(key="holiday").version) == (None, 0)


@pytest.mark.parametrize("key", ["", "Menu", "2nd", "a b", "x" * 60])
def test_given_a_key_that_is_none_when_kept_then_refused_and_nothing_is_kept(key: str) -> None:
    with pytest.raises(errors.InvalidFlowKey):
        actions.do_keep_flow_version(key, BYE, {}, "", actor=ADMIN)
    assert not Flow.objects.filter(key=key).exists()


def test_given_what_is_no_flow_when_kept_then_refused_and_nothing_is_kept() -> None:
    before = FlowVersion.objects.count()
    with pytest.raises(errors.FlowFlawed):
        actions.do_keep_flow_version("holiday", {"start": 5}, {}, "", actor=ADMIN)
    assert FlowVersion.objects.count() == before


def test_given_nothing_answered_before_when_returned_then_refused() -> None:
    actions.do_keep_flow_version("holiday", BYE, {}, "", actor=ADMIN)
    actions.do_activate_flow("holiday", 1, actor=ADMIN)
    with pytest.raises(errors.NoFormerVersion):
        actions.do_return_flow("holiday", actor=ADMIN)
    with pytest.raises(NotFound):
        actions.do_activate_flow("holiday", 9, actor=ADMIN)
    assert in_the_plan("holiday") == (1, "bye")


def test_given_a_county_when_it_draws_a_flow_then_refused() -> None:
    with tenancy.entered_public(), tenancy.entered("east"):
        with pytest.raises(errors.FlowNotOfHere):
            actions.do_keep_flow_version("holiday", BYE, {}, "", actor=actor("east", name="东区管理员"))
        assert Flow.objects.count() == 0
