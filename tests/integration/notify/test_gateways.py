"""Every carrier keeps the same contract; Twilio's against a server of its published shape."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from hotline.notify import Sms, SmsDelayed, SmsGateway, SmsRejected, SmsStopped, SmsUncertain
from hotline.notify.console import ConsoleGateway
from hotline.notify.memory import MemoryGateway
from hotline.notify.twilio import TwilioGateway
from tests.integration.notify.twilio_peer import ACCOUNT, SENDER, TOKEN, Peer, ToPeer, running

SMS = Sms(to="+8613800001111", body="【12345】您好 ✓", reference="east/17")
AN_HOUR_AGO = datetime.now(UTC) - timedelta(hours=1)


@pytest.fixture
def peer() -> Iterator[Peer]:
    with running() as made:
        yield made
        assert made.wrongs == []


@pytest.fixture
def twilio(peer: Peer) -> TwilioGateway:
    return TwilioGateway(ACCOUNT, TOKEN, SENDER, "https://12345.example/hooks/twilio/sms", ToPeer(peer.url))


@pytest.fixture(params=["memory", "console", "twilio"])
def gateway(request: pytest.FixtureRequest) -> SmsGateway:
    match request.param:
        case "memory":
            return MemoryGateway()
        case "console":
            return ConsoleGateway()
        case _:
            found: SmsGateway = request.getfixturevalue("twilio")
            return found


def test_what_is_sent_is_found_under_the_same_name(gateway: SmsGateway) -> None:
    sent = gateway.send(SMS)
    assert sent.provider_id
    assert gateway.find(SMS, AN_HOUR_AGO) == sent


@pytest.mark.parametrize("gateway", ["memory", "twilio"], indirect=True)
def test_what_was_never_sent_is_not_found(gateway: SmsGateway) -> None:
    assert gateway.find(SMS, AN_HOUR_AGO) is None
    gateway.send(Sms(SMS.to, "another text", "east/18"))
    assert gateway.find(SMS, AN_HOUR_AGO) is None


def test_twilio_gets_the_fields_of_its_api(twilio: TwilioGateway, peer: Peer) -> None:
    twilio.send(SMS)
    assert peer.messages == [
        {
            "To": "+8613800001111",
            "From": SENDER,
            "Body": "【12345】您好 ✓",
            "StatusCallback": "https://12345.example/hooks/twilio/sms?ref=east%2F17",
        }
    ]


def test_a_messaging_service_sends_instead_of_a_number(peer: Peer) -> None:
    TwilioGateway(ACCOUNT, TOKEN, "MG" + "1" * 32, None, ToPeer(peer.url)).send(SMS)
    assert peer.messages == [{"To": SMS.to, "MessagingServiceSid": "MG" + "1" * 32, "Body": SMS.body}]


@pytest.mark.parametrize(
    ("behaviour", "error", "taken"),
    [
        (400, SmsRejected, 0),
        ("stopped", SmsStopped, 0),
        (401, SmsDelayed, 0),
        (429, SmsDelayed, 0),
        (500, SmsUncertain, 0),
        ("hang", SmsUncertain, 0),
        ("take and hang", SmsUncertain, 1),
        ("drop", SmsUncertain, 0),
    ],
)
def test_what_twilios_troubles_mean(
    twilio: TwilioGateway, peer: Peer, behaviour: int | str, error: type[Exception], taken: int
) -> None:
    peer.behaviours = [behaviour]
    with pytest.raises(error):
        twilio.send(SMS)
    assert len(peer.messages) == taken
    found = twilio.find(SMS, AN_HOUR_AGO)
    assert (found is not None) == bool(taken)


def test_too_many_requests_says_how_long_to_wait(twilio: TwilioGateway, peer: Peer) -> None:
    peer.behaviours = [429]
    with pytest.raises(SmsDelayed) as caught:
        twilio.send(SMS)
    assert caught.value.after_seconds == 30.0
    assert str(caught.value).startswith("20429: ")


def test_a_wrong_token_is_the_accounts_trouble(peer: Peer) -> None:
    wrong = TwilioGateway(ACCOUNT, "wrong", SENDER, None, ToPeer(peer.url))
    with pytest.raises(SmsDelayed):
        wrong.send(SMS)
    with pytest.raises(SmsDelayed):
        wrong.find(SMS, AN_HOUR_AGO)


def test_nobody_there_is_certainly_not_sent() -> None:
    nobody = TwilioGateway(ACCOUNT, TOKEN, SENDER, None, ToPeer("http://127.0.0.1:1"))
    with pytest.raises(SmsDelayed):
        nobody.send(SMS)
