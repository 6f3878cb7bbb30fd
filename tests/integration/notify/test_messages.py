"""From a case to the citizen's telephone: outbox, carrier, reports; a message's state never goes back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from twilio.request_validator import RequestValidator

from hotline import outbox, tenancy
from hotline.main import effects
from hotline.notify import SmsDelayed, SmsRejected, SmsUncertain, messages, templates
from hotline.notify.memory import MemoryGateway
from hotline.notify.models import MessageState, OutgoingMessage
from hotline.outbox.models import OutboxRow

pytestmark = pytest.mark.django_db

HOOK = "/hooks/twilio/sms"


@pytest.fixture
def carrier() -> Iterator[MemoryGateway]:
    gateway = MemoryGateway()
    messages.wire(gateway)
    yield gateway
    messages.wire(effects.gateway())


@pytest.fixture
def message(carrier: MemoryGateway) -> OutgoingMessage:
    """A queued message of east, with its row in the outbox."""
    with tenancy.entered("east"):
        row = messages.compose(
            "+8613800001111", "case_registered", "en", key="k", case_number="26070402000171", number="26070402000171"
        )
        assert row is not None
        outbox.put("sms", "k", {"message": row.pk})
        return row


def now(message: OutgoingMessage) -> OutgoingMessage:
    with tenancy.entered("east"):
        return OutgoingMessage.objects.get(pk=message.pk)


def come_round() -> int:
    """The clock comes by when everything is due."""
    OutboxRow.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    return outbox.drain()


def test_a_message_goes_out(message: OutgoingMessage, carrier: MemoryGateway) -> None:
    assert come_round() == 1
    sent = now(message)
    assert (sent.state, sent.provider, sent.provider_id) == ("SENT", "memory", "memory-1")
    assert sent.sent_at is not None
    assert [(sms.to, sms.reference) for sms in carrier.sent] == [("+8613800001111", f"east/{message.pk}")]


def test_a_key_is_one_message(message: OutgoingMessage) -> None:
    with tenancy.entered("east"):
        again = messages.compose("+8613800001111", "case_registered", "en", key="k", number="1")
        assert again is None
        assert OutgoingMessage.objects.count() == 1


def test_a_busy_carrier_is_tried_again(message: OutgoingMessage, carrier: MemoryGateway) -> None:
    carrier.failures = [SmsDelayed("busy", 30.0), SmsDelayed("busy")]
    states = []
    for _ in range(3):
        come_round()
        states.append(now(message).state)
    assert states == ["QUEUED", "QUEUED", "SENT"]
    assert len(carrier.sent) == 1


def test_no_answer_but_taken_is_not_sent_twice(message: OutgoingMessage, carrier: MemoryGateway) -> None:
    carrier.failures, carrier.taken_anyway = [SmsUncertain("time-out")], True
    come_round()
    assert now(message).state == "UNKNOWN"
    come_round()
    assert (now(message).state, len(carrier.sent)) == ("SENT", 1)


def test_no_answer_and_not_taken_is_sent_again(message: OutgoingMessage, carrier: MemoryGateway) -> None:
    carrier.failures = [SmsUncertain("time-out")]
    come_round()
    come_round()
    assert (now(message).state, len(carrier.sent), OutboxRow.objects.get().state) == ("SENT", 1, "DONE")


def test_a_refused_message_fails_with_its_reason(message: OutgoingMessage, carrier: MemoryGateway) -> None:
    carrier.failures = [SmsRejected("21211: not a number")]
    come_round()
    failed = now(message)
    assert (failed.state, failed.error, failed.sent_at) == ("FAILED", "21211: not a number", None)
    assert OutboxRow.objects.get().state == "DONE"


@pytest.fixture
def _account(monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    monkeypatch.setattr(settings, "ENV", dataclasses.replace(settings.ENV, twilio_auth_token="token"))


def report(client: Client, reference: str, status: str, token: str = "token", **fields: str) -> int:
    path = f"{HOOK}?ref={reference.replace('/', '%2F')}"
    form = {"MessageSid": "SM1", "MessageStatus": status, "AccountSid": "AC0", **fields}
    signature = RequestValidator(token).compute_signature(f"{settings.PUBLIC_URL}{path}", form)
    return client.post(path, form, headers={"X-Twilio-Signature": signature}).status_code


@pytest.mark.usefixtures("_account")
def test_reports_come_twice_late_and_shuffled(message: OutgoingMessage, client: Client) -> None:
    reference, states = f"east/{message.pk}", []
    for status in ("sent", "delivered", "sent", "queued", "delivered", "failed", "undelivered"):
        assert report(client, reference, status) == 204
        states.append(now(message).state)
    assert states == ["SENT"] + ["DELIVERED"] * 6
    come_round()  # our own answer comes last of all
    assert (now(message).state, now(message).provider_id) == ("DELIVERED", "SM1")


@pytest.mark.usefixtures("_account")
def test_a_failure_is_named(message: OutgoingMessage, client: Client) -> None:
    report(client, f"east/{message.pk}", "undelivered", ErrorCode="30005")
    assert (now(message).state, now(message).error) == ("FAILED", "Twilio 30005")


@pytest.mark.usefixtures("_account")
def test_only_twilio_may_report(message: OutgoingMessage, client: Client) -> None:
    reference = f"east/{message.pk}"
    assert report(client, reference, "delivered", token="forged") == 403
    assert client.post(f"{HOOK}?ref={reference}", {"MessageStatus": "delivered"}).status_code == 403
    assert client.get(HOOK).status_code == 405
    assert now(message).state == "QUEUED"


def test_without_an_account_nobody_may(message: OutgoingMessage, client: Client) -> None:
    assert report(client, f"east/{message.pk}", "delivered", token="") == 403
    assert now(message).state == "QUEUED"


@pytest.mark.usefixtures("_account")
@pytest.mark.parametrize("reference", ["", "east", "east/", "east/x", "atlantis/1", "east/999999", "public/1"])
def test_reports_about_nothing_change_nothing(message: OutgoingMessage, client: Client, reference: str) -> None:
    assert report(client, reference, "delivered") == 204
    assert now(message).state == "QUEUED"


def test_listeners_hear_of_every_move(
    message: OutgoingMessage, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    heard: list[tuple[str, int]] = []
    monkeypatch.setattr(messages, "_listeners", [lambda tenant, pk: heard.append((tenant, pk))])
    with django_capture_on_commit_callbacks(execute=True), tenancy.entered("east"):
        assert messages.move(message.pk, MessageState.SENT) is True
        assert messages.move(message.pk, MessageState.SENT) is False
    assert heard == [("east", message.pk)]


@pytest.mark.parametrize(
    ("wishes", "locale"),
    [(("en",), "en"), (("zh-hant",), "zh-Hant"), (("", "en"), "en"), (("fr",), "zh-Hans"), ((), "zh-Hans")],
)
def test_the_language_of_a_message(wishes: tuple[str, ...], locale: str) -> None:
    assert templates.locale_of(*wishes) == locale


def test_every_template_in_every_language_takes_the_same_parameters() -> None:
    params = {"number": "1", "reply": "r", "reason": "w", "legal_route": "l"}
    for template, variants in templates.TEMPLATES.items():
        assert set(variants) == {"zh-Hans", "zh-Hant", "en"}
        for locale in variants:
            assert "{" not in templates.text(template, locale, **params)


def test_a_long_reply_is_cut_and_its_braces_mean_nothing() -> None:
    body = templates.text("case_result", "en", number="1", reply="{number}" + "长" * 400)
    assert body.endswith("{number}" + "长" * 291 + "…")
