"""A call through a real Asterisk: arriving, sounds to it, digits from it, talking, ending. Audio is proven by tones."""

import pytest

from telephony.contracts.gateway import (
    AnswerLeg,
    DialNumber,
    DigitReceived,
    DropBridge,
    HangUpLeg,
    JoinBridge,
    LeaveBridge,
    LegAnswered,
    LegArrived,
    LegGone,
    LegRinging,
    MuteLeg,
    Play,
    PlaybackEnded,
    PlayDigits,
    RingLeg,
    StartMusic,
    StopMusic,
    StopPlay,
)
from telephony.sipphone import SipPhone, Tone
from tests.engine.rig import (
    AGENT,
    AGENT_NUMBER,
    ALL_BUSY,
    CALLER,
    DIGIT_EIGHT,
    DIGIT_ONE,
    MUSIC,
    OTHER,
    WELCOME,
    Rig,
)


async def test_given_a_call_when_it_arrives_then_caller_and_called_are_told_as_sent(rig: Rig) -> None:
    phone = await rig.phone("013800000001")
    await phone.call("12345")
    arrived = await rig.expect(LegArrived)
    assert (arrived.caller_raw, arrived.called, arrived.web_line) == ("013800000001", "12345", None)


@pytest.mark.parametrize("called", ["0", "99999999", "+8612345"])
async def test_given_an_unknown_called_number_when_dialled_then_the_engine_is_asked_all_the_same(
    rig: Rig, called: str
) -> None:
    _, leg = await rig.caller(to=called)
    await rig.order(HangUpLeg, leg=leg, cause=1)
    assert (await rig.expect(LegGone, leg=leg)).cause == 1


async def test_given_an_arrived_leg_when_rung_and_answered_then_the_caller_sees_both(rig: Rig) -> None:
    call, leg = await rig.caller()
    assert not call.ringing.is_set()
    await rig.order(RingLeg, leg=leg)
    await call.ringing.wait()
    assert not call.answered.is_set()
    await rig.order(AnswerLeg, leg=leg)
    await call.answered.wait()


