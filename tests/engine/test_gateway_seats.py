"""Seats at a real Asterisk: accounts that come and go, registrations, ringing, and how a ring can end."""

import pytest

from telephony.contracts.gateway import (
    DialSeat,
    DropBridge,
    HangUpLeg,
    LegAnswered,
    LegArrived,
    LegGone,
    LegRinging,
    SeatReachable,
    SetSeatAccount,
    SetWebLine,
)
from telephony.sipphone import RegistrationRefused
from tests.engine.rig import Rig


async def test_given_a_new_account_when_its_telephone_registers_then_the_seat_is_reachable_until_it_leaves(
    rig: Rig,
) -> None:
    phone = await rig.seat("east-01")
    await phone.register(seconds=0)
    await rig.expect(SeatReachable, seat="east-01", reachable=False)
    await phone.register()
    await rig.expect(SeatReachable, seat="east-01", reachable=True)
    assert [event.reachable for event in rig.of(SeatReachable)] == [True, False, True]


async def test_given_a_reachable_seat_when_its_account_is_taken_then_it_is_unreachable_and_cannot_register(
    rig: Rig,
) -> None:
    phone = await rig.seat("east-01")
    await rig.order(SetSeatAccount, seat="east-01", secret=None)
    await rig.expect(SeatReachable, seat="east-01", reachable=False)
    await rig.until_known("east-01", known=False)
    with pytest.raises(RegistrationRefused):
        await phone.register()


async def test_given_a_new_secret_when_the_old_one_is_used_then_registration_is_refused(rig: Rig) -> None:
    phone = await rig.seat("east-01")
    await rig.order(SetSeatAccount, seat="east-01", secret="another")
    await rig.until(
        "asterisk/config/dynamic/res_pjsip/auth/east-01",
        lambda fields: {"attribute": "password", "value": "another"} in fields,
    )
    with pytest.raises(RegistrationRefused):
        await phone.register()
    phone.password = "another"
    await phone.register()


async def test_given_an_account_taken_and_given_again_when_registered_then_it_is_told_again(rig: Rig) -> None:
    phone = await rig.seat("east-01")
    await phone.register(seconds=0)
    await rig.expect(SeatReachable, reachable=False)
    await rig.order(SetSeatAccount, seat="east-01", secret=None)
    await rig.until_known("east-01", known=False)
    await rig.order(SetSeatAccount, seat="east-01", secret=phone.password)
    await rig.until_known("east-01")
    await phone.register()
    await rig.expect(SeatReachable, seat="east-01", reachable=True)


async def test_given_a_seat_when_dialled_then_the_invite_carries_the_call_and_the_caller(rig: Rig) -> None:
    seat = await rig.seat("east-01", answer_after=None)
    await rig.dial_seat("call-7.a1", "east-01", call_id="call-7", caller_id="13800000001")
    await rig.expect(LegRinging, leg="call-7.a1")
    ringing = await seat.incoming.get()
    assert ringing.invite.get("x-hotline-call-id") == "call-7"
    assert ringing.invite.get("x-hotline-auto-answer") == ""
    assert ringing.invite.address("from").startswith("sip:13800000001@")
    ringing.answer()
    await rig.expect(LegAnswered, leg="call-7.a1")
    assert (len(rig.of(LegRinging)), len(rig.of(LegAnswered))) == (1, 1)
    ringing.hang_up()
    gone = await rig.expect(LegGone, leg="call-7.a1")
    assert (gone.cause, gone.media_lost) == (16, False)
    assert len(rig.of(LegGone)) == 1


async def test_given_auto_answer_when_dialled_then_the_invite_says_so(rig: Rig) -> None:
    seat = await rig.seat("east-01")
    await rig.dial_seat("call-1.a1", "east-01", auto_answer=True)
    invite = (await seat.incoming.get()).invite
    assert invite.get("x-hotline-auto-answer") == "1"
    assert invite.get("call-info") == "<sip:hotline>;answer-after=0"  # for SIP telephones
    assert invite.get("alert-info").endswith(";info=alert-autoanswer")
    await rig.expect(LegAnswered)


