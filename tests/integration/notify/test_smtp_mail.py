"""Mail handed to a real mail server over a socket: taken, refused for good, refused for now, nobody there."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from hotline.notify.mail import Mail, MailDelayed, MailRejected, SmtpMail

MAIL = Mail(
    sender="hotline@city.example",
    sender_name="12345 热线",
    to="wang@citizen.example",
    to_name="王女士",
    subject="Re: 路灯\r\nBcc: x@y.example",
    body="您好！\n.\n已修好。",
    message_id="<k.city@city.example>",
    references=("<m2@x>", "<m1@x>"),
)


class Sink:
    """A mail server that answers as told."""

    def __init__(self) -> None:
        self.rcpt, self.data = "250 OK", "250 OK"
        self.taken: list[tuple[str, list[str], EmailMessage]] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data.startswith("250"):
            made = message_from_bytes(envelope.content, policy=policy.default)
            self.taken.append((envelope.mail_from, envelope.rcpt_tos, made))
        return self.data


@pytest.fixture
def sink() -> Iterator[tuple[Sink, SmtpMail]]:
    handler = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler, SmtpMail(f"smtp://127.0.0.1:{port}")
    server.stop()


def test_it_arrives_as_it_was_written(sink: tuple[Sink, SmtpMail]) -> None:
    handler, carrier = sink
    carrier.send(MAIL)
    ((sender, to, made),) = handler.taken
    assert (sender, to) == ("hotline@city.example", ["wang@citizen.example"])
    assert (made["From"], made["To"]) == ("12345 热线 <hotline@city.example>", "王女士 <wang@citizen.example>")
    assert (made["Subject"], made["Bcc"]) == ("Re: 路灯 Bcc: x@y.example", None)
    assert (made["Message-ID"], made["In-Reply-To"], made["References"]) == (MAIL.message_id, "<m2@x>", "<m1@x> <m2@x>")
    assert made.get_content().replace("\r\n", "\n").strip() == MAIL.body
    assert made["Auto-Submitted"] is None


def test_what_nobody_wrote_says_so(sink: tuple[Sink, SmtpMail]) -> None:
    handler, carrier = sink
    carrier.send(Mail("a@b.example", "c@d.example", "x", "y", "<1@b>", automatic=True))
    assert handler.taken[0][2]["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(
    ("rcpt", "data", "meaning"),
    [
        ("550 5.1.1 no such user", "", MailRejected),
        ("450 4.2.1 busy", "", MailDelayed),
        ("250 OK", "554 5.7.1 spam", MailRejected),
        ("250 OK", "451 4.3.0 later", MailDelayed),
    ],
)
def test_what_a_refusal_means(sink: tuple[Sink, SmtpMail], rcpt: str, data: str, meaning: type[Exception]) -> None:
    handler, carrier = sink
    handler.rcpt, handler.data = rcpt, data or "250 OK"
    with pytest.raises(meaning) as refused:
        carrier.send(MAIL)
    assert str(refused.value).startswith((data or rcpt)[:9]) and handler.taken == []


def test_nobody_there_is_waited_for() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(MailDelayed):
        SmtpMail(f"smtp://127.0.0.1:{port}").send(MAIL)


@pytest.mark.parametrize("url", ["http://x", "smtp://", "mail.example:25"])
def test_an_address_that_is_no_mail_server(url: str) -> None:
    with pytest.raises(ValueError):
        SmtpMail(url)
