"""Recordings by Twilio as the house reads them, beside those of the Asterisk nodes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hotline.main.spool import GatewaySpool
from telephony.adapters.twilio import LaidDown
from tenants.local.recordings.errors import RecordingMissing


class Elsewhere:
    """Another gateway's."""

    @contextmanager
    def opened(self, name: str) -> Iterator[Iterator[bytes]]:
        yield iter([name.encode()])

    def delete(self, name: str) -> None:
        """Nothing."""


@pytest.fixture
def spool(tmp_path: Path) -> GatewaySpool:
    (tmp_path / "call-1.r1.in.wav").write_bytes(b"x" * 100_000)
    return GatewaySpool({"gw1": Elsewhere(), "tw1": LaidDown(tmp_path)})


def test_each_gateway_has_its_own(spool: GatewaySpool) -> None:
    assert sum(map(len, spool.read("tw1", "call-1.r1.in"))) == 100_000
    assert b"".join(spool.read("gw1", "call-1.r1.in")) == b"call-1.r1.in"


@pytest.mark.parametrize("name", ["call-2.r1.in", "../call-1.r1.in", ".call"])
def test_one_that_is_not_there_is_missing(spool: GatewaySpool, name: str) -> None:
    with pytest.raises(RecordingMissing):
        list(spool.read("tw1", name))


def test_deleted_it_is_gone_and_a_second_time_is_no_error(spool: GatewaySpool, tmp_path: Path) -> None:
    spool.delete("tw1", "call-1.r1.in")
    spool.delete("tw1", "call-1.r1.in")
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_is_not_there_is_a_gateway_that_is_away(tmp_path: Path) -> None:
    spool = GatewaySpool({"tw1": LaidDown(tmp_path / "not-mounted")})
    with pytest.raises(ConnectionError):
        list(spool.read("tw1", "call-1.r1.in"))
