"""The Twilio gateway keeps the port's contract, on the peer; also when callbacks come twice, late and shuffled."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.gateway_contract import GatewayContract, Line
from tests.house.twilio import Peer
from tests.twilio.rig import TwilioLine


class TestTwilioGateway(GatewayContract):
    """As it comes."""

    @pytest.fixture
    async def line(self, peer: Peer, tmp_path: Path) -> AsyncIterator[Line]:
        line = TwilioLine(peer, tmp_path)
        await line.connect()
        yield line
        await line.until(lambda: not peer.up, "no call is left")
        await line.disconnect()


class TestTwilioGatewayWhenCallbacksComeTwice(TestTwilioGateway):
    """Twice, late, one before the other."""

    @pytest.fixture
    def peer(self, peer: Peer) -> Peer:
        manners = peer.callbacks.manners
        manners.twice, manners.late, manners.shuffled = True, 0.15, True
        return peer
