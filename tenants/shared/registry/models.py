"""Tenants and the host names that lead to them."""

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class TenantKind(models.TextChoices):
    """CITY: 市级中心, owns the number. COUNTY: 县(区)分中心."""

    CITY = "CITY"
    COUNTY = "COUNTY"


class Tenant(TenantMixin):
    """A city or county. ``schema_name`` is its key everywhere; ``code`` (two digits) stands in case numbers."""

    code = models.CharField(max_length=2, unique=True)
    kind = models.CharField(max_length=8, choices=TenantKind.choices)
    names = models.JSONField(default=dict)  # locale -> name
    created_at = models.DateTimeField(auto_now_add=True)

    auto_create_schema = False  # schemas are made by `tenants.shared.registry.actions`
    auto_drop_schema = False

    @property
    def key(self) -> str:
        """The tenant's key: its schema's name."""
        return str(self.schema_name)

    @property
    def is_city(self) -> bool:
        """Is this the central tenant?"""
        return self.kind == TenantKind.CITY


class Domain(DomainMixin):
    """A host name that leads straight to a tenant."""
