"""The city opens a case that lies in a county: with a permission of its own, and an entry in both audit logs."""

from collections.abc import Iterator
from contextlib import contextmanager

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from tenants.shared.registry import queries as registry

from ..models import Case
from .stepping import check_may


@contextmanager
def opened_county_case(actor: Actor, tenant: str, number: str) -> Iterator[Case]:
    """The case as it stands in ``tenant``, for reading inside the block only: there the county is entered.

    Raises Forbidden (without case.cross, or from a county), NotFound("tenant" | "number").
    """
    check_may(actor, Permission.CASE_CROSS)
    if not registry.tenant(actor.tenant).is_city:
        raise Forbidden
    if registry.tenant(tenant).is_city:
        raise NotFound("tenant")
    audit.record(actor, "case.cross", f"case {number}", f"in {tenant}")
    with tenancy.crossing(tenant, actor=actor, reason=f"case {number}: read"):
        related = Case.objects.defer("search").select_related("category", "citizen", "department", "master")
        case = related.prefetch_related("events", "call_backs", "reports").filter(number=number).first()
        if case is None:
            raise NotFound("number")
        yield case
