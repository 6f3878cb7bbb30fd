"""Taking a matter in."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from hotline.kernel import bigrams
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline.kernel.phone import to_e164
from tenants.local.citizens import actions as citizens
from tenants.local.citizens import queries as citizen_queries
from tenants.local.citizens.models import Citizen

from .. import queries, rules
from ..models import Case, CaseDraft, Category, Report
from ..rules import CaseAction, CaseKind, CaseState, Urgency
from .announcing import announce
from .federation import Held, keep_card, write_event
from .numbering import next_number
from .once import claim
from .stepping import check_may, seen_by
from .telling import tell_registered
from .working import dispatch_held

LONGEST = {"title": 200, "content": 8000, "address": 200, "reporter_name": 64}
#: the title of a case that a fault of ours made
LOST_CALL_TITLE = "通话因故障中断，请尽快回拨市民"


@dataclass(frozen=True, slots=True)
class CaseInput:
    """The complaint form. ``reporter_phone`` as people write it, empty for the anonymous. ``unit``: see do_dispatch.

    ``medium`` is how the matter reached us, ``locale`` the citizen's language when they chose one.
    """

    kind: str
    title: str
    content: str
    urgency: str = Urgency.NORMAL
    address: str = ""
    category_id: int | None = None
    citizen_id: int | None = None
    reporter_name: str = ""
    reporter_phone: str = ""
    call_id: str = ""
    unit: str = ""
    medium: str = "TELEPHONE"
    locale: str = ""


def do_register(actor: Actor, given: CaseInput, key: str) -> Case:
    """Make a case; it consumes the call's draft, and the citizen is told. The same ``key`` again gives the same case.

    Raises Forbidden, Required("title" | "content" | "key"), TooLong, Invalid("kind" | "urgency" | "reporter_phone"),
    NotFound("category_id" | "citizen_id"), KeyReused("key").
    """
    return _once(actor, given, key, dispatch=False)


def do_register_and_dispatch(actor: Actor, given: CaseInput, key: str) -> Case:
    """Make a case and give it to its unit in one transaction; without a unit, to the one that the category suggests.

    Raises what do_register and do_dispatch raise; then there is no case either.
    """
    check_may(actor, Permission.CASE_DISPATCH)
    return _once(actor, given, key, dispatch=True)


def do_register_lost_call(actor: Actor, *, call_id: str, caller: str) -> Case:
    """A call that was lost by a fault of ours becomes a case, so that somebody calls back. Once per call."""
    given = CaseInput(
        kind=CaseKind.HELP,
        title=LOST_CALL_TITLE,
        content=LOST_CALL_TITLE,
        urgency=Urgency.CRITICAL,
        reporter_phone=caller,
        call_id=call_id,
    )
    return _once(actor, given, f"lost-call:{call_id}", dispatch=False, quiet=True)


def _once(actor: Actor, given: CaseInput, key: str, *, dispatch: bool, quiet: bool = False) -> Case:
    check_may(actor, Permission.CASE_REGISTER)
    given, category, citizen = _checked(given)
    with transaction.atomic():
        request = claim(actor, key, "dispatch" if dispatch else "register", given)
        if request.number:
            found = queries.case(actor, request.number)
            assert found is not None
            return found
        held = _write(actor, given, category, citizen)
        if dispatch:
            step = rules.move(CaseState.REGISTERED, CaseAction.DISPATCH, held.own.sides(actor.tenant))
            dispatch_held(held, step, _unit(given, category), "")
        if not quiet:
            tell_registered(held.own)
        request.number = held.own.number
        request.save(update_fields=["number"])
    return seen_by(actor, held)


def _unit(given: CaseInput, category: Category | None) -> str:
    if given.unit or category is None:
        return given.unit
    suggested = queries.suggested_unit(category)
    return suggested.key if suggested else ""


def _checked(given: CaseInput) -> tuple[CaseInput, Category | None, Citizen | None]:
    """The form with its texts trimmed and its number in E.164, the rows that it names."""
    texts = {name: getattr(given, name).strip() for name in LONGEST}
    for name in ("title", "content"):
        if not texts[name]:
            raise Required(name)
    for name, limit in LONGEST.items():
        if len(texts[name]) > limit:
            raise TooLong(name, limit=limit)
    if given.kind not in CaseKind.__members__:
        raise Invalid("kind")
    if given.urgency not in Urgency.__members__:
        raise Invalid("urgency")
    phone = to_e164(given.reporter_phone) if given.reporter_phone.strip() else ""
    if given.reporter_phone.strip() and not phone:
        raise Invalid("reporter_phone")
    category = queries.category(given.category_id) if given.category_id is not None else None
    if given.category_id is not None and category is None:
        raise NotFound("category_id")
    citizen = citizen_queries.citizen(given.citizen_id) if given.citizen_id is not None else None
    if given.citizen_id is not None and citizen is None:
        raise NotFound("citizen_id")
    return replace(given, **texts, reporter_phone=phone), category, citizen


def _write(actor: Actor, given: CaseInput, category: Category | None, citizen: Citizen | None) -> Held:
    now = timezone.now()
    number = next_number(now)
    if citizen is None:
        citizen = citizens.do_remember_citizen(given.reporter_name, given.reporter_phone, given.locale)
    row = Case.objects.create(
        number=number,
        kind=given.kind,
        state=CaseState.REGISTERED,
        title=given.title,
        content=given.content,
        address=given.address,
        urgency=given.urgency,
        category=category,
        citizen=citizen,
        reporter_name=given.reporter_name,
        reporter_phone=given.reporter_phone,
        locale=given.locale,
        medium=given.medium,
        call_id=given.call_id,
        registered_at=now,
        registered_by=actor.name,
        due_at=rules.due_at(Urgency(given.urgency), now, queries.calendar()),
        origin=actor.tenant,
        handler=actor.tenant,
        search=bigrams.document(
            number, given.title, given.content, given.address, given.reporter_name, given.reporter_phone
        ),
    )
    Report.objects.create(
        case=row,
        raised_as=row,
        at=now,
        call_id=given.call_id,
        medium=given.medium,
        citizen=citizen,
        reporter_name=given.reporter_name,
        reporter_phone=given.reporter_phone,
        content=given.content,
    )
    if given.call_id:
        CaseDraft.objects.filter(call_id=given.call_id).delete()
    write_event(row, actor, "REGISTER", now)
    keep_card(row)
    announce(number)
    return Held(actor, {actor.tenant: row}, now)
