"""Flows: versions, what answers, one step back, and what a flawed drawing may not do."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings

from hotline import objectstore, tenancy
from hotline.kernel.errors import NotFound
from hotline.main import voice
from hotline.objectstore.memory import MemoryStore
from tenants.local.routing import routing_plan, setup
from tenants.local.routing.errors import CityOnly
from tenants.local.voice import actions, errors, prompt_files, queries, sound, speech, speech_port
from tenants.local.voice.models import Flow, FlowVersion
from tenants.shared.numbering import actions as numbering
from tenants.shared.numbering.errors import PlanFlawed
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


SAID = {
    "start": "say",
    "nodes": [
        {"key": "say", "kind": "SAY", "texts": {"zh": "您好，现在{waiting}人等待", "en": "Hello"}, "next": "bye"},
        {"key": "bye", "kind": "HANG_UP"},
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the gateway plays from; a voice that says a tone."""
    before = objectstore.current_store()
    objectstore.wire(MemoryStore())
    prompt_files.wire((tmp_path,))
    speech_port.wire(lambda _text, _language: 0.3 * np.sin(np.arange(4000) / 3))
    yield tmp_path
    objectstore.wire(before)
    prompt_files.wire(settings.ENV.sounds_folders)
    speech_port.wire(voice.say)


def test_given_text_in_a_flow_when_kept_then_spoken_and_when_activated_then_on_the_gateways(folder: Path) -> None:
    row = actions.do_keep_flow_version("holiday", SAID, {}, "", actor=ADMIN)
    names = {(each.language, each.text): each.name for each in row.speech.all()}
    assert set(names) == {("zh", "您好，现在"), ("zh", "人等待"), ("en", "Hello")}
    assert list(folder.rglob("*.wav")) == []
    actions.do_activate_flow("holiday", 1, actor=ADMIN)
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.wav"))
    assert files == sorted(f"{language}/hotline/own/city/{name}.wav" for (language, _), name in names.items())
    (flow,) = [each for each in routing_plan.build(1).flows if each.key == "holiday"]
    assert flow.nodes[0].spoken == {
        "zh": (f"own/city/{names['zh', '您好，现在']}", "{waiting}", f"own/city/{names['zh', '人等待']}"),
        "en": (f"own/city/{names['en', 'Hello']}",),
    }
    # what a gateway lost is brought there again
    next(folder.rglob("*.wav")).unlink()
    assert (speech.do_place_missing(), speech.do_place_missing()) == (1, 0)


def test_given_the_same_words_again_when_kept_then_nobody_speaks_them_twice(folder: Path) -> None:
    actions.do_keep_flow_version("holiday", SAID, {}, "", actor=ADMIN)
    speech_port.wire(_silent)
    row = actions.do_keep_flow_version("holiday", SAID, {}, "", actor=ADMIN)
    assert row.speech.count() == 3
    actions.do_activate_flow("holiday", 2, actor=ADMIN)


def _silent(_text: str, _language: str) -> sound.Samples:
    raise OSError("no voice")


def test_given_no_voice_when_kept_then_it_is_a_flaw_that_keeps_it_from_answering(folder: Path) -> None:
    speech_port.wire(_silent)
    row = actions.do_keep_flow_version("holiday", SAID, {}, "", actor=ADMIN)
    assert row.speech.count() == 0
    with pytest.raises(errors.FlowFlawed) as refused:
        actions.do_activate_flow("holiday", 1, actor=ADMIN)
    assert refused.value.params["flaws"] == [
        "say.texts.zh: NOT_SPOKEN",
        "say.texts.en: NOT_SPOKEN",
    ]
    assert in_the_plan("holiday") is None
    # a voice comes: activating speaks what was missing
    speech_port.wire(lambda _text, _language: 0.3 * np.sin(np.arange(4000) / 3))
    actions.do_activate_flow("holiday", 1, actor=ADMIN)
    assert in_the_plan("holiday") == (1, "say")


def test_given_a_drawing_that_names_recordings_itself_when_activated_then_they_count_for_nothing(folder: Path) -> None:
    nodes = [{"key": "bye", "kind": "HANG_UP", "spoken": {"zh": ["own/west/secret"]}}]
    actions.do_keep_flow("holiday", {"start": "bye", "nodes": nodes}, actor=ADMIN)
    (flow,) = [each for each in routing_plan.build(1).flows if each.key == "holiday"]
    assert flow.nodes[0].spoken == {}


def test_given_a_county_with_a_number_when_it_draws_then_within_its_own_queues() -> None:
    with tenancy.entered_public():
        numbering.do_keep_called_number("12388", "direct", tenant="east")
    east = actor("east", name="东区管理员")
    nodes = [{"key": "q", "kind": "QUEUE", "queue_role": "general"}, {"key": "go", "kind": "SET_TENANT"}]
    foreign = {"start": "go", "nodes": [nodes[0], {**nodes[1], "tenant": "west", "next": "q"}]}
    with tenancy.entered_public(), tenancy.entered("east"):
        actions.do_keep_queue("east.general", "general", "综合")
        actions.do_keep_flow_version("hours", foreign, {}, "", actor=east)
        with pytest.raises(errors.FlowFlawed) as refused:
            actions.do_activate_flow("hours", 1, actor=east)
        assert refused.value.params["flaws"] == ["go.tenant: NOT_YOURS"]
        elsewhere = {"start": "q", "nodes": [{"key": "q", "kind": "QUEUE", "queue_role": "taxes"}]}
        actions.do_keep_flow_version("hours", elsewhere, {}, "", actor=east)
        with pytest.raises(errors.FlowFlawed):
            actions.do_activate_flow("hours", 2, actor=east)
        actions.do_keep_flow_version("hours", {"start": "q", "nodes": nodes[:1]}, {}, "", actor=east)
        actions.do_activate_flow("hours", 3, actor=east)
    assert in_the_plan("east.hours") == (3, "q")
    # the county leads its number to its flow; whose it is stays; a number of somebody else's it cannot touch
    with tenancy.entered_public(), tenancy.entered("east"):
        setup.do_set_number(east, "12388", "east.hours", "zh", 9, "west")
        with pytest.raises(CityOnly):
            setup.do_set_number(east, "12345", "east.hours", "zh", 0)
    (number,) = [each for each in routing_plan.build(1).called_numbers if each.number == "12388"]
    assert (number.flow, number.tenant, number.priority) == ("east.hours", "east", 0)
    # and nobody else's number leads there
    with pytest.raises(PlanFlawed):
        setup.do_set_number(ADMIN, "12399", "east.hours", "zh", 0)


def test_given_a_county_without_a_number_when_it_draws_a_flow_then_refused() -> None:
    with tenancy.entered_public(), tenancy.entered("west"):
        with pytest.raises(errors.FlowNotOfHere):
            actions.do_keep_flow_version("holiday", BYE, {}, "", actor=actor("west", name="西区管理员"))
        assert Flow.objects.count() == 0
