"""Trunks and telephones by TLS with encrypted audio at a real Asterisk: talk both ways, and what is refused."""

import asyncio
import hashlib
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hotline.main.launch import authority
from telephony.adapters.asterisk import AsteriskGateway, SeatProfile, accounts, trunks
from telephony.contracts import gateway as told
from telephony.contracts.gateway import AnswerLeg, DialNumber, JoinBridge, LegAnswered, LegArrived, LegGone
from telephony.contracts.plan import MediaSafety, PhonePlan, SipTransport, TrunkPlan
from telephony.sipphone import PhoneCall, RegistrationRefused, SipPhone, Tone
from telephony.sipphone.message import SipMessage, build, digest_answer, token
from tests.engine.rig import AGENT, CALLER, KEY, MUSIC, OTHER, AsteriskProcess, Rig

CARRIER, CARRIER_HOST = "carrier", "127.0.0.3"
NUMBER = "13900000009"
STRANGER = "127.0.0.9"
"""No trunk's address."""


def trusting(asterisk: AsteriskProcess) -> ssl.SSLContext:
    """A telephone that trusts the gateway's authority."""
    return ssl.create_default_context(cafile=str(asterisk.folder / "tls" / "ca.pem"))


def serving(tls: authority.Tls) -> ssl.SSLContext:
    """A carrier with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls.cert, tls.key)
    return context


def known(asterisk: AsteriskProcess) -> authority.Tls:
    """A certificate of the authority that the gateway trusts."""
    return authority.ensure(asterisk.folder / "tls", ["localhost", "127.0.0.1"])


@asynccontextmanager
async def trunk(rig: Rig, port: int, **settings: Any) -> AsyncIterator[None]:
    """The gateway has a trunk to the carrier as long as this lasts."""
    usual: dict[str, Any] = {"transport": SipTransport.TLS, "media": MediaSafety.REQUIRED}
    plan = TrunkPlan(CARRIER, "127.0.0.1", port, (f"{CARRIER_HOST}/32",), **usual | settings)
    await rig.order(told.SetTrunk, key=CARRIER, trunk=plan)
    await rig.until_known(f"trunk.{CARRIER}")
    try:
        yield
    finally:
        await rig.order(told.SetTrunk, key=CARRIER, trunk=None)
        await rig.until(f"asterisk/config/dynamic/res_pjsip/identify/trunk.{CARRIER}", lambda found: not found)


async def carrier(rig: Rig, tls: authority.Tls, **at: Any) -> SipPhone:
    """Takes the gateway's calls by TLS."""
    phone = await SipPhone.open(
        "carrier", rig.asterisk.secure_server, sound=lambda: Tone(OTHER), serving=serving(tls), srtp=True, **at
    )
    rig.phones.append(phone)
    return phone


async def dialled(rig: Rig) -> None:
    await rig.order(
        DialNumber,
        leg="call-1.o1",
        call_id="call-1",
        number=NUMBER,
        caller_id="12345",
        ring_seconds=10.0,
        trunk=CARRIER,
    )


async def sealed(call: PhoneCall, hz: float) -> bool:
    """Does what came over the wire look like chance, while the tone is heard? Bits of entropy in a byte: under 6 for a
    tone in G.711, nearly 8 for chance."""
    await call.hears(hz, seconds=0.8)
    came = b"".join(packet[12:172] for packet in call.audio.wire if len(packet) >= 172)
    assert len(came) > 3200
    share = np.bincount(np.frombuffer(came, np.uint8), minlength=256) / len(came)
    share = share[share > 0]
    return float(-(share * np.log2(share)).sum()) > 7.5


