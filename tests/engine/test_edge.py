"""The edge before two real gateways: calls spread, a node that is gone or stuck is passed over, strangers and scanners
are not heard."""

import asyncio
import os
import signal
import socket
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hotline.main.launch import debian, edge
from hotline.main.settings import env
from telephony.contracts import events as tel
from telephony.sipphone import PhoneCall, SipPhone, Tone
from tests.engine.rig import AGENT, CALLER, free_ports
from tests.engine.test_nodes import Nodes, nodes

__all__ = ["nodes"]

Place = tuple[str, int]


@pytest.fixture
async def before(nodes: Nodes, tmp_path: Path) -> AsyncIterator[Place]:
    """The edge's address; 127.0.0.1 is the carrier."""
    try:
        kamailio = edge.find(env.cache_folder(env.load().home), tmp_path / "unpack.log")
    except debian.CannotUnpack as error:
        pytest.skip(f"no edge here: {error}")
    (port,) = free_ports(1)
    places = [f"{host}:{number}" for host, number in (node.server for node in nodes.house.nodes)]
    made = edge.configure(kamailio, tmp_path / "edge", "127.0.0.1", port, places, places[:1], "127.0.0.1/32")
    assert made.checked() == ""
    process = made.start(tmp_path / "edge.log")
    place = ("127.0.0.1", port)
    try:
        await nodes.house.until(lambda: _answer(place, OPTIONS) is not None, "the edge answers")
        yield place
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        await asyncio.to_thread(_ended, process)


def _ended(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


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
    for number in range(4):
        calls.append(await _caller(nodes, f"1380001000{number}", before))
        await house.expect(tel.CallArrived, caller=f"+861380001000{number}")
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
    os.kill(stuck.pid, signal.SIGCONT)
    for call in calls:
        call.hang_up()
    await house.until(lambda: len(house.of(tel.CallEnded)) >= 2, "they are over")


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
