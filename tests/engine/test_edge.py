"""The edge before two real gateways: calls spread, a node that is gone or stuck is passed over, strangers and scanners
are not heard."""

import asyncio
import os
import shutil
import signal
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from hotline.main.launch import authority, debian, edge
from hotline.main.settings import env
from telephony.contracts import events as tel
from telephony.contracts.commands import SetReady, SignIn
from telephony.sipphone import PhoneCall, RegistrationRefused, SipPhone, Tone
from tests.engine.rig import AGENT, CALLER, AsteriskProcess, free_ports
from tests.engine.test_nodes import Nodes, nodes

__all__ = ["nodes"]

Place = tuple[str, int]


@dataclass
class Edge:
    """Where the edge is heard; everybody trusts ``ca``."""

    sip: Place
    tls: Place
    wss: Place
    ca: Path

    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.ca))


async def _of_one_authority(nodes: Nodes) -> Path:
    """The folder of the authority that signs every node's certificate from now on."""
    first, *others = (node.folder / "tls" for node in nodes.house.nodes)
    for folder in others:
        for name in ("ca.pem", "ca-key.pem"):
            shutil.copy(first / name, folder / name)
        (folder / "sip-cert.pem").unlink()
        authority.ensure(folder, ["localhost", "127.0.0.1"])
    for node in nodes.house.nodes[1:]:
        await asyncio.to_thread(node.gateway.cli, "module reload res_pjsip.so")
    return first


@pytest.fixture
async def edge_before(nodes: Nodes, tmp_path: Path) -> AsyncIterator[Edge]:
    """127.0.0.1 is the carrier."""
    try:
        kamailio = edge.find(env.cache_folder(env.load().home), tmp_path / "unpack.log")
    except debian.CannotUnpack as error:
        pytest.skip(f"no edge here: {error}")
    folder = tmp_path / "edge"
    signing = await _of_one_authority(nodes)
    (folder / "tls").mkdir(parents=True)
    for name in ("ca.pem", "ca-key.pem"):
        shutil.copy(signing / name, folder / "tls" / name)
    tls = authority.ensure(folder / "tls", ["localhost", "127.0.0.1"])
    (port,), (tls_port, wss_port) = free_ports(1), free_ports(2, socket.SOCK_STREAM)
    known = [(node.server, node.secure_server) for node in nodes.house.nodes]
    places = [edge.Node(*(f"{host}:{number}" for host, number in both)) for both in known]
    listeners = edge.Listeners("127.0.0.1", port, tls_port, wss_port, LINES)
    made = edge.configure(kamailio, folder, listeners, tls, places, [places[0].sip], "127.0.0.1/32")
    assert made.checked() == ""
    process = made.start(tmp_path / "edge.log")
    own = Edge(("127.0.0.1", port), ("127.0.0.1", tls_port), ("127.0.0.1", wss_port), tls.ca)
    try:
        await nodes.house.until(lambda: _answer(own.sip, OPTIONS) is not None, "the edge answers")
        yield own
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        await asyncio.to_thread(_ended, process)


@pytest.fixture
def before(edge_before: Edge) -> Place:
    """Where it is heard by UDP."""
    return edge_before.sip