@pytest.mark.parametrize(("status", "cause"), [(486, 17), (603, 21), (480, 19)])
async def test_given_a_seat_that_refuses_when_dialled_then_the_cause_is_told(rig: Rig, status: int, cause: int) -> None:
    seat = await rig.seat("east-01", answer_after=None)
    seat.reject_with = status
    await rig.dial_seat("call-1.a1", "east-01")
    assert (await rig.expect(LegGone, leg="call-1.a1")).cause == cause


async def test_given_a_seat_that_does_not_answer_when_the_ring_time_is_over_then_no_answer_is_told(rig: Rig) -> None:
    seat = await rig.seat("east-01", answer_after=None)
    await rig.dial_seat("call-1.a1", "east-01", ring_seconds=1.0)
    ringing = await seat.incoming.get()
    assert (await rig.expect(LegGone, leg="call-1.a1")).cause == 19
    await ringing.ended.wait()


async def test_given_a_ringing_seat_when_hung_up_then_the_telephone_stops_and_our_cause_comes_back(rig: Rig) -> None:
    seat = await rig.seat("east-01", answer_after=None)
    await rig.dial_seat("call-1.a1", "east-01")
    ringing = await seat.incoming.get()
    await rig.expect(LegRinging)
    await rig.order(HangUpLeg, leg="call-1.a1", cause=26)
    await ringing.ended.wait()
    assert (await rig.expect(LegGone, leg="call-1.a1")).cause == 26


@pytest.mark.parametrize("registered", [False, True])
async def test_given_no_telephone_at_the_seat_when_dialled_then_subscriber_absent_is_told(
    rig: Rig, registered: bool
) -> None:
    if registered:
        phone = await rig.seat("east-01")
        await phone.register(seconds=0)
        await rig.expect(SeatReachable, reachable=False)
    await rig.dial_seat("call-1.a1", "east-01")
    assert (await rig.expect(LegGone, leg="call-1.a1")).cause == 20


async def test_given_dialling_and_hanging_up_in_one_breath_then_the_leg_is_gone_once(rig: Rig) -> None:
    await rig.seat("east-01", answer_after=None)
    dial = {"leg": "call-1.a1", "call_id": "call-1", "seat": "east-01", "caller_id": "1", "ring_seconds": 20.0}
    await rig.orders((DialSeat, dial), (HangUpLeg, {"leg": "call-1.a1", "cause": 16}))
    await rig.expect(LegGone, leg="call-1.a1")
    assert len(rig.of(LegGone)) == 1


async def test_given_an_agent_whose_audio_stops_when_the_limit_is_over_then_media_lost_is_told(rig: Rig) -> None:
    call, _, agent, agent_leg = await rig.talk()
    agent.audio.stop_sending()
    gone = await rig.expect(LegGone, leg=agent_leg, within=15)
    assert (gone.cause, gone.media_lost) == (44, True)
    assert not call.ended.is_set()
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_a_seat_when_it_dials_by_itself_then_it_is_refused_and_the_engine_hears_nothing(rig: Rig) -> None:
    phone = await rig.seat("east-01")
    call = await phone.call("12345")
    await call.ended.wait()
    assert call.status == 403
    assert rig.of(LegArrived) == []


async def test_given_a_web_line_when_its_account_is_made_then_it_is_there_until_taken(rig: Rig) -> None:
    await rig.order(SetWebLine, line="web-abcd", secret="pw")
    await rig.until_known("web-abcd")
    fields = await rig.ask("asterisk/config/dynamic/res_pjsip/endpoint/web-abcd")
    values = {each["attribute"]: each["value"] for each in fields}
    assert (values["webrtc"], values["context"], values["rtp_timeout"]) == ("yes", "from-web", "8")
    await rig.order(SetWebLine, line="web-abcd", secret=None)
    await rig.until_known("web-abcd", known=False)
    assert rig.of(SeatReachable) == []
