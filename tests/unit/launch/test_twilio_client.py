"""The settings by which a seat's browser is a client of Twilio."""

import pytest

from hotline.main.settings.env import BadSetting, sip_nodes
from hotline.main.settings.twilio_client import TwilioClient, twilio_client

ACCOUNT = "AC" + "a" * 32


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "TWILIO_API_KEY_SID",
        "TWILIO_API_KEY_SECRET",
        "TWILIO_EDGES",
        "TWILIO_VOICE_URL",
        "ARI_URL",
        "SIP_URLS",
    ):
        monkeypatch.delenv(name, raising=False)


def test_given_no_key_when_read_then_browsers_are_no_clients() -> None:
    assert twilio_client(ACCOUNT) is None


def test_given_a_key_when_read_then_the_page_may_reach_the_edges_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_API_KEY_SID", "SK1")
    monkeypatch.setenv("TWILIO_API_KEY_SECRET", "secret")
    found = twilio_client(ACCOUNT)
    assert found == TwilioClient(ACCOUNT, "SK1", "secret")
    assert found.hosts() == ["https://eventgw.twilio.com", "wss://voice-js.roaming.twilio.com"]
    monkeypatch.setenv("TWILIO_EDGES", "singapore, ashburn-ix")
    found = twilio_client(ACCOUNT)
    assert found and found.hosts()[1:] == [
        "wss://voice-js.singapore.twilio.com",
        "wss://voice-js.ashburn-ix.twilio.com",
    ]


@pytest.mark.parametrize(
    ("account", "sid", "secret", "edges", "named"),
    [
        (ACCOUNT, "SK1", "", "", "TWILIO_API_KEY_SECRET"),
        (ACCOUNT, "", "secret", "", "TWILIO_API_KEY_SID"),
        ("", "SK1", "secret", "", "TWILIO_ACCOUNT_SID"),
        (ACCOUNT, "AC1", "secret", "", "TWILIO_API_KEY_SID"),
        (ACCOUNT, "SK1", "secret", "evil.example/", "TWILIO_EDGES"),
    ],
)
def test_given_a_half_or_wrong_setting_when_read_then_named(
    monkeypatch: pytest.MonkeyPatch, account: str, sid: str, secret: str, edges: str, named: str
) -> None:
    monkeypatch.setenv("TWILIO_API_KEY_SID", sid)
    monkeypatch.setenv("TWILIO_API_KEY_SECRET", secret)
    monkeypatch.setenv("TWILIO_EDGES", edges)
    with pytest.raises(BadSetting, match=named):
        twilio_client(account)


def test_given_twilio_alone_when_read_then_no_node_to_register_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARI_URL", "")
    assert len(sip_nodes("https://a.example", 8088, 8089)) == 1
    monkeypatch.setenv("TWILIO_VOICE_URL", "https://voice.example")
    assert sip_nodes("https://a.example", 8088, 8089) == []
