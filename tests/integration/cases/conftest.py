"""People and forms for tests of cases."""

from collections.abc import Callable

import pytest

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Role, permissions_of
from tenants.local.cases import actions
from tenants.local.cases.models import Case
from tenants.local.people.models import Department

People = Callable[..., Actor]


@pytest.fixture
def person() -> People:
    """``person("east", Role.OPERATOR)``: somebody with these roles."""

    def make(tenant: str, *roles: Role, department: str = "", user_id: int = 7) -> Actor:
        return Actor(user_id, f"{tenant} person", tenant, permissions_of(list(roles)), "", department)

    return make


@pytest.fixture
def operator(person: People) -> Actor:
    return person("city", Role.OPERATOR)


@pytest.fixture
def county_operator(person: People) -> Actor:
    return person("east", Role.OPERATOR, user_id=8)


@pytest.fixture
def form() -> Callable[..., actions.CaseInput]:
    """A complaint form that is right; name what should be otherwise."""

    def make(**otherwise: object) -> actions.CaseInput:
        given: dict[str, object] = {
            "kind": "COMPLAINT",
            "title": "路灯不亮",
            "content": "中山路12号门前路灯坏了三天",
            "urgency": "NORMAL",
            "reporter_name": "王芳",
            "reporter_phone": "138 0000 1111",
            **otherwise,
        }
        return actions.CaseInput(**given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def registered(db: None, operator: Actor, form: Callable[..., actions.CaseInput]) -> Case:
    """A case of the city that nobody has yet."""
    with tenancy.entered("city"):
        return actions.do_register(operator, form(), key="given")


@pytest.fixture
def unit_key() -> Callable[[str, str], str]:
    """The key of a department: ``unit_key("city", "urban")``."""

    def find(tenant: str, code: str) -> str:
        with tenancy.entered(tenant):
            return f"department:{Department.objects.get(code=code).pk}"

    return find
