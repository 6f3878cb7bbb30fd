"""Who a case can be given to: this tenant's departments, and other tenants over the county line."""

from dataclasses import dataclass

from hotline import tenancy
from tenants.local.people import queries as people
from tenants.local.people.models import Department
from tenants.shared.registry import queries as registry
from tenants.shared.registry.models import Tenant

from ..models import Case, Category


@dataclass(frozen=True, slots=True)
class Unit:
    """``key`` is "department:<id>" or "tenant:<key>". ``names``: locale -> name. A closed one takes no new cases."""

    key: str
    names: dict[str, str]
    is_tenant: bool
    is_open: bool
    code: str


def _department(row: Department) -> Unit:
    return Unit(f"department:{row.pk}", row.names, is_tenant=False, is_open=row.is_open, code=row.code)


def _tenant(row: Tenant) -> Unit:
    return Unit(f"tenant:{row.key}", row.names, is_tenant=True, is_open=True, code=row.key)


def units() -> list[Unit]:
    """Departments here, closed ones too; then the tenants over the line: a city's counties, a county's city."""
    here = registry.tenant(tenancy.current())
    others = [row for row in registry.tenants() if row.is_city != here.is_city]
    return [*map(_department, people.departments()), *map(_tenant, others)]


def unit(key: str) -> Unit | None:
    """One unit that a case can be given to here; None for what is none."""
    sort, _, name = key.partition(":")
    if sort == "department" and name.isascii() and name.isdecimal():
        row = people.department(int(name))
        return _department(row) if row else None
    if sort == "tenant":
        return next((found for found in units() if found.key == key), None)
    return None


def unit_of(case: Case) -> Unit | None:
    """Who works on a case, as the entered tenant sees it; None while nobody does."""
    here = tenancy.current()
    if case.handler != here:
        return _tenant(registry.tenant(case.handler))
    return _department(case.department) if case.department else None


def suggested_unit(category: Category) -> Unit | None:
    """The department that a subject usually goes to; None when it names none or an unknown one."""
    if not category.suggested_department:
        return None
    row = people.department_by_code(category.suggested_department)
    return _department(row) if row else None
