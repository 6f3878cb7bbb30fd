"""Reading addresses; each query enters the public schema by itself."""

from hotline import tenancy

from .models import ServiceAddress
from .rules import AddressKind, normal


def whose(kind: AddressKind, address: str) -> ServiceAddress | None:
    """The open address of ours that somebody wrote to; None when there is none."""
    known = normal(kind, address)
    if not known:
        return None
    with tenancy.entered_public():
        return ServiceAddress.objects.filter(kind=kind, address=known, is_open=True).first()


def of_tenant(tenant: str, kind: AddressKind | None = None) -> list[ServiceAddress]:
    """All of a centre's, closed ones too."""
    with tenancy.entered_public():
        rows = ServiceAddress.objects.filter(tenant=tenant)
        return list(rows.filter(kind=kind) if kind else rows)


def is_ours(kind: AddressKind, address: str) -> bool:
    """Is this one of the city's own addresses, open or not?"""
    with tenancy.entered_public():
        return ServiceAddress.objects.filter(kind=kind, address=normal(kind, address)).exists()
