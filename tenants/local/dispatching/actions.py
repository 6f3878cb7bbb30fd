"""Dispatching units and keeping the list of who is on duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, Required, TooLong
from hotline.kernel.phone import to_e164
from telephony.contracts.outreach import CancelDispatch, StartDispatch, Talk, TalkStep, UnitState
from telephony.contracts.outreach import DispatchUnit as UnitOrder
from tenants.local.people.models import Department

from . import queries, rules
from .errors import DispatchOver, NobodyToCall, NotANumber, TooManyUnits, UnknownMessage
from .models import Dispatch, DispatchState, DispatchUnit, DutyContact

ACCEPT, REPEAT, REFUSE = "1", "2", "9"
ENDED = {UnitState.DIALLING.value, UnitState.WAITING.value}


@dataclass(frozen=True, slots=True)
class UnitInput:
    """A unit to call: who, and where, first number first."""

    name: str
    numbers: tuple[str, ...]
    person: str = ""
    department_code: str = ""


@dataclass(frozen=True, slots=True)
class DispatchInput:
    """What is to be said to whom. ``messages``: keys of prompts, said one after the other."""

    title: str
    messages: tuple[str, ...]
    units: tuple[UnitInput, ...]
    text: str = ""
    language: str = "zh"
    case_number: str = ""
    tries: int = 3
    interval_seconds: float = 60.0
    ring_seconds: float = 30.0


@transaction.atomic
def do_prepare(actor: Actor, given: DispatchInput, known_messages: frozenset[str]) -> tuple[Dispatch, StartDispatch]:
    """Write the dispatch down and make the switchboard's order of it; ``do_begin`` when that has been taken,
    ``do_withdraw`` when not. Raises Required, TooLong, Invalid, NobodyToCall, TooManyUnits, UnknownMessage, NotANumber.
    """
    _check(given, known_messages)
    row = Dispatch.objects.create(
        title=given.title.strip(),
        prompts=list(given.messages),
        text=given.text.strip(),
        language=given.language,
        case_number=given.case_number,
        tries=given.tries,
        interval_seconds=given.interval_seconds,
        ring_seconds=given.ring_seconds,
        started_by=actor.name,
        started_at=timezone.now(),
    )
    orders = []
    for unit in given.units:
        made = DispatchUnit.objects.create(
            dispatch=row,
            department_code=unit.department_code,
            name=unit.name.strip()[:120],
            person=unit.person.strip()[:64],
            numbers=list(unit.numbers),
        )
        orders.append(UnitOrder(key=str(made.pk), numbers=unit.numbers))
    order = StartDispatch(
        command_id=f"dispatch-{tenancy.current()}-{row.pk}",
        tenant=tenancy.current(),
        dispatch=key_of(row),
        units=tuple(orders),
        talk=_talk(given),
        accept=ACCEPT,
        refuse=REFUSE,
        tries=given.tries,
        interval_seconds=given.interval_seconds,
        ring_seconds=given.ring_seconds,
    )
    return row, order


def key_of(row: Dispatch) -> str:
    """What the switchboard calls it."""
    return f"{tenancy.current()}.{row.pk}"


def _check(given: DispatchInput, known_messages: frozenset[str]) -> None:
    if not given.title.strip():
        raise Required("title")
    if len(given.title.strip()) > 120:
        raise TooLong("title", limit=120)
    if not given.messages:
        raise Required("messages")
    if set(given.messages) - known_messages:
        raise UnknownMessage("messages")
    if given.language not in ("zh", "en"):
        raise Invalid("language")
    limits = {
        "tries": given.tries,
        "interval_seconds": given.interval_seconds,
        "ring_seconds": given.ring_seconds,
    }
    if wrong := rules.out_of_range(limits):
        raise Invalid(wrong)
    if not given.units:
        raise NobodyToCall("units")
    if len(given.units) > rules.MOST_UNITS:
        raise TooManyUnits("units", limit=rules.MOST_UNITS)
    for unit in given.units:
        if not unit.name.strip() or not unit.numbers:
            raise NobodyToCall("units")
        check_numbers(unit.numbers, "units")


def check_numbers(numbers: Sequence[str], field: str) -> None:
    """Raises NotANumber for what cannot be dialled."""
    for number in numbers:
        if not to_e164(number):
            raise NotANumber(field, number=number[:32])


def _talk(given: DispatchInput) -> Talk:
    """The message, then a key; said again on request; thanks or regret."""
    keys = {ACCEPT: "accepted", REFUSE: "refused"}
    prompts = ("dispatch-opening", *given.messages, "dispatch-keys")
    return Talk(
        steps=(
            TalkStep(key="order", prompts=prompts, keys=keys, repeat=REPEAT, tries=3, input_seconds=10.0),
            TalkStep(key="accepted", prompts=("dispatch-accepted",)),
            TalkStep(key="refused", prompts=("dispatch-refused",)),
        ),
        language=given.language,
    )


@transaction.atomic
def do_begin(actor: Actor, row: Dispatch) -> None:
    """The switchboard has taken it."""
    Dispatch.objects.filter(pk=row.pk).update(begun=True)
    names = "、".join(row.units.values_list("name", flat=True))
    audit.record(actor, "dispatch.start", f"dispatch {row.pk}", f"{row.case_number} {row.title}: {names}".strip())


def do_withdraw(row: Dispatch) -> None:
    """The switchboard has refused it: as if it had never been."""
    Dispatch.objects.filter(pk=row.pk, begun=False).delete()


@transaction.atomic
def do_note_cancel(actor: Actor, pk: int) -> CancelDispatch:
    """Who cancels, and the switchboard's order. Raises NotFound, DispatchOver."""
    row = Dispatch.objects.select_for_update().filter(pk=pk, begun=True).first()
    if row is None:
        raise NotFound("id")
    if row.state != DispatchState.RUNNING:
        raise DispatchOver("id")
    audit.record(actor, "dispatch.cancel", f"dispatch {pk}", row.title)
    command_id = f"dispatch-cancel-{tenancy.current()}-{pk}-{timezone.now().timestamp()}"
    return CancelDispatch(command_id=command_id, tenant=tenancy.current(), dispatch=key_of(row))


