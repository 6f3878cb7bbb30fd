"""The postbox as a mail server meets it: over a socket, by SMTP and LMTP, with real commits."""

import asyncio
import smtplib
import threading
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from django.conf import settings

from hotline import objectstore, tenancy
from hotline.main import postbox
from hotline.objectstore.files import FileStore
from hotline.objectstore.memory import MemoryStore
from tenants.local.letters.models import Letter
from tenants.shared.addresses.models import ServiceAddress
from tests.factories import letters
from tests.factories.letters import CITY, EAST, WANG


@pytest.fixture
def store() -> Iterator[MemoryStore]:
    """Objects in memory during a test."""
    double = MemoryStore()
    objectstore.wire(double)
    yield double
    objectstore.wire(FileStore(settings.HOTLINE_HOME / "objects"))


@pytest.fixture
def addresses(committed_city: None) -> Iterator[None]:
    """East's and the city's."""
    letters.address()
    letters.address("city", CITY)
    yield
    with tenancy.entered_public():
        ServiceAddress.objects.all().delete()


@pytest.fixture
def door(store: MemoryStore) -> Iterator[Callable[..., int]]:
    """Opens a postbox in a thread of its own: ``door(match)`` is its port."""
    running: list[tuple[asyncio.AbstractEventLoop, threading.Thread]] = []

    def start(match: str = "127.0.0.0/8") -> int:
        loop, ready = asyncio.new_event_loop(), threading.Event()
        found: list[int] = []

        async def begin() -> None:
            server = await postbox.serve("127.0.0.1", 0, match)
            found.append(server.sockets[0].getsockname()[1])
            ready.set()

        def work() -> None:
            loop.create_task(begin())
            loop.run_forever()

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        running.append((loop, thread))
        assert ready.wait(10)
        return found[0]

    yield start
    for loop, thread in running:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def kept(tenant: str) -> list[str]:
    """The subjects of what is there."""
    with tenancy.entered(tenant):
        return list(Letter.objects.order_by("id").values_list("subject", flat=True))


def send(port: int, to: list[str], made: EmailMessage | None = None, sender: str = WANG) -> dict[str, Any]:
    """By SMTP; the recipients that were refused."""
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        return client.sendmail(sender, to, (made or letters.mail()).as_bytes())


def test_a_mail_by_smtp_is_in_its_centre_and_no_other(addresses: None, door: Callable[..., int]) -> None:
    port = door()
    assert send(port, [EAST.upper()]) == {}
    assert send(port, [EAST]) == {}  # the answer was lost: it comes again
    assert (kept("east"), kept("city")) == (["路灯不亮"], [])
    assert send(port, [EAST, CITY, "nobody@city.example"]) == {
        "nobody@city.example": (550, b"5.1.1 Nobody here has this address")
    }
    assert (kept("east"), kept("city")) == (["路灯不亮"], ["路灯不亮"])


def test_lmtp_answers_for_each_recipient(addresses: None, door: Callable[..., int], store: MemoryStore) -> None:
    with smtplib.LMTP("127.0.0.1", door()) as client:
        client.ehlo()
        client.mail("")  # a report has no sender
        assert (client.rcpt(EAST)[0], client.rcpt("x@y.example")[0], client.rcpt(CITY)[0]) == (250, 550, 250)
        first = client.data(letters.mail().as_bytes())
        second = client.getreply()
    assert (first[0], second[0]) == (250, 250)
    assert first[1].startswith(b"2.0.0 kept as east/") and second[1].startswith(b"2.0.0 kept as city/")
    with tenancy.entered("east"):
        assert Letter.objects.get().automatic


def test_what_cannot_be_kept_comes_again(
    addresses: None, door: Callable[..., int], store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = door()
    with monkeypatch.context() as broken:
        broken.setattr(store, "put", lambda *_: 1 / 0)
        with pytest.raises(smtplib.SMTPDataError) as refused:
            send(port, [EAST])
        assert refused.value.smtp_code == 451
    assert kept("east") == []
    send(port, [EAST])
    assert kept("east") == ["路灯不亮"]


def test_a_database_that_is_away_is_waited_for(
    addresses: None, door: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> None:
        raise tenancy.DatabaseAway[0]

    port = door()
    with monkeypatch.context() as broken:
        broken.setattr(postbox.addresses, "whose", away)
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            send(port, [EAST])
    assert refused.value.recipients[EAST][0] == 451


def test_only_the_centres_own_server_may_bring_mail(addresses: None, door: Callable[..., int]) -> None:
    with pytest.raises(smtplib.SMTPSenderRefused) as refused:
        send(door("10.0.0.0/8"), [EAST])
    assert (refused.value.smtp_code, kept("east")) == (554, [])


def test_a_mail_that_is_too_big_is_refused_for_good(
    addresses: None, door: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox.rules, "MOST_BYTES", 1000)
    made = letters.mail()
    made.add_attachment(b"x" * 2000, maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises((smtplib.SMTPSenderRefused, smtplib.SMTPDataError)) as refused:
        send(door(), [EAST], made)
    assert (refused.value.smtp_code, kept("east")) == (552, [])
