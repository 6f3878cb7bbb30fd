"""Bringing the public schema and every tenant's schema up to date, and their walls with them."""

from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from hotline import tenancy
from hotline.tenancy.wall import raise_wall
from tenants.shared.registry import queries as registry


def migrate_house(verbosity: int = 0) -> None:
    """Shared tables first, then each tenant's; a role that lacks rights on a new table gets them.

    Raises SystemCheckError when the database is not fit for many tenants.
    """
    if unfit := [each for each in run_checks(tags=[Tags.database], databases=["default"]) if each.is_serious()]:
        raise SystemCheckError("; ".join(str(each) for each in unfit))
    with tenancy.entered_public():
        call_command("migrate_schemas", shared=True, interactive=False, verbosity=verbosity)
        registry.forget()
        for tenant in registry.tenants():
            call_command("migrate_schemas", schema_name=tenant.key, interactive=False, verbosity=verbosity)
            raise_wall(tenant.key, tenant.is_city)
