"""The gateway's settings: none without an address of ours, and no half of them."""

from pathlib import Path

import pytest

from telephony.adapters.twilio import from_environment
from telephony.runtime.__main__ import gateways

GOOD = {
    "HOTLINE_HOME": "/srv/hotline",
    "TWILIO_ACCOUNT_SID": "AC1",
    "TWILIO_AUTH_TOKEN": "secret",
    "TWILIO_VOICE_URL": "https://voice.example/tw/",
    "TWILIO_VOICE_FROM": "+8612345",
}


def test_without_an_address_there_is_no_such_gateway() -> None:
    assert from_environment({**GOOD, "TWILIO_VOICE_URL": ""}) is None


def test_what_is_not_said_has_its_default() -> None:
    found = from_environment(GOOD)
    assert found is not None
    assert (found.key, found.url, found.api) == ("tw1", "https://voice.example/tw", "https://api.twilio.com")
    assert (found.listen, found.calls_per_second) == (("127.0.0.1", 8095), 1.0)
    assert (found.folder, found.recordings) == (
        Path("/srv/hotline/twilio"),
        Path("/srv/hotline/twilio/recordings"),
    )
    assert found.sounds == (Path("/srv/hotline/sounds"),)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TWILIO_ACCOUNT_SID", "SK1"),
        ("TWILIO_AUTH_TOKEN", ""),
        ("TWILIO_VOICE_FROM", "12345"),
        ("TWILIO_VOICE_URL", "voice.example"),
        ("TWILIO_VOICE_URL", "https://voice.example/?a=1"),
        ("TWILIO_VOICE_LISTEN", "8095"),
        ("TWILIO_SEAT_ADDRESS", "sip:east-01@example"),
        ("TWILIO_CALLS_PER_SECOND", "0"),
        ("TWILIO_CALLS_PER_SECOND", "many"),
    ],
)
def test_what_cannot_work_is_said_by_its_name(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="TWILIO_"):
        from_environment({**GOOD, name: value})


def test_it_stands_beside_the_nodes_or_alone() -> None:
    two = {"ARI_URL": "http://one:8088,http://two:8088"}
    assert [each.key for each in gateways(two)] == ["gw1", "gw2"]
    assert [each.key for each in gateways(two | GOOD)] == ["gw1", "gw2", "tw1"]
    assert [each.key for each in gateways({"ARI_URL": ""} | GOOD)] == ["tw1"]
