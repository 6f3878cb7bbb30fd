"""A peer of each test's own; afterwards nothing unknown may have been asked of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from twilio.rest import Client

from tests.house.twilio import Peer
from tests.house.twilio.client import ToPeer
from tests.house.twilio.peer import NUMBER, Number
from tests.twilio.application import Application
from tests.twilio.rig import TwilioLine


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    peer = Peer()
    await peer.start()
    yield peer
    await peer.close()
    assert peer.wrongs == []


@pytest.fixture
async def application(peer: Peer) -> AsyncIterator[Application]:
    """Behind the peer's number."""
    application = Application()
    await application.start()
    peer.numbers[NUMBER] = Number(f"{application.url}/voice", f"{application.url}/status")
    yield application
    await application.close()


@pytest.fixture
async def twilio(peer: Peer) -> AsyncIterator[Client]:
    """Twilio's own library, led to the peer."""
    http = ToPeer(peer.url)
    yield Client(peer.account, peer.token, http_client=http)
    await http.close()


@pytest.fixture
async def line(peer: Peer, tmp_path: Path) -> AsyncIterator[TwilioLine]:
    """A connected gateway. Afterwards no call may be left that the test did not end, and no conference."""
    line = TwilioLine(peer, tmp_path)
    await line.connect()
    yield line
    for call in peer.up:
        peer.hang_up(call)
    await line.until(lambda: not peer.rooms, "no conference is left")
    await line.disconnect()
