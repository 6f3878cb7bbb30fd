"""Prompts: put in place, heard, taken back by one click; what cannot be is refused and nothing changes."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings

from hotline import objectstore, tenancy
from hotline.audit.journal import entries
from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Role
from hotline.objectstore.memory import MemoryStore
from tenants.local.campaigns.models import Campaign
from tenants.local.dispatching import actions as dispatching
from tenants.local.dispatching.actions import DispatchInput, UnitInput
from tenants.local.dispatching.models import Dispatch
from tenants.local.routing import routing_plan
from tenants.local.surveys import actions as surveys
from tenants.local.voice import actions as voice
from tenants.local.voice import prompt_files, prompts, sound, speech_port
from tenants.local.voice.models import PromptVersion
from tests.api.conftest import Browser, Engine

People = Callable[..., Browser]
URL = "/prompts/zh/welcome/audio"
ONE = """query($k: String!) { prompt(key: $k) { key own usedIn
  languages { language inForce exists versions { number source inForce } } } }"""
USE = """mutation($n: Int!) { promptUse(key: "welcome", language: "zh", number: $n) {
  prompt { key } errors { code field } } }"""
SPEAK = """mutation($k: String!, $t: String!) { promptSpeak(key: $k, language: "zh", text: $t) {
  prompt { key } errors { code field } } }"""
ADD = """mutation($k: String!) { promptAdd(key: $k, textZh: "停水通知", textEn: "No water") {
  prompt { key own } errors { code } } }"""
DELETE = "mutation($k: String!) { promptDelete(key: $k) { ok errors { code message } } }"
TONE = 0.3 * np.sin(2 * np.pi * 600 * np.arange(8000) / 8000)


@pytest.fixture(autouse=True)
def folder(db: None, tmp_path: Path) -> Iterator[Path]:
    """Where the gateway plays from; the house's welcome lies there."""
    before = objectstore.current_store()
    objectstore.wire(MemoryStore())
    prompt_files.wire((tmp_path,))
    prompt_files.place("zh", "welcome", sound.as_wav(TONE))
    speech_port.wire(lambda _text, _language: TONE)
    yield tmp_path
    objectstore.wire(before)
    prompt_files.wire(settings.ENV.sounds_folders)


def put(seen: Browser, content: bytes) -> tuple[int, dict[str, object]]:
    """Upload a file for the welcome."""
    answer = seen.client.post(URL, {"file": io.BytesIO(content)})
    return answer.status_code, answer.json()


def zh(seen: Browser, key: str = "welcome") -> dict[str, object]:
    """The Chinese part of a prompt."""
    found: dict[str, object] = seen.data(ONE, k=key)["prompt"]["languages"][0]
    return found


def test_a_file_is_played_from_then_on_and_taken_back_by_a_click(browser: People, folder: Path) -> None:
    seen = browser("east", Role.ADMINISTRATOR)
    assert zh(seen) == {"language": "zh", "inForce": 0, "exists": True, "versions": []}
    assert put(seen, sound.as_wav(TONE)) == (200, {"version": 1})
    assert put(seen, sound.as_wav(TONE)) == (200, {"version": 2})
    assert zh(seen) == {
        "language": "zh",
        "inForce": 2,
        "exists": True,
        "versions": [
            {"number": 2, "source": "UPLOADED", "inForce": True},
            {"number": 1, "source": "UPLOADED", "inForce": False},
        ],
    }
    assert (folder / "zh/hotline/own/east/welcome-2.wav").read_bytes() == seen.client.get(f"{URL}?version=2").content
    assert [(p.tenant, p.file) for p in routing_plan.build(1).prompts] == [("east", "own/east/welcome-2")]
    assert seen.data(USE, n=1)["promptUse"]["errors"] == []
    assert zh(seen)["inForce"] == 1
    assert seen.data(USE, n=0)["promptUse"]["errors"] == []
    assert routing_plan.build(1).prompts == ()
    with tenancy.entered("east"):
        assert [row.detail for row in entries("welcome zh")] == ["house", "version 1", "version 2", "version 1"]