async def test_given_a_tls_trunk_when_called_out_then_both_hear_each_other_and_the_wire_carries_no_tone(
    rig: Rig,
) -> None:
    outside = await carrier(rig, known(rig.asterisk))
    async with trunk(rig, outside.port):
        caller, leg = await rig.caller()
        await rig.order(AnswerLeg, leg=leg)
        await dialled(rig)
        ringing = await outside.incoming.get()
        assert ringing.invite.address("from").startswith("sip:12345@")
        ringing.answer()
        await rig.expect(LegAnswered, leg="call-1.o1")
        await rig.order(JoinBridge, bridge="call-1.b", legs=(leg, "call-1.o1"))
        await caller.hears(OTHER)
        await ringing.hears(CALLER)
        assert await sealed(ringing, CALLER)
        assert ringing.audio.foreign == 0
        ringing.hang_up()
        await rig.expect(LegGone, leg="call-1.o1")
        caller.hang_up()
        await rig.expect(LegGone, leg=leg)
        await rig.order(told.DropBridge, bridge="call-1.b")


async def test_given_numbers_in_e164_when_called_out_then_the_carrier_sees_both_so(rig: Rig) -> None:
    outside = await carrier(rig, known(rig.asterisk))
    async with trunk(rig, outside.port):
        await rig.order(
            DialNumber,
            leg="call-1.o1",
            call_id="call-1",
            number="+8613900000009",
            caller_id="+861065123456",
            ring_seconds=10.0,
            trunk=CARRIER,
        )
        ringing = await outside.incoming.get()
        assert ringing.invite.address("from").startswith("sip:+861065123456@")
        assert ringing.invite.uri.startswith("sip:+8613900000009@")
        ringing.reject(486)
        await rig.expect(LegGone, leg="call-1.o1")


async def test_given_a_certificate_of_nobody_we_know_when_called_out_then_nothing_reaches_the_far_end(
    rig: Rig, tmp_path: Path
) -> None:
    stranger = authority.ensure(tmp_path / "stranger", ["localhost", "127.0.0.1"])
    outside = await carrier(rig, stranger)
    async with trunk(rig, outside.port):
        await dialled(rig)
        await rig.expect(LegGone, leg="call-1.o1")
        assert outside.incoming.empty()
        await rig.logged("certificate is untrusted")


async def test_given_a_carrier_when_it_answers_and_when_it_shows_a_strange_certificate_then_each_is_told(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trunks, "ASKED", {"qualify_frequency": "1", "qualify_timeout": "1"})
    monkeypatch.setattr(trunks, "SETTLES_SECONDS", 3.0)
    rig.adapter = AsteriskGateway(rig.asterisk.settings(carriers_every=0.2))
    await rig.disconnect()
    await rig.connect()
    good = await carrier(rig, known(rig.asterisk))
    async with trunk(rig, good.port):
        told_of = await rig.expect(told.TrunkReachable, within=15.0)
        assert (told_of.trunk, told_of.reachable) == (CARRIER, True)
    strange = await carrier(rig, authority.ensure(tmp_path / "stranger", ["localhost", "127.0.0.1"]))
    async with trunk(rig, strange.port):
        told_of = await rig.expect(told.TrunkReachable, within=20.0)
        assert (told_of.trunk, told_of.reachable) == (CARRIER, False)
        assert strange.incoming.empty()


