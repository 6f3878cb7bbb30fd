"""Supervisors: listening, whispering, barging in, taking over; help; orders of those in charge."""

from dataclasses import replace

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.commands import RefusalCode as R
from telephony.contracts.commands import SuperviseMode as Mode

from .stage import CITIZEN, EAST_CITIZEN, Stage, small_city

BOSS = "city:8002"
AT_ONCE = Manner(answers_after=0.3)


def watched(stage: Stage, mode: Mode = Mode.MONITOR, **fields: object) -> str:
    """city:8001 talks with a citizen, city:8002 listens."""
    call = stage.talking()
    stage.sit(BOSS, AT_ONCE, ready=False)
    given = {"call_id": call, **fields}
    assert stage.command(cmd.Supervise, agent=BOSS, mode=mode, **given).refusal is None
    stage.wait(0.3)
    return call


def legs(stage: Stage, call: str) -> tuple[str, str, str]:
    """Citizen, agent, supervisor."""
    return stage.far(call), f"{call}.a1", f"{call}.w1"


def nothing_left(stage: Stage) -> None:
    assert stage.exchange.legs == {}
    assert stage.exchange.bridges == {}
    assert stage.exchange.ears == {}


def test_a_silent_monitor_hears_both_and_nobody_hears_them(stage: Stage) -> None:
    # when
    call = watched(stage)
    far, near, boss = legs(stage, call)
    # then
    assert (stage.heard(far), stage.heard(near), stage.heard(boss)) == ({near}, {far}, {far, near})
    assert stage.agent(BOSS) == ("SUPERVISING", None)
    assert stage.ordered(gw.DialSeat, leg=boss)[0].auto_answer
    started = stage.told(ev.SupervisionStarted)
    assert [(e.tenant, e.listened, e.supervisor, e.seat, e.mode, e.agent) for e in started] == [
        ("city", "city", BOSS, "city-02", "MONITOR", "city:8001")
    ]
    assert [(e.leg, e.party) for e in stage.told(ev.LegStarted) if e.kind is ev.LegKind.SUPERVISOR] == [
        (boss, "city-02")
    ]
    # when over
    stage.wait(10.0)
    assert stage.command(cmd.StopSupervision, agent=BOSS).refusal is None
    # then the talk goes on, and how long it was listened to is told
    assert (stage.heard(far), stage.heard(near)) == ({near}, {far})
    assert boss not in stage.exchange.legs
    ended = stage.told(ev.SupervisionEnded)
    assert [(e.reason, e.seconds, e.watch) for e in ended] == [("STOPPED", 10.0, started[0].watch)]
    assert stage.agent(BOSS) == ("NOT_READY", "SIGNED_IN")
    stage.leave(call)
    nothing_left(stage)


def test_modes_change_while_listening(stage: Stage) -> None:
    call = watched(stage)
    far, near, boss = legs(stage, call)
    heard = {
        Mode.WHISPER: ({near}, {far, boss}, {far, near}),
        Mode.BARGE: ({near, boss}, {far, boss}, {far, near}),
        Mode.MONITOR: ({near}, {far}, {far, near}),
    }
    for mode in (Mode.WHISPER, Mode.BARGE, Mode.WHISPER, Mode.MONITOR, Mode.BARGE, Mode.MONITOR):
        assert stage.command(cmd.SetSupervision, agent=BOSS, mode=mode).refusal is None
        assert (stage.heard(far), stage.heard(near), stage.heard(boss)) == heard[mode], mode
    assert [e.mode for e in stage.told(ev.SupervisionChanged)] == [
        "WHISPER", "BARGE", "WHISPER", "MONITOR", "BARGE", "MONITOR",
    ]  # fmt: skip
    stage.leave(call)
    assert [e.reason for e in stage.told(ev.SupervisionEnded)] == ["CALL_ENDED"]
    nothing_left(stage)


def test_a_whisperer_is_silent_when_nobody_has_the_call_and_the_ear_moves_along(stage: Stage) -> None:
    call = watched(stage, Mode.WHISPER)
    far, _, boss = legs(stage, call)
    stage.command(cmd.Transfer, agent="city:8001", call_id=call, target="city.general")
    assert [e.mode for e in stage.told(ev.SupervisionChanged)] == ["MONITOR"]
    assert far in stage.heard(boss)
    stage.command(cmd.SetReady, agent="city:8001")
    stage.wait(5.0)
    assert stage.state(call) == "TALKING"
    near = f"{call}.a2"
    assert (stage.heard(near), stage.heard(boss)) == ({far, boss}, {far, near})
    assert [e.mode for e in stage.told(ev.SupervisionChanged)] == ["MONITOR", "WHISPER"]


