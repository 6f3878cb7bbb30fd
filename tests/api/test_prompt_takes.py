"""A prompt recorded at a seat: asked for, decided, fetched as a draft that nobody hears until it is used."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from django.conf import settings

from hotline import objectstore, tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from hotline.main.spool import GatewaySpool
from hotline.objectstore.memory import MemoryStore
from telephony.contracts.commands import RefusalCode
from telephony.contracts.takes import DecideTake, PromptRecorded, RecordPrompt, TakeChoice
from tenants.local.routing import routing_plan
from tenants.local.voice import handlers, sound, takes
from tenants.local.voice.models import PromptTake, PromptVersion
from tests.api.conftest import Browser, Engine

People = Callable[..., Browser]
SEATS = "{ promptSeats { seat agent free } }"
RECORD = """mutation($s: String!, $k: String!) { promptRecordAtSeat(key: $k, language: "zh", seat: $s) {
  callId errors { code field } } }"""
DECIDE = """mutation($c: PromptTakeChoice!) { promptTakeDecide(callId: "call-1", choice: $c) { ok errors { code } } }"""
TAKE = """{ promptTake(callId: "call-1") { step number } }"""
TONE = 0.3 * np.sin(2 * np.pi * 600 * np.arange(8000) / 8000)


class Spool:
    """The gateway's files."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        if name not in self.files:
            raise LookupError(name)
        yield self.files[name]

    def delete(self, gateway: str, name: str) -> None:
        self.files.pop(name, None)


@pytest.fixture(autouse=True)
def spool(db: None) -> Iterator[Spool]:
    before = objectstore.current_store()
    objectstore.wire(MemoryStore())
    found = Spool()
    takes.wire(found)
    yield found
    takes.wire(GatewaySpool.from_environment(settings.ENV.ari_url))
    objectstore.wire(before)


@pytest.fixture
def seated(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Somebody sits at east-01, free; a call is under way at west-01."""
    views: dict[str, dict[str, Any]] = {
        "east:8101": {"agent": "east:8101", "seat": "east-01", "tenant": "east", "reachable": True, "call_id": None},
        "west:8201": {"agent": "west:8201", "seat": "west-01", "tenant": "west", "reachable": True, "call_id": "c"},
    }
    calls = {"call-1": {"call_id": "call-1", "tenants": ["east"], "agent": "east:8101", "take": "REVIEW"}}
    monkeypatch.setattr(takes.facade, "live_agents", lambda: views)
    monkeypatch.setattr(takes.facade, "live_calls", lambda: calls)
    engine.call_id = "call-1"
    return engine


def test_given_a_free_seat_when_asked_then_it_is_rung_and_the_choice_goes_to_the_engine(
    browser: People, seated: Engine
) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    assert admin.data(SEATS)["promptSeats"] == [{"seat": "east-01", "agent": "east:8101", "free": True}]
    assert admin.data(RECORD, s="east-01", k="welcome")["promptRecordAtSeat"] == {"callId": "call-1", "errors": []}
    asked = [each for each in seated.commands if isinstance(each, RecordPrompt)]
    assert [(each.agent, each.prompt, each.language) for each in asked] == [("east:8101", "welcome", "zh")]
    assert admin.data(TAKE)["promptTake"] == {"step": "REVIEW", "number": None}
    assert admin.data(DECIDE, c="AGAIN")["promptTakeDecide"] == {"ok": True, "errors": []}
    (decided,) = [each for each in seated.commands if isinstance(each, DecideTake)]
    assert (decided.agent, decided.choice) == ("east:8101", TakeChoice.AGAIN)
    with tenancy.entered("east"):
        assert [row.action for row in entries("welcome zh")] == ["prompt.record_asked"]


def test_given_what_cannot_be_when_asked_then_refused(browser: People, seated: Engine) -> None:
    east, west = browser("east", Role.ADMINISTRATOR), browser("west", Role.ADMINISTRATOR)
    for who, seat, key, code in (
        (east, "west-01", "welcome", "NOT_FOUND"),
        (east, "east-01", "own-nothing", "NOT_FOUND"),
        (west, "east-01", "welcome", "NOT_FOUND"),
    ):
        (error,) = who.data(RECORD, s=seat, k=key)["promptRecordAtSeat"]["errors"]
        assert error["code"] == code
    assert west.data(DECIDE, c="KEEP")["promptTakeDecide"]["errors"] == [{"code": "NOT_FOUND"}]
    assert west.data(TAKE)["promptTake"]["step"] == "OVER"
    assert browser("east", Role.AGENT).code(RECORD, s="east-01", k="welcome") == "FORBIDDEN"
    assert seated.commands == []
    seated.refusal = RefusalCode.WRONG_STATE
    busy = east.data(RECORD, s="east-01", k="welcome")["promptRecordAtSeat"]["errors"]
    assert busy == [{"code": "SEAT_NOT_FREE", "field": "seat"}]


def recorded(name: str = "call-1.r1") -> PromptRecorded:
    return PromptRecorded(
        seq=1, at=0.0, tenant="east", call_id="call-1", prompt="welcome", language="zh", name=name, gateway="gw1",
        agent="east:8101", by="管理员",
    )  # fmt: skip


def test_given_a_take_when_fetched_then_it_is_a_draft_that_nobody_hears(browser: People, spool: Spool) -> None:
    with tenancy.entered("east"):
        pk = handlers.handle(recorded())
        assert pk is not None and handlers.handle(recorded()) is None
        assert (takes.do_fetch(pk), takes.step_of("call-1")) == (False, ("FETCHING", None))
        spool.files["call-1.r1"] = sound.as_wav(TONE)
        assert (takes.do_fetch(pk), takes.step_of("call-1")) == (True, ("DRAFT", 1))
        row = PromptVersion.objects.get(key="welcome")
        assert (row.source, row.in_force, row.made_by, row.number) == ("SEAT", False, "管理员", 1)
        assert [each.action for each in entries("welcome zh")] == ["prompt.recorded"]
    assert routing_plan.build(1).prompts == ()


def test_given_silence_when_fetched_then_it_failed_and_nothing_is_kept(spool: Spool) -> None:
    spool.files["call-1.r1"] = b"nothing"
    with tenancy.entered("east"):
        pk = handlers.handle(recorded())
        assert pk is not None
        assert (takes.do_fetch(pk), takes.step_of("call-1")) == (True, ("FAILED", None))
        assert (PromptVersion.objects.count(), PromptTake.objects.get().state) == (0, "FAILED")
