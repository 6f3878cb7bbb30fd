"""The half-typed form of a call: saved as it is typed, kept through crashes, travelling along with a transfer."""

import json

from django.db import transaction
from django.utils import timezone

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, Required, TooLong
from hotline.kernel.permissions import Permission

from ..errors import DraftConflict
from ..models import CaseDraft
from ..rules import CaseKind
from .stepping import check_may

LONGEST_DATA = 64_000


def do_save_draft(actor: Actor, *, call_id: str, kind: str, data: str, version: int) -> CaseDraft:
    """Keep the form as it stands. ``version`` is the one last seen, 0 for a form that was never saved.

    Raises DraftConflict (``params["draft"]``: the newest, None when it was consumed meanwhile), Required("call_id"),
    Invalid("kind" | "data"), TooLong("data").
    """
    check_may(actor, Permission.CASE_REGISTER)
    _check(call_id, kind, data)
    with transaction.atomic():
        if version == 0:
            new = CaseDraft(
                call_id=call_id, kind=kind, data=data, version=0, saved_at=timezone.now(), saved_by=actor.name
            )
            CaseDraft.objects.bulk_create([new], ignore_conflicts=True)
        row = CaseDraft.objects.select_for_update().filter(call_id=call_id).first()
        if row is None or row.version != version:
            raise DraftConflict("version", draft=row)
        row.kind, row.data, row.version = kind, data, version + 1
        row.saved_at, row.saved_by = timezone.now(), actor.name
        row.save()
    return row


def do_discard_draft(actor: Actor, call_id: str) -> bool:
    """Throw the form away. False when there was none."""
    check_may(actor, Permission.CASE_REGISTER)
    deleted, _ = CaseDraft.objects.filter(call_id=call_id).delete()
    return deleted > 0


def do_hand_over_draft(call_id: str, *, from_tenant: str, to_tenant: str) -> CaseDraft | None:
    """Give ``to_tenant`` the form as ``from_tenant`` has it; None when there is none. Call inside either of the two.

    The giver keeps it too: a consultation may end without a transfer. An older copy is replaced, a newer one kept, so
    that handing over twice changes nothing.
    """
    with transaction.atomic():
        house, reason = Actor.system(tenancy.current()), f"draft of call {call_id}"
        with tenancy.crossing(from_tenant, actor=house, reason=reason):
            given = CaseDraft.objects.filter(call_id=call_id).first()
        if given is None or from_tenant == to_tenant:
            return given
        with tenancy.crossing(to_tenant, actor=house, reason=reason):
            return _take_over(given)


def _take_over(given: CaseDraft) -> CaseDraft:
    """The entered tenant's copy of ``given``, unless it has a newer one."""
    row = CaseDraft.objects.select_for_update().filter(call_id=given.call_id).first()
    if row is not None and row.saved_at >= given.saved_at:
        return row
    row = row or CaseDraft(call_id=given.call_id, version=0)
    row.kind, row.data, row.version = given.kind, given.data, max(row.version, given.version) + 1
    row.saved_at, row.saved_by = given.saved_at, given.saved_by
    row.save()
    return row


def _check(call_id: str, kind: str, data: str) -> None:
    if not call_id.strip():
        raise Required("call_id")
    if kind not in CaseKind.__members__:
        raise Invalid("kind")
    if len(data) > LONGEST_DATA:
        raise TooLong("data", limit=LONGEST_DATA)
    try:
        form = json.loads(data)
    except ValueError as error:
        raise Invalid("data") from error
    if not isinstance(form, dict):
        raise Invalid("data")