def test_whispering_to_an_agent_whose_caller_is_held(stage: Stage) -> None:
    call = watched(stage, Mode.WHISPER)
    far, near, boss = legs(stage, call)
    stage.command(cmd.Hold, agent="city:8001", call_id=call)
    assert (stage.heard(near), stage.heard(boss), "music" in stage.heard(far)) == ({boss}, {near}, True)
    stage.command(cmd.Resume, agent="city:8001", call_id=call)
    assert (stage.heard(far), stage.heard(near), stage.heard(boss)) == ({near}, {far, boss}, {far, near})
    assert stage.told(ev.SupervisionChanged) == []


def test_a_consultation_is_listened_to_and_barging_waits_for_its_end(stage: Stage) -> None:
    call = watched(stage, Mode.BARGE)
    far, near, boss = legs(stage, call)
    stage.exchange.numbers["65120000"] = AT_ONCE
    stage.command(cmd.Consult, agent="city:8001", call_id=call, target="65120000")
    stage.wait(0.3)
    third = f"{call}.c1"
    assert (stage.heard(near), stage.heard(third), stage.heard(boss)) == ({third}, {near}, {near, third})
    stage.command(cmd.CancelConsult, agent="city:8001", call_id=call)
    assert (stage.heard(far), stage.heard(boss)) == ({near, boss}, {far, near})


@pytest.mark.parametrize("mode", list(Mode))
def test_intercepting_takes_the_citizen_over(stage: Stage, mode: Mode) -> None:
    call = watched(stage, mode)
    far, near, boss = legs(stage, call)
    stage.wait(7.0)
    reply = stage.command(cmd.Intercept, agent=BOSS)
    assert (reply.refusal, reply.call_id) == (None, call)
    assert (stage.heard(far), stage.heard(boss)) == ({boss}, {far})
    assert near not in stage.exchange.legs
    assert stage.state(call) == "TALKING"
    assert (stage.agent("city:8001")[0], stage.agent(BOSS)[0]) == ("WRAP_UP", "TALKING")
    offered = stage.told(ev.CallOffered, agent=BOSS)[0]
    assert (offered.consult_from, offered.seat, offered.caller) == ("city:8001", "city-02", "+86" + CITIZEN)
    assert [c.change for c in stage.told(ev.CallChanged, agent="city:8001")] == ["TRANSFERRED"]
    assert [(e.order, e.by) for e in stage.told(ev.CallCommanded)] == [("INTERCEPTED", BOSS)]
    assert [r.agent for r in stage.told(ev.RecordingStarted)] == ["city:8001", BOSS]
    # the supervisor now has the call like any other agent
    assert stage.command(cmd.Hold, agent=BOSS, call_id=call).refusal is None
    assert stage.command(cmd.HangUp, agent=BOSS, call_id=call).refusal is None
    assert stage.agent(BOSS)[0] == "WRAP_UP"
    nothing_left(stage)


def test_a_waiting_citizen_is_intercepted(stage: Stage) -> None:
    call = stage.call()
    stage.sit(BOSS, AT_ONCE, ready=False)
    assert stage.command(cmd.Supervise, agent=BOSS, call_id=call, mode=Mode.WHISPER).refusal is R.WRONG_STATE
    assert stage.command(cmd.Supervise, agent=BOSS, call_id=call, mode=Mode.MONITOR).refusal is None
    stage.wait(0.3)
    stage.command(cmd.Intercept, agent=BOSS)
    assert stage.heard(stage.far(call)) == {f"{call}.w1"}
    assert stage.machine.live_queues()["city.general"]["waiting"] == 0


