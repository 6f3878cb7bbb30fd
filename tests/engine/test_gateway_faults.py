"""What goes wrong around a real Asterisk: the engine leaves and comes back, Asterisk dies or hangs, strangers call,
rubbish arrives."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator

import pytest

from telephony.adapters.asterisk import AsteriskGateway
from telephony.contracts.gateway import (
    TRACKS,
    AnswerLeg,
    DropBridge,
    GatewayBack,
    GatewayLost,
    HangUpLeg,
    LegArrived,
    LegGone,
    Play,
    PlaybackEnded,
    RecordConversation,
    RecordingEnded,
    RecordMessage,
    SeatReachable,
    SetSeatAccount,
    StartMusic,
    StopRecording,
)
from telephony.sipphone import Tone
from tests.engine.conftest import MakeProcess
from tests.engine.rig import AGENT, BEEP, CALLER, MUSIC, SYSTEM_ERROR, Rig


@pytest.fixture
async def own(make_process: MakeProcess) -> AsyncIterator[Rig]:
    """An Asterisk that the test may kill."""
    process = make_process()
    rig = Rig(process, AsteriskGateway(process.settings()))
    yield rig
    await rig.close()
    process.stop()


async def test_given_a_new_asterisk_when_connected_then_it_is_empty_and_new_and_only_the_first_time(own: Rig) -> None:
    first = await own.connect()
    assert (first.legs, first.bridges, first.recordings, first.reachable_seats) == ((), (), (), ())
    assert first.restarted
    await own.disconnect()
    again = Rig(own.asterisk, AsteriskGateway(own.asterisk.settings()))
    assert not (await again.connect()).restarted
    await again.close()


async def test_given_an_asterisk_that_answers_and_tells_nothing_then_it_is_lost_and_back_with_all_that_is_up(
    own: Rig,
) -> None:
    own.adapter = AsteriskGateway(own.asterisk.settings(ping_every=0.1, ping_within=0.5))
    await own.connect()
    call, leg = await own.caller()
    await own.order(AnswerLeg, leg=leg)
    await call.answered.wait()
    # when: as if another connection of ours had put the application to sleep
    nothing = {"allowed": [{"type": "RESTResponse"}]}
    await asyncio.to_thread(own.asterisk.ask, "applications/hotline/eventFilter", nothing)
    # then
    assert not (await own.expect(GatewayLost)).gone
    back = await own.expect(GatewayBack)
    assert ([each.leg for each in back.legs], back.restarted) == ([leg], False)
    call.hang_up()
    await own.expect(LegGone, leg=leg)


async def test_given_calls_when_another_engine_process_takes_over_then_nothing_is_cut_and_all_is_told(rig: Rig) -> None:
    call, leg, agent, agent_leg = await rig.talk()
    await rig.order(RecordConversation, leg=leg, name="call-1.r1")
    for track in TRACKS:
        await rig.until(f"recordings/live/call-1.r1.{track}", lambda live: live.get("state") == "recording")
    waiting, waiting_leg = await rig.caller("13800000002", to="12340")
    await rig.orders((AnswerLeg, {"leg": waiting_leg}), (StartMusic, {"leg": waiting_leg}))
    await waiting.hears(MUSIC)
    leaving, leaving_leg = await rig.caller("13800000003", to="12340")
    await rig.orders(
        (AnswerLeg, {"leg": leaving_leg}),
        (RecordMessage, {"leg": leaving_leg, "name": "call-3.r1", "max_seconds": 60.0}),
    )
    await leaving.hears(BEEP, seconds=0.2)
    await leaving.hears(seconds=0.6)
    ringing = await rig.seat("city-01", answer_after=None)
    await rig.dial_seat("call-2.a1", "city-01")
    await ringing.incoming.get()

    await rig.disconnect()
    await call.hears(AGENT)
    await agent.hears(CALLER)
    await waiting.hears(MUSIC)
    rig.adapter = AsteriskGateway(rig.asterisk.settings())
    back = await rig.connect()

    legs = {each.leg: each for each in back.legs}
    assert legs.keys() == {leg, agent_leg, waiting_leg, leaving_leg, "call-2.a1"}
    assert [(each.inbound, each.answered) for each in (legs[leg], legs[agent_leg], legs["call-2.a1"])] == [
        (True, True),
        (False, True),
        (False, False),
    ]
    assert (legs[waiting_leg].caller_raw, legs[waiting_leg].called) == ("13800000002", "12340")
    assert abs(legs[waiting_leg].created_at - back.at) < 60
    assert [(bridge, set(inside)) for bridge, inside in back.bridges] == [("call-1.b", {leg, agent_leg})]
    assert back.recordings == ("call-1.r1", "call-3.r1")
    assert set(back.reachable_seats) == {"east-01", "city-01"}
    assert not back.restarted

    await rig.order(StopRecording, name="call-1.r1")
    assert not (await rig.expect(RecordingEnded, name="call-1.r1")).failed
    await rig.order(StopRecording, name="call-3.r1")
    assert not (await rig.expect(RecordingEnded, name="call-3.r1")).failed
    agent.hang_up()
    await rig.expect(LegGone, leg=agent_leg)
    await rig.order(HangUpLeg, leg="call-2.a1", cause=26)
    assert (await rig.expect(LegGone, leg="call-2.a1")).cause == 26
    waiting.hang_up()
    await rig.expect(LegGone, leg=waiting_leg)
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_no_engine_when_someone_calls_then_they_ring_and_are_taken_once_it_is_back(rig: Rig) -> None:
    await rig.disconnect()
    phone = await rig.phone("13800000001", sound=lambda: Tone(CALLER))
    call = await phone.call("12345")
    await call.ringing.wait()
    rig.adapter = AsteriskGateway(rig.asterisk.settings())
    await rig.connect()
    arrived = await rig.expect(LegArrived)
    await rig.order(AnswerLeg, leg=arrived.leg)
    await call.answered.wait()


async def test_given_no_engine_for_long_when_someone_calls_then_an_apology_is_heard(rig: Rig) -> None:
    await rig.disconnect()
    phone = await rig.phone("13800000001")
    call = await phone.call("12345")
    await call.hears(SYSTEM_ERROR, within=10)
    await call.ended.wait()
    rig.adapter = AsteriskGateway(rig.asterisk.settings())
    await rig.connect()


async def test_given_talk_when_asterisk_is_killed_then_its_loss_and_its_return_as_a_new_one_are_told(own: Rig) -> None:
    await own.connect()
    await own.talk()
    own.asterisk.kill()
    await own.expect(GatewayLost)
    await own.order(Play, leg="any", playback="p1", prompts=("welcome",), language="zh")
    await own.expect(PlaybackEnded, playback="p1")
    await own.dial_seat("call-9.a1", "east-01")
    assert (await own.expect(LegGone, leg="call-9.a1")).cause == 38
    await own.order(RecordConversation, leg="any", name="call-9.r1")
    assert (await own.expect(RecordingEnded, name="call-9.r1")).failed
    own.asterisk.start()
    back = await own.expect(GatewayBack)
    assert (back.legs, back.bridges, back.restarted) == ((), (), True)


async def test_given_a_registered_seat_when_asterisk_restarts_then_its_account_makes_it_reachable_again(
    own: Rig,
) -> None:
    await own.connect()
    phone = await own.seat("east-01")
    own.asterisk.stop()
    own.asterisk.start()
    await own.expect(GatewayLost)
    await own.expect(GatewayBack)
    await own.order(SetSeatAccount, seat="east-01", secret=phone.password)
    await own.expect(SeatReachable, seat="east-01", reachable=True)
    await own.dial_seat("call-1.a1", "east-01")
    assert (await phone.incoming.get()).invite.get("x-hotline-call-id") == "call-1"


async def test_given_an_asterisk_that_hangs_when_it_does_not_answer_then_its_loss_is_told(own: Rig) -> None:
    own.adapter = AsteriskGateway(own.asterisk.settings(ping_every=0.3, ping_within=0.5))
    await own.connect()
    assert own.asterisk.process is not None
    os.kill(own.asterisk.process.pid, signal.SIGSTOP)
    try:
        await own.expect(GatewayLost)
    finally:
        os.kill(own.asterisk.process.pid, signal.SIGCONT)
    assert not (await own.expect(GatewayBack)).restarted


async def test_given_a_second_engine_when_it_connects_then_the_first_knows_that_it_is_replaced(rig: Rig) -> None:
    second = Rig(rig.asterisk, AsteriskGateway(rig.asterisk.settings()))
    await second.connect()
    await rig.expect(GatewayLost)
    await rig.disconnect()
    await second.close()
    rig.adapter = AsteriskGateway(rig.asterisk.settings())
    await rig.connect()


async def test_given_a_stranger_when_calling_then_the_call_is_refused_and_logged(rig: Rig) -> None:
    phone = await rig.phone("13800000001", host="127.0.0.9")
    call = await phone.call("12345")
    await call.ended.wait()
    assert call.status == 401
    assert rig.of(LegArrived) == []
    line = await rig.logged("No matching endpoint found")
    assert "127.0.0.9" in line


RUBBISH = [
    b"\x00" * 400,
    b"INVITE\r\n\r\n",
    b"INVITE sip:12345@127.0.0.1 SIP/2.0\r\n\r\n",
    b"INVITE sip:12345@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r\nFrom: <sip:1@x>;tag=1\r\n"
    b"To: <sip:12345@x>\r\nCall-ID: bad\r\nCSeq: 99999999999999999999 INVITE\r\nContent-Length: -5\r\n\r\n",
    b"INVITE sip:%00%ff@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bKy\r\n"
    b"From: <sip:%ff@x>;tag=1\r\nTo: <sip:1@x>\r\nCall-ID: bad2\r\nCSeq: 1 INVITE\r\nContact: <sip:1@127.0.0.1:9>\r\n"
    b"Content-Type: application/sdp\r\nContent-Length: 20\r\n\r\nv=0\r\nm=audio zero RTP",
    b"BYE sip:12345@127.0.0.1 SIP/2.0\r\n" + b"X: " + b"y" * 8000 + b"\r\n\r\n",
    b"\xff\xfe REGISTER " * 100,
]


async def test_given_talk_when_malformed_sip_arrives_then_the_call_goes_on_and_new_ones_come(rig: Rig) -> None:
    call, _, agent, _ = await rig.talk()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for piece in RUBBISH:
            sender.sendto(piece, rig.asterisk.server)
    with socket.create_connection(rig.asterisk.server) as stream:
        stream.sendall(b"".join(RUBBISH))
    await call.hears(AGENT, seconds=1.0)
    await agent.hears(CALLER, seconds=1.0)
    other, leg = await rig.caller("13800000002")
    await rig.order(AnswerLeg, leg=leg)
    await other.answered.wait()
    assert not call.ended.is_set()
    await rig.order(DropBridge, bridge="call-1.b")


async def test_given_many_engines_lost_under_load_then_asterisk_goes_on_serving(rig: Rig) -> None:
    for round_ in range(10):
        callers = [await (await rig.phone(f"1380000{round_:02}{n:02}")).call("12345") for n in range(4)]
        await asyncio.gather(*(call.trying.wait() for call in callers))
        seat = await rig.seat("east-01") if round_ == 0 else None
        await rig.disconnect()
        rig.adapter = AsteriskGateway(rig.asterisk.settings())
        await rig.connect()
        for call in callers:
            call.hang_up()
        assert seat is None or seat.port
    await rig.caller("13800000009")
