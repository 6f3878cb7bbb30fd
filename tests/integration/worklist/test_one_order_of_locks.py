"""A person and the engine at the same piece of work at the same moment: real transactions, neither waits for ever."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from uuid import uuid4

import pytest
from django.db import connection, transaction

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import HotlineError
from telephony.contracts import work as wk
from telephony.contracts.work import WorkMedium
from tenants.local.contacts import voice_messages
from tenants.local.contacts.models import Contact, VoiceMessage
from tenants.local.faxes import inbox as faxes
from tenants.local.faxes import outbox as sending
from tenants.local.faxes.models import FaxDocument, ReceivedFax
from tenants.local.letters import inbox as letters
from tenants.local.letters.models import Letter
from tenants.local.texts import receiving, working
from tenants.local.texts.models import Conversation
from tenants.local.worklist import actions as worklist
from tenants.local.worklist import handlers, media
from tenants.local.worklist.models import MediumRule, WorkItem
from tenants.shared.addresses.rules import AddressKind
from tests.factories import faxes as factory
from tests.factories.people import actor

pytestmark = pytest.mark.usefixtures("committed_city")

AT = datetime(2026, 6, 1, 8, tzinfo=UTC)
WAIT = 10.0  # seconds; only a fault takes that long


def a_fax() -> str:
    row = faxes.do_receive(
        name="f1", gateway="gw1", call_id="c1", caller="+8613800001111", called="12345", remote_id="", pages=1,
        complete=True, error="", at=AT,
    )  # fmt: skip
    return str(row.pk)


def a_letter() -> str:
    came = letters.Incoming(AddressKind.MAIL, "m1", "hotline@east.example", "wang@citizen.example", AT, "路灯不亮")
    return str(letters.do_receive(came)[0].pk)


def a_text() -> str:
    return str(receiving.do_receive(receiving.Came("SM1", "+8613800001111", "+861065001111", "路灯不亮", AT)).pk)


def a_voice_message() -> str:
    contact = Contact.objects.create(call_id="c1", medium="VOICEMAIL", caller="+8613800001111", arrived_at=AT)
    voice_messages.do_hand_in(VoiceMessage.objects.create(contact=contact, left_at=AT))
    return "c1"


#: medium -> (something comes, somebody takes it, who has it)
MEDIA: dict[WorkMedium, tuple[Callable[[], str], Callable[[str], object], Callable[[], str]]] = {
    WorkMedium.FAX: (a_fax, lambda key: faxes.do_take(me(), int(key)), lambda: ReceivedFax.objects.get().taken_by),
    WorkMedium.MAIL: (a_letter, lambda key: letters.do_take(me(), int(key)), lambda: Letter.objects.get().taken_by),
    WorkMedium.SMS: (a_text, lambda key: working.do_take(me(), int(key)), lambda: Conversation.objects.get().taken_by),
    WorkMedium.VOICEMAIL: (
        a_voice_message,
        lambda key: voice_messages.do_assign(me(), key, "Li"),
        lambda: VoiceMessage.objects.get().assigned_to,
    ),
}


def me() -> Actor:
    """Somebody without an agent number: stands in ``taken_by`` by name."""
    return actor("east", name="Li")


def accepted(work_id: str) -> wk.WorkAccepted:
    """The engine says that agent 8001 has it in hand."""
    return wk.WorkAccepted(
        seq=1, at=AT.timestamp(), tenant="east", work_id=work_id, agent="east:8001", seat="s", waited_seconds=1.0
    )


class Act(threading.Thread):
    """Something done in the tenant in one transaction of its own, on a thread of its own."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.act, self.backend, self.failure = act, 0, ""
        self.begun = threading.Event()

    def run(self) -> None:
        try:
            with tenancy.entered("east"), transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    self.backend = cursor.fetchone()[0]
                self.begun.set()
                self.act()
        except HotlineError as error:
            self.failure = error.code
        except Exception as error:  # a deadlock: shown by the assertion
            self.failure = repr(error)
        finally:
            connection.close()

    def is_blocked(self) -> bool:
        """Does it wait for somebody's lock?"""
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s))", [self.backend])
            return bool(cursor.fetchone()[0])