def test_following_an_agent_from_call_to_call(stage: Stage) -> None:
    stage.sit("city:8001")
    stage.sit(BOSS, AT_ONCE, ready=False)
    # given: nobody calls yet
    assert stage.command(cmd.Supervise, agent=BOSS, target="city:8001", mode=Mode.MONITOR).refusal is R.WRONG_STATE
    reply = stage.command(cmd.Supervise, agent=BOSS, target="city:8001", mode=Mode.MONITOR, follow=True)
    assert (reply.refusal, reply.call_id) == (None, None)
    assert stage.agent(BOSS) == ("SUPERVISING", None)
    for _ in range(2):
        call = stage.call()
        stage.wait(6.0)
        far, near = stage.far(call), stage.machine.live_call(call)
        assert near is not None
        assert stage.heard(f"{call}.w1") == {far, f"{call}.a1"}
        stage.leave(call)
        assert stage.agent(BOSS) == ("SUPERVISING", None)
        stage.wait(31.0)
    assert len(stage.told(ev.SupervisionStarted)) == 2
    assert stage.command(cmd.StopSupervision, agent=BOSS).refusal is None
    assert stage.agent(BOSS) == ("NOT_READY", "SIGNED_IN")
    nothing_left(stage)


def test_going_over_to_another_call(stage: Stage) -> None:
    first = watched(stage)
    stage.sit("east:8101")
    second = stage.call(EAST_CITIZEN)
    stage.wait(6.0)
    refused = stage.command(cmd.Supervise, agent=BOSS, call_id=second, mode=Mode.MONITOR)
    assert refused.refusal is R.NOT_YOUR_CALL
    stage.command(cmd.Supervise, agent=BOSS, call_id=second, mode=Mode.MONITOR, anywhere=True)
    stage.wait(0.3)
    assert f"{first}.w1" not in stage.exchange.legs
    assert stage.heard(f"{second}.w1") == {stage.far(second), f"{second}.a1"}
    # both tenants' books have it; the city has not seen the county's call
    assert [e.tenant for e in stage.told(ev.SupervisionStarted, call_id=second)] == ["east", "city"]
    assert not [e for e in stage.events if isinstance(e, ev.CallEvent) and e.call_id == second and e.tenant == "city"]


def test_a_county_cannot_listen_over_the_line(stage: Stage) -> None:
    stage.sit("east:8102", AT_ONCE, ready=False)
    call = stage.talking(EAST_CITIZEN, "east:8101")
    assert stage.command(cmd.Supervise, agent="east:8102", call_id=call, mode=Mode.BARGE).refusal is None
    stage.wait(0.3)
    stage.sit("city:8001", AT_ONCE)
    stage.command(cmd.Transfer, agent="east:8101", call_id=call, target="city:8001")
    stage.wait(6.0)
    assert stage.state(call) == "TALKING"
    assert [e.reason for e in stage.told(ev.SupervisionEnded)] == ["AGENT_LEFT"]
    assert stage.heard(stage.far(call)) == {f"{call}.a2"}


def test_a_supervisor_who_hangs_up_or_is_lost(stage: Stage) -> None:
    call = watched(stage)
    stage.drop(f"{call}.w1")
    assert stage.agent(BOSS) == ("NOT_READY", "SIGNED_IN")
    stage.command(cmd.Supervise, agent=BOSS, call_id=call, mode=Mode.BARGE)
    stage.wait(0.3)
    stage.command(cmd.SeatConnection, agent=BOSS, connected=False)
    assert stage.agent(BOSS) == ("NOT_READY", "CONNECTION_LOST")
    assert [e.reason for e in stage.told(ev.SupervisionEnded)] == ["HUNG_UP", "LINE_LOST"]
    assert stage.state(call) == "TALKING"
    stage.leave(call)
    nothing_left(stage)


def test_a_telephone_that_does_not_answer(stage: Stage) -> None:
    call = stage.talking()
    stage.sit(BOSS, Manner(), ready=True)
    stage.command(cmd.Supervise, agent=BOSS, call_id=call, mode=Mode.MONITOR)
    stage.wait(21.0)
    assert stage.agent(BOSS) == ("READY", None)
    assert stage.told(ev.SupervisionStarted) == stage.told(ev.SupervisionEnded) == []


