"""A conversation that the centre begins: to whom that may be, and the first message."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, Required
from hotline.kernel.phone import takes_texts, to_e164
from tenants.local.cases import queries as cases
from tenants.local.citizens import queries as citizens
from tenants.shared.addresses import queries as addresses
from tenants.shared.addresses.rules import AddressKind
from tenants.shared.textstops import queries as stops

from . import answering, working
from .errors import ConsentNeeded, NotATextNumber, TextsStopped
from .models import Conversation, IncomingText
from .rules import TextsState

_unwelcome: list[Callable[[str], bool]] = []


def wire_unwelcome(is_unwelcome: Callable[[str], bool]) -> None:
    """Ask ``is_unwelcome(number)``, in the entered tenant, whether a number's owner is not to be approached."""
    _unwelcome[:] = [is_unwelcome]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a message would go to. ``sender``: the number of ours that it goes out from, "": the one of the house;
    ``unwelcome``: on a list of numbers not to be approached; ``known``: they wrote, or are a citizen or a case's."""

    number: str
    sender: str
    unwelcome: bool
    known: bool
    conversation: Conversation | None

    @property
    def needs_consent(self) -> bool:
        """Must the agent say that the citizen agreed?"""
        return self.unwelcome or not self.known


def recipient(actor: Actor, given: str) -> Recipient:
    """Look somebody up by their number, in whatever form. Raises Required, Invalid, NotATextNumber ("number")."""
    if not given.strip():
        raise Required("number")
    number = to_e164(given)
    if not number or addresses.is_ours(AddressKind.SMS, number):
        raise Invalid("number")
    if not takes_texts(number):
        raise NotATextNumber("number")
    row = Conversation.objects.filter(number=number).first()
    return Recipient(
        number=number,
        sender=_sender(row),
        unwelcome=any(is_unwelcome(number) for is_unwelcome in _unwelcome),
        known=_is_known(actor, number),
        conversation=row,
    )


def _sender(row: Conversation | None) -> str:
    """The number that the citizen wrote to, else the first that the centre set up for text messages."""
    if row and row.ours.startswith("+"):
        return row.ours
    own = addresses.of_tenant(tenancy.current(), AddressKind.SMS)
    return next((each.address for each in own if each.is_open and each.address.startswith("+")), "")


def _is_known(actor: Actor, number: str) -> bool:
    return bool(
        IncomingText.objects.filter(conversation__number=number).exists()
        or citizens.recognise(number)
        or cases.cases(actor, cases.CaseFilter(phone=number)).exists()
    )


@transaction.atomic
def do_begin(
    actor: Actor, number: str, *, body: str, key: str, case_number: str = "", consent: bool = False
) -> Conversation:
    """Write to somebody who has not written, or whose matter was dealt with; what they answer opens the conversation
    and goes to ``actor`` first. Where something waits, this is a message more: it waits on. ``consent``: the citizen
    agreed to be written to. The same ``key`` again changes nothing.

    Raises Forbidden, Required("number" | "body" | "key"), TooLong("body" | "key"), Invalid("number"), NotATextNumber,
    TextsStopped("number"), ConsentNeeded, NotFound("case_number"), AnswerKeyReused.
    """
    text, request = answering.checked(actor, body, key)
    about = case_number.strip()
    if about and cases.case(actor, about) is None:
        raise NotFound("case_number")
    to = recipient(actor, number)
    now = timezone.now()
    row = working.locked_with(to.number, to.sender, now)
    if answering.known_answer(row, text, request):
        return row
    if stops.is_stopped(to.number):
        raise TextsStopped("number")
    if to.needs_consent and not consent:
        raise ConsentNeeded("consent")
    if row.done_at is not None:
        row.state, row.opened_at, row.done_at, row.done_by = TextsState.BEGUN, now, now, actor.name[:80]
        row.reason = row.note = row.taken_by = ""
        row.case_number, row.taken_at = about, None
        row.begun_by, row.begun_at = actor.agent_number, now
    row.ours = to.sender
    message = answering.write(actor, row, text, request, about or row.case_number)
    row.last_at, row.last_text = now, text[:200]
    row.save()
    said = " ".join(part for part in (row.number, about, "consent" if consent else "") if part)
    audit.record(actor, "texts.begun", working.thing(row), f"{said} #{message.pk}")
    working.told(row.pk)
    return row
