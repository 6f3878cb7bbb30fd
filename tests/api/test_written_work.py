"""Written work over the API with the switchboard itself behind it: a thing comes, is offered, taken, filed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Role
from hotline.main.portal import submitting
from hotline.main.recorder import births
from hotline.main.recorder.pushes import Pushes
from hotline.main.recorder.writer import write
from hotline.objectstore.memory import MemoryStore
from telephony.contracts import commands as cmd
from telephony.contracts import events as tel
from telephony.contracts import work as wk
from telephony.contracts.commands import Command, Reply
from telephony.contracts.fax import FaxReceived
from telephony.contracts.plan import RoutingPlan
from telephony.core.inputs import PlanReplaced
from tenants.local.cases import actions as cases
from tenants.local.cases.models import Case
from tenants.local.contacts import voice_messages
from tenants.local.contacts.models import VoiceMessage
from tenants.local.faxes import inbox, tasks
from tenants.local.faxes.models import ReceivedFax
from tenants.local.letters import intake
from tenants.local.letters import outbox as answers
from tenants.local.people.models import Agent
from tenants.local.routing import routing_plan
from tenants.local.texts import receiving
from tenants.local.voice import actions as voice
from tenants.local.voice.models import Queue
from tenants.local.worklist import actions, media, queries
from tenants.local.worklist.models import WorkItem
from tests.api.conftest import Browser, Engine
from tests.factories import faxes, letters
from tests.factories.people import actor
from tests.unit.telephony_core.stage import Stage

People = Callable[..., Browser]

SETUP = """{ workSetup {
  revision capacity blocksCalls media { medium isOn queue waiting } agents { agentNumber capacity } } }"""
SET = """mutation($r: Int!, $s: WorkSettingsInput!, $m: [MediumRuleInput!]!) {
  workRulesSet(revision: $r, settings: $s, media: $m) {
    setup { revision media { medium isOn queue weight } } errors { code field } } }"""
CAPACITY = """mutation($a: String!, $c: Int) { agentCapacitySet(agentNumber: $a, capacity: $c) {
  setup { agents { agentNumber capacity } } errors { code } } }"""
DESK = "{ desk { work { on paused items { workId medium state title senderLocal queueName path filed } } } }"
STEP = """mutation($w: ID!) { %s(workId: $w) {
  desk { work { paused items { workId state } } } errors { code } } }"""
PAUSE = "mutation($p: Boolean!) { workPause(paused: $p) { desk { work { paused } } errors { code } } }"
MOVE = "mutation($w: ID!, $q: String!) { workMove(workId: $w, queue: $q) { ok errors { code field } } }"
WITHDRAW = 'mutation($w: ID!) { workWithdraw(workId: $w, reason: "twice") { ok errors { code } } }'
LIST = "query($b: WorkBox) { writtenWork(box: $b) { total items { workId state agentName outcome returns } } }"
FLOOR = "{ floor { queues { key work { medium count } } written { agent count } } }"
FILE = "mutation($c: String!) { voicemailFinish(callId: $c, how: CALLED_BACK) { errors { code } } }"
SETTINGS = {"capacity": 3, "callWeight": 0, "blocksCalls": False, "offerSeconds": 60.0, "pauseSeconds": 60.0}


class House:
    """The switchboard in memory, and a recorder that writes what it tells."""

    def __init__(self, engine: Engine, capture: Any) -> None:
        self.engine, self.capture, self.written = engine, capture, 0
        self.stage = Stage(RoutingPlan(0, (), (), (), (), (), (), ()))
        engine.engine = self.answer
        engine.publish_plan = self.replan  # type: ignore[method-assign]

    def answer(self, command: Command) -> Reply:
        return self.stage.put(command).replies[0]

    def replan(self, plan: RoutingPlan) -> None:
        self.stage.put(PlanReplaced(plan=replace(plan, version=self.stage.machine.plan_version + 1)))

    def settle(self) -> None:
        """Carry out what waits for the commit, and write what the engine tells, until nothing more comes."""
        for _ in range(10):
            with self.capture(execute=True):
                events = self.stage.events[self.written :]
                self.written += len(events)
                for event in events:
                    write(replace(event, seq=0))
            if self.written == len(self.stage.events):
                return
        raise AssertionError("it never ends")

    def done(self, act: Callable[..., Any], *given: Any) -> Any:
        """Do something, and let everything follow from it."""
        with self.capture(execute=True):
            result = act(*given)
        self.settle()
        return result

    def sign_in(self, agent: str, seat: str = "east-01") -> None:
        self.answer(cmd.SignIn(command_id=uuid4().hex, agent=agent, seat=seat, secret="s"))
        self.stage.report(self.stage.exchange.register(seat, self.stage.now))
        assert self.answer(cmd.SetReady(command_id=uuid4().hex, agent=agent)).refusal is None
        self.settle()


@pytest.fixture
def house(db: None, engine: Engine, django_capture_on_commit_callbacks: Any) -> House:
    return House(engine, django_capture_on_commit_callbacks)


@pytest.fixture
def east() -> Iterator[None]:
    with tenancy.entered("east"):
        yield


@pytest.fixture
def agent(browser: People, house: House) -> Browser:
    """An agent of east who serves its general queue; the plan is in force, voice messages and the web are on."""
    seen = browser("east", Role.AGENT)
    number = seen.data("{ viewer { agentNumber } }")["viewer"]["agentNumber"]
    seen.number = number  # type: ignore[attr-defined]
    with tenancy.entered("east"):
        voice.do_keep_skill(Queue.objects.get(key="east.general"), Agent.objects.get(agent_number=number), 9)
        rules = [rule(medium) for medium in ("VOICEMAIL", "WEB", "SMS", "FAX", "MAIL")]
        settings = {"capacity": 3, "call_weight": 0, "blocks_calls": False, "offer_seconds": 60, "pause_seconds": 60}
        actions.do_set_rules(Actor.system("east"), revision(), settings, rules, {"east.general"})
    house.replan(routing_plan.build(1))
    house.settle()
    return seen


def revision() -> int:
    return queries.settings().revision


def rule(medium: str, queue: str = "east.general", is_on: bool = True) -> dict[str, Any]:
    return {"medium": medium, "is_on": is_on, "queue": queue, "priority": 0, "weight": 1}


def key_of(seen: Browser) -> str:
    return f"east:{seen.number}"  # type: ignore[attr-defined]


def leave_message(house: House, call_id: str = "vm-1") -> str:
    """A citizen leaves a voice message; the id of the work."""
    house.done(
        write,
        tel.CallEnded(
            seq=0, at=timezone.now().timestamp(), tenant="east", call_id=call_id, caller="+8613800000001",
            called="12345", reason=tel.EndReason.VOICEMAIL, waited_seconds=0.0, talked_seconds=0.0,
        ),
    )  # fmt: skip
    return f"east:voicemail:{call_id}"


def desk(seen: Browser) -> list[tuple[str, str]]:
    return [(item["workId"], item["state"]) for item in seen.data(DESK)["desk"]["work"]["items"]]


def step(house: House, seen: Browser, name: str, work_id: str) -> list[str]:
    """The codes of what was refused."""
    with house.capture(execute=True):
        done = seen.data(STEP % name, w=work_id)[name]
    house.settle()
    return [error["code"] for error in done["errors"]]


# ----------------------------------------------------------------------------------------------- the whole way


def test_a_voice_message_is_offered_taken_filed_and_gone(agent: Browser, house: House) -> None:
    house.sign_in(key_of(agent))
    work_id = leave_message(house)
    (item,) = agent.data(DESK)["desk"]["work"]["items"]
    assert item == {
        "workId": work_id,
        "medium": "VOICEMAIL",
        "state": "OFFERED",
        "title": "",
        "senderLocal": "138 0000 0001",
        "queueName": item["queueName"],
        "path": "/voicemail/vm-1",
        "filed": False,
    }
    assert step(house, agent, "workAccept", work_id) == []
    assert desk(agent) == [(work_id, "IN_HAND")]
    with tenancy.entered("east"):
        assert VoiceMessage.objects.get().assigned_to == key_of(agent).partition(":")[2]
    # not filed yet: it cannot be put away
    assert step(house, agent, "workFinish", work_id) == ["STILL_OPEN"]
    assert desk(agent) == [(work_id, "IN_HAND")]
    with house.capture(execute=True):
        assert agent.data(FILE, c="vm-1")["voicemailFinish"]["errors"] == []
    house.settle()
    assert desk(agent) == [] and house.stage.machine._board.state.work == {}
    with tenancy.entered("east"):
        row = WorkItem.objects.get()
        assert (row.state, row.outcome, row.told, row.forgotten) == ("DONE", "CALLED_BACK", True, True)
        assert [each.step for each in queries.course(work_id)] == ["QUEUED", "OFFERED", "ACCEPTED", "DONE"]


def test_a_web_submission_is_handed_out_until_it_is_dispatched_or_answered(agent: Browser, house: House) -> None:
    house.sign_in(key_of(agent))
    given = {
        "district": "east", "phone": "+8613800000002", "category": "", "kind": "HELP", "title": "路灯不亮",
        "content": "三天了", "address": "", "name": "王女士", "key": uuid4(),
    }  # fmt: skip
    number = house.done(submitting.register, given)
    assert house.done(submitting.register, given) == number  # a second click
    (item,) = agent.data(DESK)["desk"]["work"]["items"]
    assert (item["medium"], item["title"], item["path"]) == ("WEB", "路灯不亮", f"/cases/{number}")
    step(house, agent, "workAccept", item["workId"])
    with tenancy.entered("east"):
        case = Case.objects.get(number=number)
        house.done(cases.do_answer, Actor.system("east"), number, case.version, "已报修")
    assert desk(agent) == []


def test_a_text_message_is_offered_taken_answered_and_gone(agent: Browser, house: House) -> None:
    house.sign_in(key_of(agent))
    for sid in ("SM1", "SM1", "SM2"):
        came = receiving.Came(sid, "+8613800000003", "+861065001111", "路灯不亮", timezone.now())
        with tenancy.entered("east"):
            row = house.done(receiving.do_receive, came)
    (item,) = agent.data(DESK)["desk"]["work"]["items"]
    assert (item["medium"], item["title"], item["senderLocal"], item["path"]) == (
        "SMS", "路灯不亮", "138 0000 0003", f"/texts/{row.pk}",
    )  # fmt: skip
    assert step(house, agent, "workAccept", item["workId"]) == []
    with tenancy.entered("east"):
        row.refresh_from_db()
        assert (row.state, row.taken_by) == ("TAKEN", key_of(agent).partition(":")[2])
    assert step(house, agent, "workFinish", item["workId"]) == ["STILL_OPEN"]
    with house.capture(execute=True):
        answer = 'mutation($i: ID!) { textAnswer(id: $i, body: "已报修", key: "k") { errors { code } } }'
        assert agent.data(answer, i=str(row.pk))["textAnswer"]["errors"] == []
    house.settle()
    assert desk(agent) == []


def test_a_fax_is_offered_like_a_call_taken_and_filed(
    agent: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.store, "apply_in", lambda *_, **__: None)  # there is no worker here
    house.sign_in(key_of(agent))
    with tenancy.entered("east"):
        number = faxes.case(Actor.system("east"))
    facts: dict[str, Any] = {"caller": "+861065123456", "called": "12342", "remote_id": "6512", "name": "f1"}
    facts |= {"tenant": "east", "call_id": "fax-call", "gateway": "gw1", "pages": 2, "ok": True, "error": ""}
    for seq in (1, 2):  # told twice
        house.done(write, FaxReceived(seq=seq, at=timezone.now().timestamp(), **facts))
    (item,) = agent.data(DESK)["desk"]["work"]["items"]
    with tenancy.entered("east"):
        fax = ReceivedFax.objects.get()
    assert (item["medium"], item["state"], item["path"]) == ("FAX", "OFFERED", f"/faxes/{fax.pk}")
    assert item["senderLocal"] == "010 6512 3456"
    assert step(house, agent, "workReject", item["workId"]) == []
    with tenancy.entered("east"):
        assert (WorkItem.objects.get().state, ReceivedFax.objects.get().taken_by) == ("WAITING", "")
    agent.data(PAUSE, p=False)
    house.settle()
    assert step(house, agent, "workAccept", item["workId"]) == []
    with tenancy.entered("east"):
        fax.refresh_from_db()
        assert (fax.state, fax.taken_by) == ("TAKEN", key_of(agent).partition(":")[2])
    assert step(house, agent, "workFinish", item["workId"]) == ["STILL_OPEN"]
    with tenancy.entered("east"):
        house.done(inbox.do_file, actor("east"), fax.pk, number)
        assert [each.step for each in queries.course(item["workId"])] == [
            "QUEUED", "OFFERED", "REJECTED", "RETURNED", "OFFERED", "ACCEPTED", "DONE",
        ]  # fmt: skip
    assert desk(agent) == [] and house.stage.machine._board.state.work == {}


def test_a_mail_is_offered_like_a_call_and_gone_when_it_is_answered(agent: Browser, house: House) -> None:
    house.sign_in(key_of(agent))
    own = letters.address()
    with tenancy.entered("east"):
        content = letters.mail().as_bytes()
        row, _ = house.done(intake.do_take_in, content, letters.WANG, own, "east", MemoryStore())
        house.done(intake.do_take_in, content, letters.WANG, own, "east", MemoryStore())
    (item,) = agent.data(DESK)["desk"]["work"]["items"]
    assert (item["medium"], item["title"], item["path"]) == ("MAIL", "路灯不亮", f"/letters/{row.pk}")
    assert item["senderLocal"] == letters.WANG
    step(house, agent, "workAccept", item["workId"])
    with tenancy.entered("east"):
        row.refresh_from_db()
        assert (row.state, row.taken_by) == ("TAKEN", key_of(agent).partition(":")[2])
    step(house, agent, "workReturn", item["workId"])
    with tenancy.entered("east"):
        row.refresh_from_db()
        assert (row.state, row.taken_by) == ("NEW", "")
        house.done(lambda: answers.do_answer(actor("east"), row.pk, body="已修好。", key="k"))
    assert desk(agent) == [] and house.stage.machine._board.state.work == {}


def test_switched_off_nothing_is_handed_out(browser: People, house: House) -> None:
    leave_message(house)
    with tenancy.entered("east"):
        assert VoiceMessage.objects.count() == 1 and WorkItem.objects.count() == 0


# --------------------------------------------------------------------------------------------- back to the queue


def test_declined_given_back_or_assigned_by_hand(agent: Browser, house: House) -> None:
    house.sign_in(key_of(agent))
    work_id = leave_message(house)
    assert step(house, agent, "workReject", work_id) == []
    work = agent.data(DESK)["desk"]["work"]
    assert (work["items"], work["paused"]) == ([], "REJECTED")
    agent.data(PAUSE, p=False)
    house.settle()
    assert desk(agent) == [(work_id, "OFFERED")]
    step(house, agent, "workAccept", work_id)
    step(house, agent, "workReturn", work_id)
    with tenancy.entered("east"):
        row = WorkItem.objects.get()
        assert (row.state, row.agent, row.returns) == ("WAITING", "", 2)
        assert VoiceMessage.objects.get().assigned_to == ""
    # taken again, and given back on the page of the message instead
    agent.data(PAUSE, p=False)
    house.settle()
    step(house, agent, "workAccept", work_id)
    with tenancy.entered("east"):
        house.done(voice_messages.do_assign, Actor.system("east"), "vm-1", "")
        assert WorkItem.objects.get().state == "WAITING"
        # somebody is given it by hand: it leaves the queue
        house.done(voice_messages.do_assign, Actor.system("east"), "vm-1", "8199")
        assert WorkItem.objects.get().outcome == "ASSIGNED" and house.stage.machine._board.state.work == {}
        # and comes back as a passage of its own
        house.done(voice_messages.do_assign, Actor.system("east"), "vm-1", "")
    assert set(house.stage.machine._board.state.work) == {f"{work_id}#2"}


def test_signing_out_gives_everything_back(agent: Browser, house: House) -> None:
    house.sign_in(key_of(agent))
    work_id = leave_message(house)
    step(house, agent, "workAccept", work_id)
    house.answer(cmd.SignOut(command_id=uuid4().hex, agent=key_of(agent)))
    house.settle()
    with tenancy.entered("east"):
        row = WorkItem.objects.get()
        assert (row.state, row.agent) == ("WAITING", "")
        assert [each.detail for each in row.steps.filter(step="GIVEN_BACK")] == [f"{key_of(agent)} SIGNED_OUT"]


def test_others_work_is_refused_and_nothing_changes(agent: Browser, house: House, browser: People) -> None:
    house.sign_in(key_of(agent))
    work_id = leave_message(house)
    other = browser("east", Role.AGENT)
    assert step(house, other, "workAccept", work_id) in (["UNKNOWN_AGENT"], ["NOT_SIGNED_IN"])
    assert step(house, agent, "workReturn", work_id) == ["NOT_YOUR_WORK"]
    assert step(house, agent, "workAccept", "east:voicemail:none") == ["UNKNOWN_WORK"]
    assert desk(agent) == [(work_id, "OFFERED")]
    assert browser("east", Role.ASSESSOR).code(STEP % "workAccept", w=work_id) == "FORBIDDEN"


# ------------------------------------------------------------------------------------------------- never lost


def test_an_engine_that_was_away_is_told_again(agent: Browser, house: House) -> None:
    house.engine.engine = None
    work_id = leave_message(house)
    with tenancy.entered("east"):
        assert not WorkItem.objects.get().told and actions.do_keep_in_step() == 0
        WorkItem.objects.update(sent_at=timezone.now() - 2 * actions.AGAIN_AFTER)
        house.engine.engine = house.answer
        assert actions.do_keep_in_step() == 1
        house.settle()
        assert set(house.stage.machine._board.state.work) == {work_id} and actions.do_keep_in_step() == 0
        # closed while it is away
        house.engine.engine = None
        house.done(voice_messages.do_finish, Actor.system("east"), "vm-1", "SPAM")
        house.engine.engine = house.answer
        assert set(house.stage.machine._board.state.work) == {work_id}
        WorkItem.objects.update(sent_at=timezone.now() - 2 * actions.AGAIN_AFTER)
        assert actions.do_keep_in_step() == 1
    assert house.stage.machine._board.state.work == {}


def test_an_engine_that_began_with_nothing_gets_all_that_is_open(agent: Browser, house: House) -> None:
    house.sign_in(key_of(agent))
    work_id = leave_message(house)
    step(house, agent, "workAccept", work_id)
    house.stage, house.written = Stage(routing_plan.build(1)), 0
    house.engine.born = timezone.now().timestamp() + 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(births, "SETTLED_AFTER", -10.0)
        births.attend(None, Pushes())
    with tenancy.entered("east"):
        row = WorkItem.objects.get()
        assert (row.state, row.agent, row.told) == ("WAITING", "", False)
        WorkItem.objects.update(sent_at=timezone.now() - 2 * actions.AGAIN_AFTER)
        assert actions.do_keep_in_step() == 1
    assert set(house.stage.machine._board.state.work) == {work_id}


# --------------------------------------------------------------------------------------------------- the rules


def test_rules_are_set_checked_audited_and_reach_the_plan(browser: People, engine: Engine) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    before = admin.data(SETUP)["workSetup"]
    assert [each["medium"] for each in before["media"] if each["isOn"]] == []
    media = [{"medium": "VOICEMAIL", "isOn": True, "queue": "east.general", "priority": 2, "weight": 2}]
    settings = {**SETTINGS, "blocksCalls": True}
    done = admin.data(SET, r=before["revision"], s=settings, m=media)["workRulesSet"]
    assert done["errors"] == [] and done["setup"]["revision"] == before["revision"] + 1
    with tenancy.entered("east"):
        assert [row.action for row in entries("written work")] == ["work.rules"]
        number = Agent.objects.first()
        assert number is not None
    assert admin.data(CAPACITY, a=number.agent_number, c=0)["agentCapacitySet"]["errors"] == []
    plan = routing_plan.build(1)
    (capacity,) = [each for each in plan.capacities if each.tenant == "east"]
    assert (capacity.capacity, capacity.blocks_calls, capacity.weights) == (3, True, {"VOICEMAIL": 2})
    assert [each.capacity for each in plan.agents if each.number == number.agent_number] == [0]


@pytest.mark.parametrize(
    ("revision", "changes", "medium", "code"),
    [
        (-1, {}, {}, "CONFLICT"),
        (0, {"capacity": 0}, {}, "OUT_OF_RANGE"),
        (0, {"offerSeconds": 5.0}, {}, "OUT_OF_RANGE"),
        (0, {}, {"weight": 21}, "OUT_OF_RANGE"),
        (0, {}, {"queue": "east.nowhere"}, "UNKNOWN_QUEUE"),
        (0, {}, {"medium": "SMS"}, "INVALID"),
    ],
)
def test_rules_that_cannot_be_are_refused(
    browser: People,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    revision: int,
    changes: dict[str, Any],
    medium: dict[str, Any],
    code: str,
) -> None:
    monkeypatch.delitem(media._sources, wk.WorkMedium.SMS)  # as where no app keeps any
    admin = browser("east", Role.ADMINISTRATOR)
    before = admin.data(SETUP)["workSetup"]
    rules = [{"medium": "VOICEMAIL", "isOn": True, "queue": "east.general", "priority": 0, "weight": 1, **medium}]
    done = admin.data(SET, r=before["revision"] + revision, s={**SETTINGS, **changes}, m=rules)["workRulesSet"]
    assert [error["code"] for error in done["errors"]] == [code]
    assert admin.data(SETUP)["workSetup"] == before


def test_what_was_open_comes_with_the_switch_and_goes_with_it(agent: Browser, house: House) -> None:
    with tenancy.entered("east"):
        settings = {"capacity": 3, "call_weight": 0, "blocks_calls": False, "offer_seconds": 60, "pause_seconds": 60}
        off = [rule("VOICEMAIL", is_on=False)]
        house.done(actions.do_set_rules, Actor.system("east"), revision(), settings, off, {"east.general"})
        leave_message(house)
        assert WorkItem.objects.count() == 0
        house.done(
            actions.do_set_rules, Actor.system("east"), revision(), settings, [rule("VOICEMAIL")], {"east.general"}
        )
        assert WorkItem.objects.get().state == "WAITING"
        house.done(actions.do_set_rules, Actor.system("east"), revision(), settings, off, {"east.general"})
        assert WorkItem.objects.get().outcome == "SWITCHED_OFF" and house.stage.machine._board.state.work == {}


# --------------------------------------------------------------------------------------------------- the floor


def test_the_floor_shows_what_waits_and_who_has_what(agent: Browser, house: House, browser: People) -> None:
    chief = browser("east", Role.SHIFT_SUPERVISOR)
    first = leave_message(house)
    floor = chief.data(FLOOR)["floor"]
    assert [each["work"] for each in floor["queues"] if each["key"] == "east.general"] == [
        [{"medium": "VOICEMAIL", "count": 1}]
    ]
    house.sign_in(key_of(agent))
    leave_message(house, "vm-2")
    assert chief.data(FLOOR)["floor"]["written"] == [{"agent": key_of(agent), "count": 2}]
    listed = chief.data(LIST, b="OFFERED")["writtenWork"]
    assert [item["workId"] for item in listed["items"]] == [first, "east:voicemail:vm-2"]
    assert browser("east", Role.DEPARTMENT_HANDLER).code(LIST, b="ALL") == "FORBIDDEN"
    assert browser("west", Role.SHIFT_SUPERVISOR).data(LIST, b="ALL")["writtenWork"]["total"] == 0


def test_a_supervisor_moves_it_and_takes_it_out(agent: Browser, house: House, browser: People) -> None:
    chief = browser("east", Role.SHIFT_SUPERVISOR)
    work_id = leave_message(house)
    assert chief.data(MOVE, w=work_id, q="city.general")["workMove"]["errors"] == [
        {"code": "UNKNOWN_QUEUE", "field": "queue"}
    ]
    assert chief.data(MOVE, w=work_id, q="east.general")["workMove"]["errors"] == []
    with house.capture(execute=True):
        assert chief.data(WITHDRAW, w=work_id)["workWithdraw"]["errors"] == []
    house.settle()
    assert chief.data(WITHDRAW, w=work_id)["workWithdraw"]["errors"] == [{"code": "NOT_FOUND"}]
    assert agent.code(WITHDRAW, w=work_id) == "FORBIDDEN"
    with tenancy.entered("east"):
        assert [row.action for row in entries(work_id)] == ["work.withdrawn", "work.moved"]
        assert VoiceMessage.objects.get().done_at is None  # still to be dealt with in the inbox
    assert house.stage.told(wk.WorkFinished)[0].reason == "WITHDRAWN"