def test_listening_goes_on_after_the_gateway_was_away(stage: Stage) -> None:
    call = watched(stage, Mode.WHISPER)
    far, near, boss = legs(stage, call)
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    stage.exchange.ears.clear()
    stage.put(stage.exchange.stock(stage.now))
    assert (stage.heard(far), stage.heard(near), stage.heard(boss)) == ({near}, {far, boss}, {far, near})


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"call_id": "gone"}, R.UNKNOWN_CALL),
        ({"target": "city:9999"}, R.UNKNOWN_AGENT),
        ({"target": BOSS}, R.TARGET_UNAVAILABLE),
        ({"target": "east:8101"}, R.TARGET_UNAVAILABLE),
    ],
)
def test_refusals_change_nothing(stage: Stage, fields: dict[str, str], refusal: R) -> None:
    stage.talking()
    stage.sit(BOSS, AT_ONCE, ready=False)
    told, before = len(stage.events), stage.agent(BOSS)
    assert stage.command(cmd.Supervise, agent=BOSS, mode=Mode.MONITOR, **fields).refusal is refusal
    for kind in (cmd.StopSupervision, cmd.Intercept):
        assert stage.command(kind, agent=BOSS).refusal is R.WRONG_STATE
    assert (len(stage.events), stage.agent(BOSS)) == (told, before)


# ----------------------------------------------------------------------------------- help


def test_help_is_asked_for_and_comes(stage: Stage) -> None:
    call = stage.talking()
    stage.sit(BOSS, AT_ONCE, ready=False)
    assert stage.command(cmd.AskHelp, agent=BOSS, call_id=call).refusal is R.NOT_YOUR_CALL
    assert stage.command(cmd.AskHelp, agent="city:8001", call_id=call, note="angry").refusal is None
    stage.command(cmd.Supervise, agent=BOSS, call_id=call, mode=Mode.BARGE)
    stage.wait(0.3)
    assert [(e.agent, e.seat, e.open, e.note, e.by) for e in stage.told(ev.HelpChanged)] == [
        ("city:8001", "city-01", True, "angry", None),
        ("city:8001", "city-01", False, "angry", BOSS),
    ]


def test_help_asked_of_another_centre_too_is_told_there_to_its_end(stage: Stage) -> None:
    call = stage.talking()
    stage.command(cmd.AskHelp, agent="city:8001", call_id=call, note="a", also=("east", "city"))
    stage.command(cmd.AskHelp, agent="city:8001", call_id=call, note="b")
    stage.command(cmd.WithdrawHelp, agent="city:8001", call_id=call)
    assert [(e.tenant, e.open, e.note) for e in stage.told(ev.HelpChanged)] == [
        ("city", True, "a"),
        ("east", True, "a"),
        ("city", True, "b"),
        ("east", True, "b"),
        ("city", False, "b"),
        ("east", False, "b"),
    ]


@pytest.mark.parametrize("how", ["withdrawn", "over"])
def test_help_is_not_needed_any_more(stage: Stage, how: str) -> None:
    call = stage.talking()
    stage.command(cmd.AskHelp, agent="city:8001", call_id=call)
    if how == "withdrawn":
        stage.command(cmd.WithdrawHelp, agent="city:8001", call_id=call)
        stage.command(cmd.WithdrawHelp, agent="city:8001", call_id=call)
    else:
        stage.leave(call)
    assert [(e.open, e.by) for e in stage.told(ev.HelpChanged)] == [(True, None), (False, None)]


def asked_and_left_alone(stage: Stage, seconds: float) -> str:
    """east:8101 talks, asks for help, and ``seconds`` go by."""
    call = stage.talking(EAST_CITIZEN, "east:8101")
    assert stage.command(cmd.AskHelp, agent="east:8101", call_id=call, note="angry").refusal is None
    stage.wait(seconds)
    return call


def helps(stage: Stage) -> list[tuple[str, bool, bool]]:
    """Who was told, is it open, has it gone up."""
    return [(e.tenant, e.open, e.raised_at is not None) for e in stage.told(ev.HelpChanged)]


def test_help_that_nobody_takes_goes_up_to_the_city_with_an_alarm_until_the_talk_ends(stage: Stage) -> None:
    call = asked_and_left_alone(stage, 59.0)
    assert helps(stage) == [("east", True, False)]
    stage.wait(1.5)
    assert helps(stage) == [("east", True, False), ("east", True, True), ("city", True, True)]
    (alarm,) = stage.told(ev.AlarmRaised)
    assert (alarm.tenant, alarm.kind, alarm.subject, alarm.detail, alarm.about) == (
        "city", ev.AlarmKind.HELP_UNTAKEN, "east:8101", "angry", "east",
    )  # fmt: skip
    # it goes up once
    stage.wait(120.0)
    stage.command(cmd.AskHelp, agent="east:8101", call_id=call, note="worse")
    assert helps(stage)[3:] == [("east", True, True), ("city", True, True)]
    stage.leave(call)
    assert helps(stage)[5:] == [("east", False, True), ("city", False, True)]
    assert [(e.kind, e.subject) for e in stage.told(ev.AlarmCleared)] == [(ev.AlarmKind.HELP_UNTAKEN, "east:8101")]