def when_blocked(other: Act) -> None:
    """Start ``other``, and wait until it waits for a lock (or is through)."""
    other.start()
    assert other.begun.wait(WAIT)
    until = monotonic() + WAIT
    while other.is_alive() and not other.is_blocked():
        assert monotonic() < until
        other.join(0.01)


@contextmanager
def halfway(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, other: Act):
    """``other`` comes in between: just before whoever acts here first calls ``owner.name``."""
    real, first = getattr(owner, name), threading.Lock()

    def between(*args: object, **kwargs: object) -> object:
        if threading.current_thread() is not other and first.acquire(blocking=False):
            when_blocked(other)
        return real(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, between)
        yield


def both(one: Act, other: Act) -> list[str]:
    """What went wrong with each: "" nothing."""
    one.start()
    one.join(WAIT)
    other.join(WAIT)
    assert not one.is_alive()
    assert not other.is_alive()
    return [one.failure, other.failure]


def come(medium: WorkMedium) -> tuple[str, str]:
    """Something comes that is handed out: its key, and its piece's."""
    with tenancy.entered("east"):
        MediumRule.objects.create(medium=medium.value, is_on=True, queue="east.general", weight=1)
        key = MEDIA[medium][0]()
        return key, WorkItem.objects.get().work_id


def stands(medium: WorkMedium) -> tuple[str, str]:
    """Who has the thing, and how the work stands."""
    with tenancy.entered("east"):
        return MEDIA[medium][2](), WorkItem.objects.get().state


@pytest.mark.parametrize("medium", MEDIA)
def test_given_somebody_takes_it_when_the_engine_gives_it_to_another_then_the_first_has_it(
    medium: WorkMedium, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, work_id = come(medium)
    engine = Act(lambda: handlers.handle(accepted(work_id)))
    person = Act(lambda: MEDIA[medium][1](key))
    with halfway(monkeypatch, worklist, "do_close", engine):
        assert both(person, engine) == ["", ""]
    assert stands(medium) == ("Li", "DONE")


@pytest.mark.parametrize("medium", MEDIA)
def test_given_the_engine_gives_it_to_somebody_when_another_takes_it_then_that_is_refused_or_waits(
    medium: WorkMedium, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, work_id = come(medium)
    person = Act(lambda: MEDIA[medium][1](key))
    engine = Act(lambda: handlers.handle(accepted(work_id)))
    with halfway(monkeypatch, type(media.source_of(medium)), "taken", person):
        failures = both(engine, person)
    if medium is WorkMedium.VOICEMAIL:  # giving a message to somebody else is what do_assign is for
        assert (failures, stands(medium)) == (["", ""], ("Li", "DONE"))
    else:
        assert (failures[0], failures[1][-6:], stands(medium)) == ("", "_TAKEN", ("8001", "IN_HAND"))


def test_given_a_fax_is_answered_about_a_case_when_it_is_filed_to_that_case_then_neither_hangs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with tenancy.entered("east"):
        pk, number = int(a_fax()), factory.case(me())
        document = FaxDocument.objects.create(
            key=uuid4(),
            title="答复",
            source="FILE",
            folder="x",
            pages=1,
            sha256="0" * 64,
            size=1,
            made_at=AT,
            made_by="Li",
        )
    send = Act(
        lambda: sending.do_send(
            me(), document=document.key, number="01065001111", recipient="", case_number=number, key="k",
            reply_to=pk, finish=True,
        )
    )  # fmt: skip
    file = Act(lambda: faxes.do_file(me(), pk, number))
    with halfway(monkeypatch, faxes, "do_note_answered", file):
        failures = both(send, file)
    assert failures == ["", "FAX_CLOSED"]
    with tenancy.entered("east"):
        assert ReceivedFax.objects.get().state == "ANSWERED"