async def test_given_prompts_when_played_then_each_is_heard_in_turn_and_the_end_told_once(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.orders(
        (AnswerLeg, {"leg": leg}),
        (Play, {"leg": leg, "playback": "p1", "prompts": ("agent-number", "digits:81", "welcome"), "language": "zh"}),
    )
    for hz in (AGENT_NUMBER, DIGIT_EIGHT, DIGIT_ONE, WELCOME):
        await call.hears(hz)
    await rig.expect(PlaybackEnded, leg=leg, playback="p1")
    assert len(rig.of(PlaybackEnded)) == 1


async def test_given_a_list_of_prompts_when_stopped_then_the_rest_is_not_played(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.orders(
        (AnswerLeg, {"leg": leg}),
        (Play, {"leg": leg, "playback": "p1", "prompts": ("welcome", "all-busy", "all-busy"), "language": "en"}),
    )
    await call.hears(WELCOME)
    await rig.order(StopPlay, playback="p1")
    await rig.expect(PlaybackEnded, playback="p1")
    await call.hears()


async def test_given_a_prompt_that_does_not_exist_when_played_then_its_end_is_told(rig: Rig) -> None:
    _, leg = await rig.caller()
    await rig.orders(
        (AnswerLeg, {"leg": leg}),
        (Play, {"leg": leg, "playback": "p1", "prompts": ("no-such-prompt",), "language": "zh"}),
    )
    await rig.expect(PlaybackEnded, leg=leg, playback="p1")


async def test_given_no_prompts_when_played_then_the_end_is_told_at_once(rig: Rig) -> None:
    _, leg = await rig.caller()
    await rig.order(Play, leg=leg, playback="p0", prompts=(), language="zh")
    await rig.expect(PlaybackEnded, leg=leg, playback="p0")


async def test_given_music_when_a_notice_is_played_then_the_music_comes_back_until_stopped(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.orders((AnswerLeg, {"leg": leg}), (StartMusic, {"leg": leg}))
    await call.hears(MUSIC)
    await rig.order(Play, leg=leg, playback="p1", prompts=("all-busy",), language="zh")
    await call.hears(ALL_BUSY)
    await rig.expect(PlaybackEnded, playback="p1")
    await call.hears(MUSIC)
    await rig.order(StopMusic, leg=leg)
    await call.hears()


async def test_given_a_caller_when_keys_are_pressed_then_each_digit_is_told_once(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.order(AnswerLeg, leg=leg)
    await call.answered.wait()
    call.press("20#*9")
    await rig.expect(DigitReceived, leg=leg, digit="9")
    assert [event.digit for event in rig.of(DigitReceived)] == ["2", "0", "#", "*", "9"]


async def test_given_two_legs_when_joined_then_they_hear_each_other_and_digits_pass_and_are_told(rig: Rig) -> None:
    call, leg, agent, agent_leg = await rig.talk()
    call.press("5")
    await rig.expect(DigitReceived, leg=leg, digit="5")
    await agent.audio.digits_heard("5", 3)
    agent.press("7")
    await rig.expect(DigitReceived, leg=agent_leg, digit="7")
    await call.audio.digits_heard("7", 3)
    assert [event.digit for event in rig.of(DigitReceived)] == ["5", "7"]
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_a_prompt_being_played_when_the_leg_is_joined_then_talk_begins_at_once(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.order(AnswerLeg, leg=leg)
    seat = await rig.seat("east-01")
    await rig.dial_seat("call-1.a1", "east-01")
    await rig.expect(LegAnswered, leg="call-1.a1")
    agent = await seat.incoming.get()
    await rig.order(Play, leg=leg, playback="long", prompts=("welcome",) * 20, language="zh")
    await call.hears(WELCOME)
    await rig.order(JoinBridge, bridge="call-1.b", legs=(leg, "call-1.a1"))
    await call.hears(AGENT, within=3)
    await agent.hears(CALLER)
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_a_caller_on_music_when_joined_then_the_music_ends(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.orders((AnswerLeg, {"leg": leg}), (StartMusic, {"leg": leg}))
    await call.hears(MUSIC)
    seat = await rig.seat("east-01")
    await rig.dial_seat("call-1.a1", "east-01")
    await rig.expect(LegAnswered, leg="call-1.a1")
    agent = await seat.incoming.get()
    await rig.order(JoinBridge, bridge="call-1.b", legs=(leg, "call-1.a1"))
    await call.hears(AGENT)
    await agent.hears(CALLER)
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_talk_when_a_leg_is_muted_then_only_it_is_not_heard(rig: Rig) -> None:
    call, _, agent, agent_leg = await rig.talk()
    await rig.order(MuteLeg, leg=agent_leg, muted=True)
    await call.hears()
    await agent.hears(CALLER)
    await rig.order(MuteLeg, leg=agent_leg, muted=False)
    await call.hears(AGENT)
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_talk_when_held_then_the_caller_hears_music_and_the_agent_nothing(rig: Rig) -> None:
    call, leg, agent, _ = await rig.talk()
    await rig.orders((MuteLeg, {"leg": leg, "muted": True}), (StartMusic, {"leg": leg}))
    await call.hears(MUSIC)
    await agent.hears()
    await rig.orders((StopMusic, {"leg": leg}), (MuteLeg, {"leg": leg, "muted": False}))
    await call.hears(AGENT)
    await agent.hears(CALLER)
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_talk_when_digits_are_sent_to_a_leg_then_its_telephone_gets_them(rig: Rig) -> None:
    call, leg, _, _ = await rig.talk()
    await rig.order(PlayDigits, leg=leg, digits="159#")
    await call.audio.digits_heard("159#", 5)
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_talk_when_a_third_leg_joins_then_all_hear_all_and_a_leg_can_leave(rig: Rig) -> None:
    call, leg, agent, _ = await rig.talk()
    other_seat = await rig.seat("city-01", OTHER)
    await rig.dial_seat("call-1.c1", "city-01")
    await rig.expect(LegAnswered, leg="call-1.c1")
    other = await other_seat.incoming.get()
    await rig.order(JoinBridge, bridge="call-1.b", legs=("call-1.c1",))
    await call.hears(AGENT, OTHER)
    await agent.hears(CALLER, OTHER)
    await other.hears(CALLER, AGENT)
    await rig.order(LeaveBridge, bridge="call-1.b", leg="call-1.a1")
    await call.hears(OTHER)
    await agent.hears()
    await rig.orders((JoinBridge, {"bridge": "call-1.cb1", "legs": ("call-1.a1", leg)}))
    await agent.hears(CALLER)
    await other.hears()
    await rig.orders((DropBridge, {"bridge": "call-1.b"}), (DropBridge, {"bridge": "call-1.cb1"}))


async def test_given_talk_when_the_bridge_is_dropped_then_both_legs_stay_up(rig: Rig) -> None:
    call, leg, agent, agent_leg = await rig.talk()
    await rig.order(DropBridge, bridge="call-1.b")
    await call.hears()
    await rig.order(JoinBridge, bridge="call-1.b2", legs=(leg, agent_leg))
    await call.hears(AGENT)
    await agent.hears(CALLER)
    await rig.order(DropBridge, bridge="call-1.b2")


async def test_given_a_caller_who_hangs_up_then_the_leg_is_gone_with_normal_clearing(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.order(AnswerLeg, leg=leg)
    await call.answered.wait()
    call.hang_up()
    gone = await rig.expect(LegGone, leg=leg)
    assert (gone.cause, gone.media_lost) == (16, False)


async def test_given_a_caller_who_gives_up_before_the_answer_then_the_leg_is_gone(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.order(RingLeg, leg=leg)
    await call.ringing.wait()
    call.hang_up()
    assert (await rig.expect(LegGone, leg=leg)).cause == 16
    await call.ended.wait()


async def test_given_an_order_to_hang_up_then_the_caller_is_told_the_cause(rig: Rig) -> None:
    call, leg = await rig.caller()
    await rig.order(HangUpLeg, leg=leg, cause=21)
    await call.ended.wait()
    assert call.status == 403
    assert (await rig.expect(LegGone, leg=leg)).cause == 21


async def test_given_orders_about_what_is_gone_when_executed_then_nothing_breaks(rig: Rig) -> None:
    await rig.orders(
        (HangUpLeg, {"leg": "nobody"}),
        (JoinBridge, {"bridge": "b9", "legs": ("nobody",)}),
        (LeaveBridge, {"bridge": "b8", "leg": "nobody"}),
        (DropBridge, {"bridge": "b9"}),
        (StopPlay, {"playback": "none"}),
        (MuteLeg, {"leg": "nobody", "muted": True}),
        (StopMusic, {"leg": "nobody"}),
        (PlayDigits, {"leg": "nobody", "digits": "1"}),
    )
    call, leg = await rig.caller()
    await rig.order(AnswerLeg, leg=leg)
    await call.answered.wait()
    assert rig.of(LegGone) == []


async def test_given_a_number_when_dialled_then_the_trunk_is_called_with_our_number(rig: Rig) -> None:
    outside = await SipPhone.open(
        "outside", rig.asterisk.server, port=rig.asterisk.outside_port, sound=lambda: Tone(OTHER)
    )
    rig.phones.append(outside)
    await rig.order(
        DialNumber, leg="out-1.o1", call_id="out-1", number="13900000002", caller_id="12345", ring_seconds=20.0
    )
    await rig.expect(LegRinging, leg="out-1.o1")
    ringing = await outside.incoming.get()
    assert ringing.invite.uri.startswith("sip:13900000002@")
    assert ringing.invite.address("from").startswith("sip:12345@")
    ringing.answer()
    await rig.expect(LegAnswered, leg="out-1.o1")
    ringing.hang_up()
    assert (await rig.expect(LegGone, leg="out-1.o1")).cause == 16