def test_help_that_is_taken_or_withdrawn_in_time_does_not_go_up(stage: Stage) -> None:
    call = asked_and_left_alone(stage, 30.0)
    stage.command(cmd.WithdrawHelp, agent="east:8101", call_id=call)
    stage.wait(120.0)
    assert helps(stage) == [("east", True, False), ("east", False, False)]
    # asked anew it waits its time anew
    stage.command(cmd.AskHelp, agent="east:8101", call_id=call)
    stage.wait(50.0)
    assert stage.told(ev.AlarmRaised) == []
    stage.wait(11.0)
    assert len(stage.told(ev.AlarmRaised)) == 1


def test_help_waits_on_while_a_supervisor_listens_and_goes_up_when_they_leave_without_a_word(stage: Stage) -> None:
    call = asked_and_left_alone(stage, 30.0)
    stage.sit("east:8102", AT_ONCE, ready=False)
    stage.command(cmd.Supervise, agent="east:8102", call_id=call, mode=Mode.MONITOR)
    stage.wait(60.0)
    assert helps(stage) == [("east", True, False)]
    stage.command(cmd.StopSupervision, agent="east:8102")
    stage.wait(60.0)
    assert helps(stage)[-1] == ("city", True, True)


@pytest.mark.parametrize(("seconds", "raised"), [(0.0, 0), (15.0, 1)])
def test_help_goes_up_after_what_the_tenant_has_set(seconds: float, raised: int) -> None:
    plan = small_city()
    tenants = tuple(replace(each, help_seconds=seconds) for each in plan.tenants)
    stage = Stage(replace(plan, tenants=tenants))
    asked_and_left_alone(stage, 16.0)
    assert len(stage.told(ev.AlarmRaised)) == raised


# ------------------------------------------------------------------------------- in charge


def test_forced_out_after_the_call(stage: Stage) -> None:
    call = stage.talking()
    assert stage.command(cmd.ForceSignOut, by="boss", target="city:8001").refusal is None
    assert stage.agent("city:8001") == ("TALKING", None)
    assert stage.command(cmd.SetReady, agent="city:8001").refusal is None
    stage.leave(call)
    assert stage.agent("city:8001") == ("SIGNED_OUT", None)
    assert stage.told(ev.AgentChanged, state=ev.AgentState.SIGNED_OUT)[0].reason == "FORCED"
    assert stage.command(cmd.SignIn, agent="city:8001", seat="city-01", secret="s").refusal is None


def test_forced_out_at_once_the_citizen_is_first_again(stage: Stage) -> None:
    call = stage.talking()
    assert stage.command(cmd.ForceSignOut, by="boss", target="city:8001", at_once=True).refusal is None
    assert stage.agent("city:8001") == ("SIGNED_OUT", None)
    assert stage.state(call) == "QUEUED"
    stage.sit(BOSS)
    stage.wait(6.0)
    assert stage.state(call) == "TALKING"


def test_forced_not_ready(stage: Stage) -> None:
    stage.sit("city:8001")
    assert stage.command(cmd.ForceNotReady, by="boss", target="city:8001").refusal is None
    assert stage.agent("city:8001") == ("NOT_READY", "FORCED")
    stage.command(cmd.SetReady, agent="city:8001")
    call = stage.call()
    stage.wait(6.0)
    stage.command(cmd.ForceNotReady, by="boss", target="city:8001")
    assert stage.state(call) == "TALKING"
    stage.command(cmd.ForceNotReady, by="boss", target="city:8001", at_once=True)
    assert (stage.agent("city:8001"), stage.state(call)) == (("NOT_READY", "FORCED"), "QUEUED")
    unknown = [stage.command(cmd.ForceNotReady, by="b", target=key).refusal for key in ("x", "city:8002")]
    assert unknown == [R.UNKNOWN_AGENT, R.NOT_SIGNED_IN]