def test_what_cannot_be_is_refused_and_nothing_changes(
    browser: People, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = browser("east", Role.ADMINISTRATOR)
    status, told = put(seen, b"#EXTM3U\nfile:///etc/passwd")
    assert (status, told["code"]) == (400, "NO_SOUND")
    assert seen.data(SPEAK, k="welcome", t=" ")["promptSpeak"]["errors"] == [{"code": "REQUIRED", "field": "text"}]
    assert seen.data(SPEAK, k="nothing", t="好")["promptSpeak"]["errors"] == [{"code": "NOT_FOUND", "field": "key"}]
    assert seen.data(USE, n=7)["promptUse"]["errors"] == [{"code": "NOT_FOUND", "field": "number"}]
    (folder / "blocked").write_text("a file, not a folder")
    prompt_files.wire((folder, folder / "blocked"))
    status, told = put(seen, sound.as_wav(TONE))
    assert (status, told["code"]) == (400, "NOT_PLACED")
    with tenancy.entered("east"):
        assert PromptVersion.objects.count() == 0
    assert routing_plan.build(1).prompts == ()


def test_what_a_gateway_lacks_is_brought_there(browser: People, folder: Path) -> None:
    seen = browser("east", Role.ADMINISTRATOR)
    seen.data(SPEAK, k="welcome", t="您好")
    file = folder / "zh/hotline/own/east/welcome-1.wav"
    file.unlink()
    assert zh(seen)["exists"] is False
    with tenancy.entered("east"):
        assert (prompts.do_place_missing(), prompts.do_place_missing()) == (1, 0)
    assert file.is_file()


def test_an_own_prompt_stays_while_a_flow_plays_it(browser: People) -> None:
    city = browser("city", Role.ADMINISTRATOR)
    assert city.data(ADD, k="water")["promptAdd"]["errors"] == [{"code": "INVALID_PROMPT_KEY"}]
    assert city.data(ADD, k="own-water")["promptAdd"] == {"prompt": {"key": "own-water", "own": True}, "errors": []}
    nodes = [
        {"key": "say", "kind": "ANNOUNCE", "prompts": ["own-water"], "next": "end"},
        {"key": "end", "kind": "HANG_UP"},
    ]
    with tenancy.entered("city"):
        voice.do_keep_flow("notice", {"start": "say", "nodes": nodes})
    refused = city.data(DELETE, k="own-water")["promptDelete"]
    assert (refused["ok"], [each["code"] for each in refused["errors"]]) == (False, ["PROMPT_IN_USE"])
    assert city.data(ONE, k="own-water")["prompt"]["usedIn"] == ["flow notice"]
    city.data(ADD, k="own-spare")
    assert city.data(DELETE, k="own-spare")["promptDelete"]["ok"] is True
    assert city.data(ONE, k="own-spare")["prompt"] is None


def test_an_own_prompt_stays_while_a_survey_a_dispatch_or_a_campaign_plays_it(browser: People) -> None:
    city, actor = browser("city", Role.ADMINISTRATOR), Actor.system("city")
    city.data(ADD, k="own-water")
    asked = [{"key": "q1", "kind": "SCALE", "text": "满意吗?", "prompt": "own-water"}]
    with tenancy.entered("city"):
        survey = surveys.do_keep_survey(actor, "供水满意度", "", "zh", asked)
        surveys.do_publish(actor, survey.pk)
        # taken out of the working form, and still asked by the published one
        surveys.do_keep_survey(actor, "供水满意度", "", "zh", [{**asked[0], "prompt": ""}], survey.pk)
        order = DispatchInput("爆管", ("own-water",), (UnitInput("水务局", ("65550001",)),))
        dispatch, _ = dispatching.do_prepare(actor, order, frozenset({"own-water"}))
        campaign = Campaign.objects.create(
            name="停水告知", mode="PREVIEW", message_prompt="own-water", created_by="管理员"
        )
    with tenancy.entered("east"):
        dispatching.do_prepare(actor, replace(order, title="抢修"), frozenset({"own-water"}))

    assert city.data(ONE, k="own-water")["prompt"]["usedIn"] == [
        "survey 供水满意度", "dispatch 爆管", "campaign 停水告知",
    ]  # fmt: skip
    (refused,) = city.data(DELETE, k="own-water")["promptDelete"]["errors"]
    assert (refused["code"], refused["message"]) == (
        "PROMPT_IN_USE",
        "问卷“供水满意度”、进行中的执法调度“爆管”、外呼任务“停水告知”、"
        "东区分中心：进行中的执法调度“抢修” 仍在使用，请先修改。",
    )
    with tenancy.entered("city"):
        assert prompts.prompt("own-water") is not None
        # when nothing plays it any more
        surveys.do_publish(actor, survey.pk)
        Dispatch.objects.filter(pk=dispatch.pk).update(state="ENDED")
        Campaign.objects.filter(pk=campaign.pk).update(state="ENDED")
    with tenancy.entered("east"):
        Dispatch.objects.update(state="LOST")
    assert city.data(DELETE, k="own-water")["promptDelete"] == {"ok": True, "errors": []}
    assert city.data(ONE, k="own-water")["prompt"] is None


SHARED = """query($k: String!) { prompt(key: $k) { own sharedBy languages { language inForce exists url } } }"""


def test_a_county_plays_the_citys_own_prompts_and_changes_only_its_own(browser: People) -> None:
    east, city = browser("east", Role.ADMINISTRATOR), browser("city", Role.ADMINISTRATOR)
    city.data(ADD, k="own-water")
    url = "/prompts/zh/own-water/audio?version=1"
    assert east.data(SHARED, k="own-water")["prompt"] == {
        "own": True,
        "sharedBy": "city",
        "languages": [
            {"language": "zh", "inForce": 1, "exists": True, "url": url},
            {"language": "en", "inForce": 1, "exists": True, "url": url.replace("zh", "en")},
        ],
    }
    assert east.client.get(url).status_code == 200
    assert east.data(SPEAK, k="own-water", t="不行")["promptSpeak"]["errors"][0]["code"] == "NOT_FOUND"
    assert east.data(DELETE, k="own-water")["promptDelete"]["errors"][0]["code"] == "NOT_FOUND"
    assert east.data(ADD, k="own-water")["promptAdd"]["errors"] == [{"code": "INVALID_PROMPT_KEY"}]
    with tenancy.entered("east"):
        assert PromptVersion.objects.count() == 0
    # its own ones are nobody else's
    assert east.data(ADD, k="own-east")["promptAdd"]["errors"] == []
    assert city.data(SHARED, k="own-east")["prompt"] is None
    assert browser("west", Role.ADMINISTRATOR).data(SHARED, k="own-east")["prompt"] is None
    # the city's is not deleted while a county's queue says it
    with tenancy.entered("east"):
        voice.do_keep_queue("east.general", "general", "综合", comfort_prompts=["own-water"])
    refused = city.data(DELETE, k="own-water")["promptDelete"]["errors"]
    assert (refused[0]["code"], "队列 east.general" in refused[0]["message"]) == ("PROMPT_IN_USE", True)


def test_the_citys_own_aids_are_played_by_every_countys_agents(browser: People, engine: Engine) -> None:
    city, east = browser("city", Role.ADMINISTRATOR), browser("east", Role.ADMINISTRATOR)
    city.data(ADD, k="own-aid-flood")
    east.data(ADD, k="own-aid-east")
    east.data(ADD, k="own-spare")
    agent = browser("east", Role.AGENT)
    aids = [each["key"] for each in agent.data("{ playablePrompts { key text } }")["playablePrompts"]]
    assert [key for key in aids if key.startswith("own-")] == ["own-aid-flood"]
    play = """mutation($p: String!) { callPlayPrompt(callId: "c", prompt: $p) { errors { code field } } }"""
    assert agent.data(play, p="own-aid-flood")["callPlayPrompt"]["errors"] == []
    (error,) = agent.data(play, p="own-spare")["callPlayPrompt"]["errors"]
    assert error == {"code": "INVALID", "field": "prompt"}


def test_others_may_neither_hear_nor_change(browser: People, anonymous: Browser) -> None:
    agent = browser("east", Role.AGENT)
    assert (agent.client.get(URL).status_code, anonymous.client.get(URL).status_code) == (403, 401)
    assert put(agent, sound.as_wav(TONE))[0] == 403
    assert agent.code(ONE, k="welcome") == "FORBIDDEN"