@transaction.atomic
def do_give_up(born: datetime) -> list[int]:
    """The switchboard began anew at ``born`` and knows none of the dispatches before: they are lost, not running."""
    lost = queries.running_before(born)
    for row in lost:
        units = row.units.filter(state__in=ENDED)
        units.update(state=UnitState.UNREACHED.value, next_at=None, settled_at=born)
        row.state, row.ended_at = DispatchState.LOST, born
        row.save(update_fields=["state", "ended_at"])
    return [row.pk for row in lost]


# -------------------------------------------------------------------------------------------------- who is on duty


@dataclass(frozen=True, slots=True)
class DutyInput:
    """An entry of the duty list; see DutyContact."""

    department_code: str
    name: str
    numbers: tuple[str, ...]
    weekdays: tuple[int, ...] = ()
    from_minute: int = 0
    to_minute: int = 0
    note: str = ""


@transaction.atomic
def do_keep_duty(actor: Actor | None, given: DutyInput, pk: int | None = None) -> DutyContact:
    """Make or change an entry. Raises NotFound, Required, Invalid, NotANumber."""
    department = Department.objects.filter(code=given.department_code).first()
    if department is None:
        raise NotFound("department_code")
    if not given.name.strip():
        raise Required("name")
    if not given.numbers:
        raise Required("numbers")
    check_numbers(given.numbers, "numbers")
    if set(given.weekdays) - set(range(1, 8)):
        raise Invalid("weekdays")
    if not (0 <= given.from_minute < rules.DAY and 0 <= given.to_minute < rules.DAY):
        raise Invalid("from_minute")
    row = DutyContact.objects.select_for_update().filter(pk=pk).first() if pk is not None else DutyContact()
    if row is None:
        raise NotFound("id")
    row.department, row.name, row.numbers = department, given.name.strip()[:64], list(given.numbers)
    row.weekdays, row.note = sorted(given.weekdays), given.note.strip()[:200]
    row.from_minute, row.to_minute = given.from_minute, given.to_minute
    row.save()
    if actor:
        audit.record(actor, "duty.save", f"duty {row.pk}", f"{department.code} {row.name} {' '.join(given.numbers)}")
    return row


@transaction.atomic
def do_drop_duty(actor: Actor, pk: int) -> None:
    """Take an entry off the list. Raises NotFound."""
    row = DutyContact.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound("id")
    audit.record(actor, "duty.drop", f"duty {pk}", f"{row.name} {' '.join(row.numbers)}")
    row.delete()