def test_recording_by_order_begins_in_the_middle_and_overrides_the_queue() -> None:
    plan = small_city()
    stage = Stage(replace(plan, queues=tuple(replace(queue, record=False) for queue in plan.queues)))
    call = stage.talking()
    assert stage.exchange.recordings == {}
    assert stage.command(cmd.OrderRecording, by="boss", target="city:8001", on=True).refusal is None
    assert list(stage.exchange.recordings) == [f"{call}.r1"]
    stage.leave(call)
    stage.command(cmd.OrderRecording, by="boss", target="city:8001", on=False)
    stage.command(cmd.SetReady, agent="city:8001")
    stage.call()
    stage.wait(6.0)
    assert stage.exchange.recordings == {}
    assert stage.command(cmd.OrderRecording, by="boss", target="x", on=True).refusal is R.UNKNOWN_AGENT


def test_commands_to_any_channel(stage: Stage) -> None:
    call = stage.talking()
    far, near = stage.far(call), f"{call}.a1"
    # move: the agent is out, the citizen waits in the other queue
    assert stage.command(cmd.MoveCall, by="boss", call_id=call, queue="nowhere").refusal is R.TARGET_UNAVAILABLE
    assert stage.command(cmd.MoveCall, by="boss", call_id=call, queue="east.general").refusal is None
    assert (stage.state(call), stage.agent("city:8001")[0]) == ("QUEUED", "WRAP_UP")
    assert stage.machine.live_queues()["east.general"]["waiting"] == 1
    assert near not in stage.exchange.legs
    # prompts
    stage.wait(1.0)
    assert stage.command(cmd.PlayToCall, by="boss", call_id=call, prompts=("please-wait",)).refusal is None
    assert stage.heard(far) == {"please-wait"}
    stage.wait(1.0)
    assert stage.heard(far) == {"music"}
    # a leg, then all
    assert stage.command(cmd.CutCall, by="boss", call_id=call, leg="none").refusal is R.UNKNOWN_CALL
    assert stage.command(cmd.CutCall, by="boss", call_id=call).refusal is None
    assert {e.reason for e in stage.told(ev.CallEnded)} == {ev.EndReason.SUPERVISOR_ENDED}
    assert [(e.order, e.detail) for e in stage.told(ev.CallCommanded)] == [
        ("MOVED", "east.general"), ("PROMPT", "please-wait"), ("CUT", ""),
    ]  # fmt: skip
    nothing_left(stage)


def test_cutting_one_leg_means_what_a_hang_up_means(stage: Stage) -> None:
    call = stage.talking()
    stage.command(cmd.CutCall, by="boss", call_id=call, leg=f"{call}.a1")
    assert [e.reason for e in stage.told(ev.CallEnded)] == [ev.EndReason.AGENT_HUNG_UP]
    assert stage.command(cmd.CutCall, by="boss", call_id=call).refusal is R.UNKNOWN_CALL
    nothing_left(stage)


def test_an_offered_call_is_moved_and_keeps_its_turn(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    call = stage.call()
    assert stage.state(call) == "OFFERED"
    stage.command(cmd.MoveCall, by="boss", call_id=call, queue="east.general")
    assert (stage.state(call), stage.agent("city:8001")[0]) == ("QUEUED", "READY")
    assert [o.outcome for o in stage.told(ev.OfferEnded)] == [ev.OfferOutcome.CALLER_LEFT]


def test_what_stands_ordered_is_told_once_for_each_order(stage: Stage) -> None:
    stage.talking()
    stage.command(cmd.OrderRecording, by="boss", target="city:8001", on=True)
    stage.command(cmd.OrderRecording, by="boss", target="city-01", on=True)
    stage.command(cmd.ForceSignOut, by="boss", target="city:8001")
    stage.command(cmd.OrderRecording, by="boss", target="city:8001", on=False)
    assert [(e.tenant, e.agent, e.recorded, e.dismissed, e.by) for e in stage.told(ev.AgentMarked)] == [
        ("city", "city:8001", True, False, "boss"),
        ("city", "city-01", True, False, "boss"),
        ("city", "city:8001", True, True, "boss"),
        ("city", "city:8001", False, True, ""),
    ]
