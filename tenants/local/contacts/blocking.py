""" "Block this caller": at once onto the black list by who may keep it, else a proposal that a supervisor decides."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import HotlineError, Invalid, NotFound, Required
from hotline.kernel.permissions import Permission
from telephony.contracts.plan import ListKind
from tenants.shared.numbering import lists
from tenants.shared.numbering.models import ListedNumber
from tenants.shared.registry import queries as registry

from .models import BlockProposal, Contact, ProposalState

TERM_DAYS = (1, 365)
LATEST = timedelta(hours=24)
"""So long after its end a call's agent may still have its caller blocked."""


class NoCallerNumber(HotlineError):
    """The caller's number was withheld, or nobody vouches for it: there is nothing to block."""

    code = "NO_CALLER_NUMBER"


class AlreadyDecided(HotlineError):
    """Somebody has decided this proposal already."""

    code = "ALREADY_DECIDED"


@dataclass(frozen=True, slots=True)
class Blocked:
    """One of both: on the list now, or proposed."""

    entry: ListedNumber | None = None
    proposal: BlockProposal | None = None


@transaction.atomic
def do_block(actor: Actor, call_id: str, reason: str, days: int) -> Blocked:
    """Have the caller of ``call_id`` refused for ``days``. Asked again before it is decided, the proposal is changed.

    Raises Required (reason), Invalid (days), NotFound (a call that was not the agent's, or long over), NoCallerNumber.
    """
    if not reason.strip():
        raise Required("reason")
    if not TERM_DAYS[0] <= days <= TERM_DAYS[1]:
        raise Invalid("days")
    contact = _contact(actor, call_id)
    if not contact.caller or contact.purpose or not contact.verified:
        raise NoCallerNumber
    if actor.may(Permission.ADMIN_LISTS):
        return Blocked(entry=_list(actor, contact.caller, reason, days))
    row, made = BlockProposal.objects.update_or_create(
        contact=contact,
        agent_number=actor.agent_number,
        state=ProposalState.PROPOSED,
        defaults={"number": contact.caller, "reason": reason.strip()[:200], "days": days, "agent": actor.name[:80]},
    )
    audit.record(actor, "caller.block_proposed", row.number, f"{row.reason}, {days} days{'' if made else ' (changed)'}")
    return Blocked(proposal=row)


@transaction.atomic
def do_withdraw(actor: Actor, proposal: int) -> None:
    """Take one's own proposal back. Raises NotFound, AlreadyDecided."""
    row = BlockProposal.objects.select_for_update().filter(pk=proposal, agent_number=actor.agent_number).first()
    if row is None:
        raise NotFound("id")
    _decide(actor, row, ProposalState.WITHDRAWN)


@transaction.atomic
def do_decide(actor: Actor, proposal: int, accept: bool) -> BlockProposal:
    """Put the number on the black list, from now on for the proposed term, or refuse it. Raises NotFound,
    AlreadyDecided."""
    row = BlockProposal.objects.select_for_update().filter(pk=proposal).first()
    if row is None:
        raise NotFound("id")
    _decide(actor, row, ProposalState.ACCEPTED if accept else ProposalState.REFUSED)
    if accept:
        _list(actor, row.number, row.reason, row.days)
    return row


def open_proposals() -> list[BlockProposal]:
    """What waits for a decision, the oldest first."""
    rows = BlockProposal.objects.filter(state=ProposalState.PROPOSED).select_related("contact").order_by("at", "id")
    return list(rows[:200])


def _contact(actor: Actor, call_id: str) -> Contact:
    recent = Q(ended_at__isnull=True) | Q(ended_at__gte=timezone.now() - LATEST)
    row = Contact.objects.filter(recent, call_id=call_id).first()
    own = row is not None and bool(actor.agent_number) and row.agent_number == actor.agent_number
    if row is None or not (own or actor.may(Permission.ADMIN_LISTS)):
        raise NotFound("call_id")
    return row


def _list(actor: Actor, number: str, reason: str, days: int) -> ListedNumber:
    """A county's word counts for its own calls, the city's for all."""
    with tenancy.entered_public():
        reach = "" if registry.tenant(actor.tenant).is_city else actor.tenant
    until = timezone.now() + timedelta(days=days)
    return lists.do_list_number(number, ListKind.BLACK.value, reason, until, tenant=reach, actor=actor)


def _decide(actor: Actor, row: BlockProposal, state: ProposalState) -> None:
    if row.state != ProposalState.PROPOSED:
        raise AlreadyDecided
    row.state, row.decided_by, row.decided_at = state, actor.name[:80], timezone.now()
    row.save(update_fields=["state", "decided_by", "decided_at"])
    audit.record(actor, f"caller.block_{state.value.lower()}", row.number, row.reason)