def _ended(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


LINES = "127.0.0.2"
"""From where the edge speaks for browsers."""
OPTIONS = "OPTIONS"
INVITE = "INVITE"


def _answer(place: Place, method: str, agent: str = "test", host: str = "127.0.0.1") -> int | None:
    """The status of the answer to one plain request, None when there is none within a second."""
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.bind((host, 0))
        sender.settimeout(1.0)
        own = f"{host}:{sender.getsockname()[1]}"
        user = "" if method == OPTIONS else "12345@"
        lines = (
            f"{method} sip:{user}{place[0]}:{place[1]} SIP/2.0",
            f"Via: SIP/2.0/UDP {own};branch=z9hG4bK{os.urandom(6).hex()}",
            "Max-Forwards: 70",
            f"From: <sip:x@{own}>;tag={os.urandom(4).hex()}",
            f"To: <sip:12345@{place[0]}>",
            f"Call-ID: {os.urandom(8).hex()}",
            f"CSeq: 1 {method}",
            f"Contact: <sip:x@{own}>",
            f"User-Agent: {agent}",
            "Content-Length: 0",
        )
        sender.sendto(("\r\n".join(lines) + "\r\n\r\n").encode(), place)
        try:
            return int(sender.recv(4096).split()[1])
        except TimeoutError:
            return None


async def _caller(nodes: Nodes, number: str, place: Place) -> PhoneCall:
    phone = await SipPhone.open(number, place, sound=lambda: Tone(CALLER))
    nodes.house.phones.append(phone)
    return await phone.call("12345", caller=number)


async def test_given_two_nodes_when_calls_come_by_the_edge_then_both_serve_and_a_dead_one_is_passed_over(
    nodes: Nodes, before: Place
) -> None:
    house = nodes.house
    # given: calls spread over both
    calls = []
    for turn in range(4):
        calls.append(await _caller(nodes, f"1380001000{turn}", before))
        await house.expect(tel.CallArrived, caller=f"+861380001000{turn}")
    await house.until(lambda: len(house.of(tel.CallArrived)) == 4, "four calls came")
    served = {event.call_id.partition("-")[0] for event in house.of(tel.CallArrived)}
    assert served == {"gw1", "gw2"}
    for call in calls:
        call.hang_up()
    await house.until(lambda: len(house.of(tel.CallEnded)) == 4, "they are over")
    # when
    await nodes.agent("east:8101", "east-01", AGENT)
    house.nodes[1].kill()
    # then: whichever node's turn it is, the next calls are served, within the five seconds of the promise
    for number in ("13800010007", "13800010008"):
        call = await _caller(nodes, number, before)
        arrived = await house.expect(tel.CallArrived, caller=f"+86{number}")
        assert arrived.call_id.startswith("gw1-")
        call.hang_up()
    await house.until(lambda: len(house.of(tel.CallEnded)) == 6, "they are over")


async def test_given_a_stuck_node_when_a_call_comes_by_the_edge_then_the_other_serves_it(
    nodes: Nodes, before: Place
) -> None:
    house = nodes.house
    stuck = house.nodes[1].process
    assert stuck is not None
    os.kill(stuck.pid, signal.SIGSTOP)
    began = asyncio.get_running_loop().time()
    calls = [await _caller(nodes, f"1380001000{n}", before) for n in (1, 2)]
    await house.until(lambda: len(house.of(tel.CallArrived)) == 2, "both are served", within=5.0)
    assert asyncio.get_running_loop().time() - began < 5.0
    assert {event.call_id.partition("-")[0] for event in house.of(tel.CallArrived)} == {"gw1"}
    # awake again it finds the call that the edge took elsewhere meanwhile: nobody is kept waiting for it
    os.kill(stuck.pid, signal.SIGCONT)
    await house.until(lambda: _answer(house.nodes[1].server, OPTIONS) is not None, "it answers again")
    await house.until(lambda: not house.nodes[1].ask("channels"), "it has no call")
    for call in calls:
        call.hang_up()
    await house.until(lambda: len(house.of(tel.CallEnded)) == len(house.of(tel.CallArrived)), "they are over")


async def test_given_a_carrier_by_tls_when_it_calls_then_both_nodes_take_it_by_tls_and_the_agent_is_heard(
    nodes: Nodes, edge_before: Edge
) -> None:
    house = nodes.house
    await nodes.agent("east:8101", "east-01", AGENT)
    for number in ("13800010001", "13800010002"):
        phone = await SipPhone.open(number, edge_before.tls, tls=edge_before.trusting(), sound=lambda: Tone(CALLER))
        house.phones.append(phone)
        call = await phone.call("12345", caller=number)
        arrived = await house.expect(tel.CallArrived, caller=f"+86{number}")
        node = house.nodes[int(arrived.call_id[2]) - 1]
        # the node says by what way it came
        (channel,) = await asyncio.to_thread(_channels, node, "PJSIP/trunk")
        secure = await asyncio.to_thread(node.ask, f"channels/{channel}/variable?variable=CHANNEL(pjsip,secure)")
        assert secure["value"] == "1"
        await call.hears(AGENT)
        call.hang_up()
        await house.expect(tel.CallEnded, call_id=arrived.call_id)
        await house.tell(SetReady, agent="east:8101")
        await house.expect(tel.AgentChanged, agent="east:8101", state=tel.AgentState.READY)
    assert {event.call_id.partition("-")[0] for event in house.of(tel.CallArrived)} == {"gw1", "gw2"}


async def _line(nodes: Nodes, before: Edge, seat: str, secret: str, number: int) -> SipPhone:
    """A seat's browser at a node, by the edge."""
    phone = await SipPhone.open(
        seat,
        before.wss,
        password=secret,
        sound=lambda: Tone(AGENT),
        tls=before.trusting(),
        websocket=f"/ws/{number}",
    )
    nodes.house.phones.append(phone)
    return phone


async def test_given_browsers_lines_to_both_nodes_when_citizens_call_then_the_seat_talks_by_each(
    nodes: Nodes, edge_before: Edge
) -> None:
    house, secret = nodes.house, "secret of east-01"
    await house.tell(SignIn, agent="east:8101", seat="east-01", secret=secret)
    for number, node in enumerate(house.nodes, start=1):
        await house.until(partial(_known, node, "east-01"), "the account is there")
        phone = await _line(nodes, edge_before, "east-01", secret, number)
        phone.answer_after = 0.1
        await phone.register()
        await house.until(partial(_known, node, "east-01", "online"), "the browser is registered")
    await house.until(lambda: house.live("east:8101").get("reachable") is True, "the seat is reachable")
    await house.tell(SetReady, agent="east:8101")
    for number, node in enumerate(house.nodes, start=1):
        call = await nodes.caller(f"1380001000{number}", node)
        await call.hears(AGENT)
        taken = await house.phones[number - 1].incoming.get()
        await taken.hears(CALLER)
        # who of them hangs up: the other hears of it
        if number == 1:
            call.hang_up()
            await taken.ended.wait()
        else:
            taken.hang_up()
        await house.expect(tel.CallEnded, caller=f"+861380001000{number}")
        await house.tell(SetReady, agent="east:8101")
        await house.expect(tel.AgentChanged, agent="east:8101", state=tel.AgentState.READY)


def _known(node: AsteriskProcess, seat: str, state: str = "") -> bool:
    return bool((found := node.ask(f"endpoints/PJSIP/{seat}")) and (not state or found["state"] == state))


async def test_given_a_stranger_with_a_line_when_it_guesses_or_calls_elsewhere_then_it_is_not_heard(
    nodes: Nodes, edge_before: Edge
) -> None:
    # no such node, and no line where carriers are
    for server, path in ((edge_before.wss, "/ws/3"), (edge_before.wss, "/ws"), (edge_before.tls, "/ws/1")):
        with pytest.raises(aiohttp.ClientError):
            await SipPhone.open("east-01", server, tls=edge_before.trusting(), websocket=path)
    # a call without an account
    guessing = await _line(nodes, edge_before, "east-01", "guessed", 1)
    call = await guessing.call("12345")
    async with asyncio.timeout(5.0):
        await call.ended.wait()
    assert call.status == 401
    # too many passwords, with that of the call
    for _ in range(edge.WRONG_PASSWORDS):
        with pytest.raises(RegistrationRefused):
            await guessing.register()
    with pytest.raises(TimeoutError):
        await guessing.register(within=0.5)
    assert nodes.house.of(tel.CallArrived) == []


def _channels(node: AsteriskProcess, prefix: str) -> list[str]:
    return [each["id"] for each in node.ask("channels") if each["name"].startswith(prefix)]


async def test_given_strangers_and_scanners_when_they_call_then_they_learn_nothing(nodes: Nodes, before: Place) -> None:
    # a stranger: the same words whatever it asks for
    assert await asyncio.to_thread(_answer, before, INVITE, "test", "127.0.0.9") == 403
    # a scanner by its name: nothing at all, and nothing more from there
    assert await asyncio.to_thread(_answer, before, OPTIONS, "friendly-scanner", "127.0.0.8") is None
    assert await asyncio.to_thread(_answer, before, OPTIONS, "test", "127.0.0.8") is None
    # a flood: heard until it is too much
    sent = await asyncio.to_thread(_flooded, before)
    assert sent is None
    # the carrier is heard all the while
    assert await asyncio.to_thread(_answer, before, OPTIONS) == 200
    assert nodes.house.of(tel.CallArrived) == []


def _flooded(place: Place) -> int | None:
    """After a flood from 127.0.0.7: the answer to one request more."""
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.bind(("127.0.0.7", 0))
        for number in range(200):
            sender.sendto(
                (
                    f"OPTIONS sip:{place[0]}:{place[1]} SIP/2.0\r\n"
                    f"Via: SIP/2.0/UDP 127.0.0.7:{sender.getsockname()[1]};branch=z9hG4bK{number}\r\n"
                    f"From: <sip:x@y>;tag=1\r\nTo: <sip:y@y>\r\nCall-ID: {number}\r\nCSeq: 1 OPTIONS\r\n"
                    "Max-Forwards: 9\r\nContent-Length: 0\r\n\r\n"
                ).encode(),
                place,
            )
    return _answer(place, OPTIONS, "test", "127.0.0.7")
