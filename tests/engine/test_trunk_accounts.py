"""A carrier that wants a user and a password, for calls out and for registering, at a real Asterisk."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from hotline.kernel.sealing import seal
from telephony.adapters.asterisk import AsteriskGateway
from telephony.contracts.gateway import DialNumber, LegGone, SetTrunk, TrunkAccount, TrunkRegistered
from telephony.contracts.plan import Registration, TrunkPlan
from telephony.sipphone.message import SipMessage, token
from tests.engine.challenger import REALM, Challenger
from tests.engine.rig import Rig

USER, PASSWORD, KEY = "city12345", "the carrier's secret", "key of the house"
CARRIER = "carrier"
ACCOUNT = f"{USER}@127.0.0.1"
LATEST = 15.0
"""Seconds: Asterisk registers after one to ten, by chance."""
NEXT_TRY = 75.0
"""Seconds: a refused one is tried again after a minute, should the correction come in the midst of the refusal."""


@pytest.fixture
async def carrier() -> AsyncIterator[Challenger]:
    own = await Challenger.open(USER, PASSWORD)
    yield own
    own.close()


@pytest.fixture
async def keyed(rig: Rig) -> AsyncIterator[Rig]:
    """The adapter knows the key and hears of registrations; the trunk is gone afterwards."""
    ports = rig.asterisk.gateway.ports
    rig.adapter = AsteriskGateway(rig.asterisk.settings(sealing_key=KEY, ami=("127.0.0.1", ports.ami)))
    await rig.disconnect()
    await rig.connect()
    yield rig
    await rig.order(SetTrunk, key=CARRIER, trunk=None)
    await rig.until_known(f"trunk.{CARRIER}", known=False)


async def trunk(rig: Rig, carrier: Challenger, **settings: Any) -> None:
    usual: dict[str, Any] = {"user": USER, "sealed": seal(PASSWORD, CARRIER, KEY)}
    plan = TrunkPlan(CARRIER, "127.0.0.1", carrier.port, (), **usual | settings)
    await rig.order(SetTrunk, key=CARRIER, trunk=plan)
    await rig.until_known(f"trunk.{CARRIER}")


async def cause(rig: Rig) -> int:
    """How a call out by the trunk ends."""
    seen = len(rig.of(LegGone))
    facts = {"call_id": "call-1", "number": "13900000009", "caller_id": "12345", "ring_seconds": 10.0}
    await rig.order(DialNumber, leg=f"call-1.o{seen}", trunk=CARRIER, **facts)
    return (await rig.expect(LegGone, leg=f"call-1.o{seen}")).cause


@dataclass
class NeverContent(Challenger):
    """Asks again whatever is shown; ``wrong`` are the requests that showed something."""

    def _judge(self, request: SipMessage) -> tuple[tuple[int, str], list[tuple[str, str]]]:
        if request.method == "INVITE" and request.get("proxy-authorization"):
            self.wrong.append(request.method)
        challenge = f'Digest realm="{REALM}", nonce="{token()}", algorithm=MD5'
        return (407, "Proxy Authentication Required"), [("Proxy-Authenticate", challenge)]


async def test_given_a_carrier_that_asks_again_and_again_when_called_out_then_the_call_ends_as_not_taken(
    keyed: Rig,
) -> None:
    carrier = await NeverContent.open(USER, PASSWORD)
    await trunk(keyed, carrier)
    assert await cause(keyed) == 57
    assert carrier.wrong == ["INVITE"] * 10  # a new nonce is answered anew, and Asterisk gives up by itself
    carrier.close()


async def shown(carrier: Challenger) -> SipMessage:
    async with asyncio.timeout(LATEST):
        return await carrier.seen.get()


async def test_given_a_carrier_that_asks_when_called_out_then_the_account_is_shown_and_never_without_it(
    keyed: Rig, carrier: Challenger
) -> None:
    await trunk(keyed, carrier)
    assert await cause(keyed) == 17
    invite = await shown(carrier)
    assert (invite.method, invite.address("from").split("@")[0]) == ("INVITE", "sip:12345")
    # a password sealed by another house's key is none, and that is told
    await trunk(keyed, carrier, sealed=seal(PASSWORD, CARRIER, "another key"))
    assert keyed.of(TrunkAccount)[-1].state is Registration.LOCKED
    assert await cause(keyed) == 57
    assert (carrier.wrong, carrier.seen.empty()) == ([], True)
    # a wrong one is shown once, not again and again
    await trunk(keyed, carrier, sealed=seal("another", CARRIER, KEY))
    assert await cause(keyed) == 57
    assert (carrier.wrong, carrier.seen.empty()) == (["INVITE"], True)
    # and without an account nothing is shown
    wrong = len(carrier.wrong)
    await trunk(keyed, carrier, user="", sealed="")
    assert await cause(keyed) == 57
    assert (len(carrier.wrong), carrier.seen.empty()) == (wrong, True)


async def test_given_a_trunk_that_registers_then_it_is_told_and_when_it_no_longer_does_it_is_taken_back(
    keyed: Rig, carrier: Challenger
) -> None:
    await trunk(keyed, carrier, register=True)
    register = await shown(carrier)
    assert (register.method, register.address("to")) == ("REGISTER", f"sip:{ACCOUNT}")
    assert register.get("contact").startswith(f"<sip:{USER}@")
    assert register.get("expires") == "300"
    event = await keyed.expect(TrunkRegistered, LATEST)
    assert (event.account, event.registered) == (ACCOUNT, True)
    # taken away altogether: the carrier hears that we are gone
    await keyed.order(SetTrunk, key=CARRIER, trunk=None)
    back = await shown(carrier)
    assert (back.method, back.get("expires")) == ("REGISTER", "0")


async def test_given_a_wrong_password_when_it_registers_then_that_is_told(keyed: Rig, carrier: Challenger) -> None:
    await trunk(keyed, carrier, register=True, sealed=seal("another", CARRIER, KEY))
    event = await keyed.expect(TrunkRegistered, LATEST)
    assert (event.account, event.registered) == (ACCOUNT, False)
    assert [each.state for each in keyed.of(TrunkAccount)] == [Registration.TRYING]
    await trunk(keyed, carrier, register=True)
    await keyed.expect(TrunkRegistered, NEXT_TRY, account=ACCOUNT, registered=True)
