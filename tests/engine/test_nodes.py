"""Two real nodes under one switchboard: calls by either, one killed or stuck hurts no other."""

import asyncio
import os
import signal
import sys
import uuid
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from telephony.adapters.asterisk import AsteriskGateway
from telephony.contracts import events as tel
from telephony.contracts.commands import SetReady, SignIn
from telephony.contracts.gateway import GatewayBack, GatewayLost
from telephony.sipphone import PhoneCall, SipPhone, Tone
from tests.engine.conftest import MakeProcess
from tests.engine.house import House
from tests.engine.rig import AGENT, CALLER, OTHER, AsteriskProcess, Rig, free_ports

FIRST, SECOND = "13800010001", "13800010002"


class Nodes:
    """A house with two nodes; seats have a telephone at each."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def agent(self, agent: str, seat: str, hz: float) -> list[SipPhone]:
        house, secret, phones = self.house, uuid.uuid4().hex, []
        await house.tell(SignIn, agent=agent, seat=seat, secret=secret)
        for node in house.nodes:
            phones.append(await self._telephone(node, seat, secret, hz))
        await house.until(lambda: house.live(agent).get("reachable") is True, "the seat is reachable")
        await house.tell(SetReady, agent=agent)
        return phones

    async def _telephone(self, node: AsteriskProcess, seat: str, secret: str, hz: float) -> SipPhone:
        account = f"endpoints/PJSIP/{seat}"
        phone = await SipPhone.open(seat, node.server, password=secret, sound=lambda: Tone(hz))
        phone.answer_after = 0.1
        self.house.phones.append(phone)
        await self.house.until(lambda: bool(node.ask(account)), "the account is there")
        await phone.register()
        await self.house.until(lambda: node.ask(account)["state"] == "online", "the telephone is registered")
        return phone

    async def caller(self, number: str, node: AsteriskProcess, hz: float = CALLER) -> PhoneCall:
        phone = await SipPhone.open(number, node.server, sound=lambda: Tone(hz))
        self.house.phones.append(phone)
        return await phone.call("12345", caller=number)

    def state(self, key: str) -> str:
        return str(self.house.bus.nodes().get(key, {}).get("state"))


def _at_rest(node: AsteriskProcess) -> bool:
    """What a node looked around with when it began is closed again."""
    names = node.files()
    return node.files() == names


def _closed(node: AsteriskProcess, before: int) -> bool:
    return node.open_files() <= before


@pytest.fixture
async def nodes(make_process: MakeProcess, tmp_path: Path) -> AsyncIterator[Nodes]:
    first, second = make_process(), make_process()
    house = House(second, tmp_path, (first,))
    # a node that was killed begins anew: it may have no more open than a new process had
    for node in (first, second):
        await house.until(partial(_at_rest, node), f"{node.folder.name} is at rest")
    files = {node: node.open_files() for node in (first, second)}
    await house.start()
    house.files = sys.maxsize  # counted for both nodes below
    try:
        yield Nodes(house)
    finally:
        for node in (first, second):
            if node.process and node.process.poll() is None:
                os.kill(node.process.pid, signal.SIGCONT)
            else:
                node.start()
        await house.until(lambda: all(house.bus.gateways().values()), "every node is back", within=20)
        await house.close()
        for node, before in files.items():
            await house.until(partial(_closed, node, before), f"{node.folder.name} has closed its files", within=45)
        first.stop()
        second.stop()


async def test_given_two_nodes_when_one_is_killed_then_its_call_is_owed_and_the_other_goes_on(nodes: Nodes) -> None:
    house = nodes.house
    second, first = house.nodes
    await nodes.agent("east:8101", "east-01", AGENT)
    lost = await nodes.caller(FIRST, first)
    await lost.hears(AGENT)
    await nodes.agent("east:8102", "east-02", OTHER)
    kept = await nodes.caller(SECOND, second)
    await kept.hears(OTHER)
    # when
    first.kill()
    # then: at once, not after the time that a lost connection is given
    ended = await house.expect(tel.CallEnded, reason=tel.EndReason.GATEWAY_FAILED)
    assert ended.caller == f"+86{FIRST}"
    await house.until(lambda: nodes.state("gw2") == "DOWN", "the screen shows it")
    await kept.hears(OTHER)
    # the agent of the lost call takes the next one, on the node that is left
    await house.tell(SetReady, agent="east:8101")
    await house.expect(tel.AgentChanged, agent="east:8101", state=tel.AgentState.READY)
    again = await nodes.caller(FIRST, second)
    await again.hears(AGENT)
    # and it comes back by itself
    first.start()
    await house.until(lambda: house.bus.gateways() == {"gw1": True, "gw2": True}, "the node is back")
    for call in (again, kept):
        call.hang_up()
    await house.until(lambda: len(house.of(tel.CallEnded)) == 3, "both calls are over")


async def test_given_two_nodes_when_one_is_stuck_then_it_is_noticed_and_new_calls_are_served_by_the_other(
    nodes: Nodes,
) -> None:
    house = nodes.house
    second, first = house.nodes
    await nodes.agent("east:8101", "east-01", AGENT)
    assert first.process is not None
    os.kill(first.process.pid, signal.SIGSTOP)
    await house.until(lambda: house.bus.gateways() == {"gw1": True, "gw2": False}, "the stuck node is noticed", 5.0)
    await house.until(lambda: nodes.state("gw2") == "STUCK", "the screen shows it")
    call = await nodes.caller(FIRST, second)
    await call.hears(AGENT)
    os.kill(first.process.pid, signal.SIGCONT)
    await house.until(lambda: house.bus.gateways() == {"gw1": True, "gw2": True}, "the node is back")
    call.hang_up()
    await house.expect(tel.CallEnded)


async def test_given_a_node_whose_sip_is_silent_when_watched_then_it_counts_as_stuck(
    make_process: MakeProcess,
) -> None:
    # given: SIP answers through a door that can be shut
    process = make_process()
    (port,) = free_ports(1)
    door = _Door(process.server)
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: door, local_addr=("127.0.0.1", port)
    )
    gateway = AsteriskGateway(process.settings(sip=("127.0.0.1", port)))
    rig = Rig(process, gateway)
    await rig.connect()
    # when
    door.shut = True
    lost = await rig.expect(GatewayLost)
    # then
    assert not lost.gone
    assert (gateway.health.state.value, gateway.health.why) == ("STUCK", "SIP does not answer")
    door.shut = False
    await rig.expect(GatewayBack)
    await rig.close()
    transport.close()
    process.stop()


class _Door(asyncio.DatagramProtocol):
    """Passes datagrams on to Asterisk and its answers back, while open."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server, self.shut = server, False
        self.asker: tuple[str, int] | None = None
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if self.shut or self.transport is None:
            return
        if addr == self.server:
            self.transport.sendto(data, self.asker)
        else:
            self.asker = addr
            self.transport.sendto(data, self.server)