async def test_given_a_certificate_of_another_name_when_called_out_then_nothing_reaches_the_far_end(
    rig: Rig, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    for name in ("ca.pem", "ca-key.pem"):
        (folder / name).write_bytes((rig.asterisk.folder / "tls" / name).read_bytes())
    outside = await carrier(rig, authority.ensure(folder, ["somewhere.example"]))
    async with trunk(rig, outside.port):
        await dialled(rig)
        await rig.expect(LegGone, leg="call-1.o1")
        assert outside.incoming.empty()


async def test_given_a_trunk_whose_certificate_is_not_looked_at_when_called_out_then_it_rings(
    rig: Rig, tmp_path: Path
) -> None:
    outside = await carrier(rig, authority.ensure(tmp_path / "stranger", ["localhost"]))
    async with trunk(rig, outside.port, verify=False):
        await dialled(rig)
        ringing = await outside.incoming.get()
        ringing.reject(486)
        gone = await rig.expect(LegGone, leg="call-1.o1")
        assert gone.cause == 17


async def phone(rig: Rig, name: str, host: str = CARRIER_HOST, **settings: Any) -> SipPhone:
    """Connected to the gateway by TLS."""
    usual: dict[str, Any] = {"host": host, "tls": trusting(rig.asterisk), "srtp": True}
    made = await SipPhone.open(name, rig.asterisk.secure_server, **usual | settings)
    rig.phones.append(made)
    return made


def md5_of(name: str, password: str) -> str:
    """What is kept of a telephone's password."""
    return hashlib.md5(f"{name}:asterisk:{password}".encode(), usedforsecurity=False).hexdigest()


async def seat(rig: Rig, name: str, password: str, **settings: Any) -> SipPhone:
    """A telephone that stands at a seat, with its account."""
    await rig.order(told.SetSeatAccount, seat=name, secret=None, phone=PhonePlan(md5_of(name, password)))
    await rig.until_known(accounts.by_tls(name))
    return await phone(rig, name, "127.0.0.1", password=password, sound=lambda: Tone(AGENT), **settings)


async def test_given_a_call_by_the_tls_trunk_when_a_tls_seat_answers_then_both_hear_each_other(rig: Rig) -> None:
    async with trunk(rig, 9):
        far = await phone(rig, "13800000001", sound=lambda: Tone(CALLER))
        call = await far.call("12345")
        arrived = await rig.expect(LegArrived, called="12345")
        assert arrived.caller_raw == "13800000001"
        await rig.order(AnswerLeg, leg=arrived.leg)
        desk = await seat(rig, "east-01", "secret of east-01")
        await desk.register()
        await rig.expect(told.SeatReachable, seat="east-01", reachable=True)
        await rig.dial_seat("call-1.a1", "east-01")
        ringing = await desk.incoming.get()
        ringing.answer()
        await rig.expect(LegAnswered, leg="call-1.a1")
        await rig.order(JoinBridge, bridge="call-1.b", legs=(arrived.leg, "call-1.a1"))
        await call.hears(AGENT)
        await ringing.hears(CALLER)
        assert await sealed(call, AGENT)
        assert await sealed(ringing, CALLER)
        call.hang_up()
        ringing.hang_up()
        await rig.order(told.DropBridge, bridge="call-1.b")


@pytest.fixture
async def browsers(asterisk: AsteriskProcess) -> AsyncIterator[Rig]:
    """The gateway as the console uses it: who sits at a seat talks by the browser, unless a telephone stands there."""
    rig = Rig(asterisk, AsteriskGateway(asterisk.settings(seat_profile=SeatProfile.WEBRTC)))
    await rig.connect()
    yield rig
    await rig.order(told.SetSeatAccount, seat="east-01", secret=None)
    await rig.until_known("east-01", known=False)
    await rig.close()


async def test_given_a_seat_with_a_browser_when_a_telephone_is_put_there_and_taken_away_then_each_is_as_if_alone(
    browsers: Rig,
) -> None:
    async def account() -> dict[str, str]:
        fields = await browsers.ask("asterisk/config/dynamic/res_pjsip/endpoint/east-01")
        # who calls is written otherwise in a changed account, and is unknown in both
        return {each["attribute"]: each["value"] for each in fields if each["attribute"] != "callerid"}

    await browsers.order(told.SetSeatAccount, seat="east-01", secret="pw")
    await browsers.until_known("east-01")
    alone = await account()
    # when
    desk = await seat(browsers, "east-01", "secret of east-01")
    await desk.register()
    await browsers.expect(told.SeatReachable, seat="east-01", reachable=True)
    await browsers.dial_seat("call-1.a1", "east-01")
    ringing = await desk.incoming.get()
    ringing.answer()
    await browsers.expect(LegAnswered, leg="call-1.a1")
    await browsers.order(told.StartMusic, leg="call-1.a1")
    # then
    await ringing.hears(MUSIC)
    assert await sealed(ringing, MUSIC)
    ringing.hang_up()
    await browsers.expect(LegGone, leg="call-1.a1")
    desk.close()
    # and back again
    await browsers.order(told.SetSeatAccount, seat="east-01", secret="pw")
    await browsers.until(
        "asterisk/config/dynamic/res_pjsip/endpoint/east-01",
        lambda found: {"attribute": "webrtc", "value": "yes"} in found,
    )
    assert await account() == alone


async def test_given_a_trunk_when_the_engine_connects_again_then_it_is_no_telephone_of_a_seat(rig: Rig) -> None:
    outside = await carrier(rig, known(rig.asterisk))
    async with trunk(rig, outside.port):
        await rig.disconnect()
        back = await rig.connect()
        assert back.reachable_seats == ()


async def refused(call: PhoneCall) -> int | None:
    async with asyncio.timeout(5.0):
        await call.ended.wait()
    return call.status


async def test_given_encrypted_audio_is_required_when_a_call_offers_plain_audio_then_it_is_refused(rig: Rig) -> None:
    async with trunk(rig, 9):
        far = await phone(rig, "13800000001", srtp=False)
        assert await refused(await far.call("12345")) == 488
        desk = await seat(rig, "east-01", "secret of east-01", srtp=False)
        await desk.register()
        await rig.expect(told.SeatReachable, seat="east-01", reachable=True)
        assert await refused(await desk.call("12345")) == 488
        assert rig.of(LegArrived) == []


async def test_given_a_tls_trunk_when_its_address_calls_in_the_clear_then_it_is_refused(rig: Rig) -> None:
    async with trunk(rig, 9, media=MediaSafety.OPTIONAL):
        plain = await rig.phone("13800000001", host=CARRIER_HOST)
        assert await refused(await plain.call("12345")) == 403
        assert rig.of(LegArrived) == []


async def test_given_a_wrong_password_when_a_telephone_registers_by_tls_then_it_is_refused(rig: Rig) -> None:
    desk = await seat(rig, "east-01", "secret of east-01")
    desk.password = "guessed"
    with pytest.raises(RegistrationRefused):
        await desk.register()


async def by_tcp(rig: Rig, name: str, password: str, domain: str = "127.0.0.1") -> int:
    """The last answer to a telephone that registers over TCP, in the clear, and says that it is of ``domain``."""
    host, port = rig.asterisk.server
    reader, writer = await asyncio.open_connection(host, port, local_addr=(STRANGER, 0))
    own = writer.get_extra_info("sockname")[1]
    uri, call_id, answer, status = f"sip:{host}:{port}", token(), "", 0
    for number in (1, 2):
        headers = [
            ("Via", f"SIP/2.0/TCP {STRANGER}:{own};branch=z9hG4bK{token()};rport"),
            ("Max-Forwards", "70"),
            ("From", f"<sip:{name}@{domain}>;tag={token()}"),
            ("To", f"<sip:{name}@{domain}>"),
            ("Call-ID", call_id),
            ("CSeq", f"{number} REGISTER"),
            ("Contact", f"<sip:{name}@{STRANGER}:{own};transport=tcp>"),
            ("Expires", "300"),
            *([("Authorization", answer)] if answer else []),
        ]
        writer.write(build(f"REGISTER {uri} SIP/2.0", headers))
        async with asyncio.timeout(5.0):
            response = SipMessage.parse(await reader.readuntil(b"\r\n\r\n"))
        status = response.status
        if status != 401:
            break
        answer = digest_answer(response.get("www-authenticate"), "REGISTER", uri, name, password)
    writer.close()
    return status


async def test_given_a_telephone_set_to_tls_when_it_registers_in_the_clear_then_it_is_refused_with_the_right_password(
    rig: Rig,
) -> None:
    name, password = "east-01", "secret of east-01"
    desk = await seat(rig, name, password)
    plain = await rig.phone(name, password, host=STRANGER)
    with pytest.raises(RegistrationRefused):
        await plain.register()
    assert await by_tcp(rig, name, password) == 401
    assert rig.of(told.SeatReachable) == []
    # by TLS it registers, and nobody takes its place
    await desk.register()
    await rig.expect(told.SeatReachable, seat=name, reachable=True)
    with pytest.raises(RegistrationRefused):
        await plain.register()
    await rig.dial_seat("call-1.a1", name)
    ringing = await desk.incoming.get()
    assert plain.incoming.empty()
    ringing.reject(486)
    await rig.expect(LegGone, leg="call-1.a1")


async def test_given_who_names_the_domain_of_tls_in_the_clear_when_it_registers_then_it_is_refused(rig: Rig) -> None:
    name, password = "east-01", "secret of east-01"
    await seat(rig, name, password)
    assert await by_tcp(rig, name, password, accounts.SECURE_DOMAIN) in (401, 403)
    assert rig.of(told.SeatReachable) == []


@pytest.mark.parametrize("transport", [SipTransport.UDP, SipTransport.TCP])
async def test_given_a_telephone_set_from_tls_to_another_way_then_it_registers_in_the_clear(
    rig: Rig, transport: SipTransport
) -> None:
    name, password = "east-01", "secret of east-01"
    await seat(rig, name, password)
    await rig.order(told.SetSeatAccount, seat=name, secret=None, phone=PhonePlan(md5_of(name, password), transport))
    await rig.until_known(accounts.by_tls(name), known=False)
    if transport is SipTransport.TCP:
        assert await by_tcp(rig, name, password) == 200
    else:
        await (await rig.phone(name, password, host=STRANGER)).register()
        await rig.expect(told.SeatReachable, seat=name, reachable=True)


async def test_given_a_telephone_that_does_not_know_our_authority_when_it_connects_then_it_does_not(rig: Rig) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        await phone(rig, "east-01", tls=ssl.create_default_context())


async def test_given_a_renewed_certificate_when_read_again_then_new_ones_see_it_and_the_conversation_goes_on(
    make_process: Callable[[], AsteriskProcess],
) -> None:
    own = make_process()
    rig = Rig(own, AsteriskGateway(own.settings()))
    await rig.connect()
    try:
        await rig.order(AnswerLeg, leg="nobody")
        desk = await seat(rig, "east-01", "secret of east-01")
        await desk.register()
        await rig.expect(told.SeatReachable, seat="east-01", reachable=True)
        await rig.dial_seat("call-1.a1", "east-01")
        talking = await desk.incoming.get()
        talking.answer()
        await rig.expect(LegAnswered, leg="call-1.a1")
        await rig.order(told.StartMusic, leg="call-1.a1")
        await talking.hears(600)
        before = await serial(own)
        # when
        (own.folder / "tls" / "sip-cert.pem").unlink()
        known(own)
        await asyncio.to_thread(own.gateway.cli, "module reload res_pjsip.so")
        # then
        assert await serial(own) != before
        await talking.hears(600)
        await desk.register()
        talking.hang_up()
        gone = await rig.expect(LegGone, leg="call-1.a1")
        assert (gone.gateway, gone.media_lost) == (KEY, False)
    finally:
        await rig.close()


async def serial(asterisk: AsteriskProcess) -> str:
    """Of the certificate that somebody new is shown."""
    _, writer = await asyncio.open_connection(
        *asterisk.secure_server, ssl=trusting(asterisk), server_hostname="localhost"
    )
    shown = writer.get_extra_info("peercert")["serialNumber"]
    writer.close()
    return str(shown)
