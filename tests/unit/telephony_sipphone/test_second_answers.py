"""A telephone whose call is answered by two, as by a gateway that was stuck while the edge went to the next one."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from telephony.sipphone import SipPhone
from telephony.sipphone.message import SipMessage, build


class Fork(asyncio.DatagramProtocol):
    """A server that sends on to several; what it hears is in ``heard``, as (method, tag, CSeq)."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[tuple[str, str, str]] = asyncio.Queue()
        self.invite = SipMessage()
        self.caller: Any = None
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        request = SipMessage.parse(data)
        if request.method == "INVITE":
            self.invite, self.caller = request, addr
        elif request.method != "ACK":
            self._answer(request, request.get("to"))
        self.heard.put_nowait((request.method, request.tag("to"), request.get("cseq")))

    def answers(self, tag: str) -> None:
        """One of those to whom the call was sent on picks up."""
        self._answer(self.invite, f"{self.invite.get('to')};tag={tag}")

    def _answer(self, request: SipMessage, to: str) -> None:
        headers = [("Via", each) for each in request.all("via")]
        headers += [(name, request.get(name.lower())) for name in ("From", "Call-ID", "CSeq")]
        headers += [("To", to), ("Contact", "<sip:one@127.0.0.1:9>")]
        self.transport.sendto(build("SIP/2.0 200 OK", headers), self.caller)


@pytest.fixture
async def fork() -> AsyncIterator[Fork]:
    transport, own = await asyncio.get_running_loop().create_datagram_endpoint(Fork, local_addr=("127.0.0.1", 0))
    yield own
    transport.close()


@pytest.fixture
async def phone(fork: Fork) -> AsyncIterator[SipPhone]:
    phone = await SipPhone.open("13800010001", fork.transport.get_extra_info("sockname"))
    yield phone
    phone.close()


async def test_given_an_answered_call_when_another_answers_too_then_only_that_one_is_ended(
    fork: Fork, phone: SipPhone
) -> None:
    call = await phone.call("12345")
    assert (await fork.heard.get())[0] == "INVITE"
    fork.answers("first")
    assert await fork.heard.get() == ("ACK", "first", "1 ACK")
    fork.answers("second")
    assert await fork.heard.get() == ("ACK", "second", "1 ACK")
    assert await fork.heard.get() == ("BYE", "second", "2 BYE")
    assert not call.ended.is_set()
    # the first says it once more, because the acknowledgement was lost
    fork.answers("first")
    assert await fork.heard.get() == ("ACK", "first", "1 ACK")
    call.hang_up()
    assert await fork.heard.get() == ("BYE", "first", "3 BYE")


async def test_given_a_call_that_was_given_up_when_it_is_answered_all_the_same_then_it_is_ended(
    fork: Fork, phone: SipPhone
) -> None:
    call = await phone.call("12345")
    assert (await fork.heard.get())[0] == "INVITE"
    call.hang_up()
    assert await fork.heard.get() == ("CANCEL", "", "1 CANCEL")
    fork.answers("late")
    assert await fork.heard.get() == ("ACK", "late", "1 ACK")
    assert await fork.heard.get() == ("BYE", "late", "2 BYE")
    await call.ended.wait()
    assert not call.answered.is_set()
