"""Every error code that a step of a case documents is reached, and nothing changes then."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from hotline import tenancy
from hotline.kernel.permissions import Role
from hotline_api.cases.mutations import ALL
from hotline_api.core.errors import LOCALES
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions, rules
from tenants.local.cases.models import Case
from tenants.local.cases.rules import CaseAction, CaseState, Side
from tests.api.conftest import Browser
from tests.api.operations import operation
from tests.factories.people import actor

People = Callable[..., Browser]

ACTIONS = {
    "".join(part.capitalize() for part in f"case_{action.value}".lower().split("_")): action for action in CaseAction
}
STEPS = {mutation.__name__: mutation for mutation in ALL if mutation.__name__ in ACTIONS}
TEXTS = ("answer", "reason", "legalRoute", "reply", "note", "master")
#: right arguments, by name
RIGHT: dict[str, Any] = {
    **dict.fromkeys(TEXTS, "因为"),
    "accept": False,
    "contacted": True,
    "resolved": True,
    "satisfied": 5,
}


def step_of(name: str) -> rules.Step:
    """A row of the table that the mutation takes; for reviews the one that refuses."""
    rows = [row for row in rules.TABLE if row.action == ACTIONS[name]]
    needing = [row for row in rows if row.needs and row.verdict is not True]
    return (needing or rows)[0]


def root(name: str) -> str:
    """``caseSign`` of ``CaseSign``."""
    return name[0].lower() + name[1:]


@pytest.fixture
def shared(db: None) -> str:
    """A case of the city in the hands of east: its number."""
    city = actor("city")
    with tenancy.entered("city"):
        given = actions.CaseInput(kind="HELP", title="路灯", content="路灯不亮", unit="tenant:east")
        return actions.do_register_and_dispatch(city, given, "shared").number


def put(number: str, state: CaseState) -> int:
    """Put the case into ``state`` on both sides; its version in the city, which is made east's too."""
    for tenant in ("city", "east"):
        with tenancy.entered(tenant):
            Case.objects.filter(number=number).update(state=state, version=5)
    return 5


def picture(number: str) -> list[Any]:
    """What both sides hold of the case."""
    with tenancy.entered_public(), connection.cursor() as cursor:
        rows: list[Any] = []
        for tenant in ("city", "east"):
            cursor.execute(f"SELECT * FROM {tenant}.cases_case WHERE number = %s", [number])
            rows += cursor.fetchall()
            cursor.execute(f"SELECT count(*) FROM {tenant}.cases_caseevent")
            rows += cursor.fetchall()
        return rows


def ask(browser: People, name: str, side: Side, number: str, **given: Any) -> list[tuple[str, str | None]]:
    """(code, field) of the refusals when the step is asked from ``side``; the case is as it was."""
    seen = browser("city" if side is Side.ORIGIN else "east", *Role)
    before = picture(number)
    arguments = {**RIGHT, "number": number, "unit": "tenant:east", **given}
    payload = seen.data(operation("mutation", root(name), arguments, depth=2))[root(name)]
    assert payload["case"] is None
    assert picture(number) == before
    return [(error["code"], error["field"]) for error in payload["errors"]]


def having(code: str) -> list[str]:
    return [name for name, mutation in STEPS.items() if code in mutation.codes]


def test_given_every_action_of_the_table_when_looked_for_then_there_is_a_mutation() -> None:
    assert set(STEPS) == set(ACTIONS)
    assert {name: mutation.permission for name, mutation in STEPS.items()} == {
        name: step_of(name).permission for name in STEPS
    }


@pytest.mark.parametrize("name", having("NOT_FOUND"))
def test_given_an_unknown_case_when_stepped_then_not_found(browser: People, shared: str, name: str) -> None:
    seen = browser("city", *Role)
    arguments = {**RIGHT, "number": "26010101000019", "version": 1, "unit": "tenant:east"}
    payload = seen.data(operation("mutation", root(name), arguments, depth=2))[root(name)]
    assert [error["code"] for error in payload["errors"]] == ["NOT_FOUND"]


@pytest.mark.parametrize("name", having("STALE_VERSION"))
def test_given_an_old_version_when_stepped_then_stale(browser: People, shared: str, name: str) -> None:
    step = step_of(name)
    put(shared, step.state)
    given = {"master": other_case()} if name == "CaseMerge" else {}
    assert ask(browser, name, step.side, shared, version=4, **given) == [("STALE_VERSION", "version")]


@pytest.mark.parametrize("name", having("ILLEGAL_MOVE"))
def test_given_a_state_without_this_step_when_stepped_then_illegal(browser: People, shared: str, name: str) -> None:
    version = put(shared, CaseState.CANCELLED)
    given = {"master": other_case()} if name == "CaseMerge" else {}
    side = step_of(name).side
    assert ask(browser, name, side, shared, version=version, **given) == [("ILLEGAL_MOVE", None)]


@pytest.mark.parametrize("name", having("WRONG_SIDE"))
def test_given_the_other_side_when_stepped_then_refused(browser: People, shared: str, name: str) -> None:
    step = step_of(name)
    version = put(shared, step.state)
    other = Side.HANDLER if step.side is Side.ORIGIN else Side.ORIGIN
    given = {"master": other_case("east")} if name == "CaseMerge" else {}
    assert ask(browser, name, other, shared, version=version, **given) == [("WRONG_SIDE", None)]


@pytest.mark.parametrize("name", having("REQUIRED"))
def test_given_an_empty_text_when_stepped_then_required_at_its_field(browser: People, shared: str, name: str) -> None:
    step = step_of(name)
    version = put(shared, step.state)
    empty = {**dict.fromkeys(TEXTS, " "), "unit": " ", "resolved": None}
    (told,) = ask(browser, name, step.side, shared, version=version, **empty)
    assert told[0] == "REQUIRED"
    assert told[1] in (*TEXTS, "unit", "resolved", "satisfied")


@pytest.mark.parametrize("name", having("TOO_LONG"))
def test_given_a_text_without_end_when_stepped_then_too_long(browser: People, shared: str, name: str) -> None:
    step = step_of(name)
    version = put(shared, step.state)
    ((code, _),) = ask(browser, name, step.side, shared, version=version, **dict.fromkeys(TEXTS, "长" * 9_000))
    assert code == "TOO_LONG"


def other_case(tenant: str = "city") -> str:
    """Another case of ``tenant``."""
    with tenancy.entered(tenant):
        given = actions.CaseInput(kind="HELP", title="井盖", content="井盖松动")
        return actions.do_register(actor(tenant), given, "other").number


def test_given_a_closed_department_when_dispatched_then_refused_at_the_field(browser: People, db: None) -> None:
    from tenants.local.people import actions as people

    number = other_case()
    with tenancy.entered("city"):
        closed = people.do_keep_department("closed", dict.fromkeys(LOCALES, "Closed"), is_open=False)
    assert ask(browser, "CaseDispatch", Side.ORIGIN, number, version=1, unit=f"department:{closed.pk}") == [
        ("UNIT_CLOSED", "unit")
    ]


@pytest.mark.parametrize("unit", ["department:999999", "tenant:nowhere", "x", "department:１"])
def test_given_no_unit_when_dispatched_then_not_found_at_the_field(browser: People, db: None, unit: str) -> None:
    assert ask(browser, "CaseDispatch", Side.ORIGIN, other_case(), version=1, unit=unit) == [("NOT_FOUND", "unit")]


def documented() -> list[tuple[type[Mutation], str]]:
    return [(mutation, code) for mutation in STEPS.values() for code in sorted(mutation.codes)]


def test_given_the_codes_of_all_steps_when_listed_then_each_is_reached_by_a_test_here() -> None:
    assert {code for _, code in documented()} == {
        *("NOT_FOUND", "STALE_VERSION", "ILLEGAL_MOVE", "WRONG_SIDE", "REQUIRED", "TOO_LONG", "UNIT_CLOSED"),
        "INVALID",
    }
    assert having("INVALID") == ["CaseDispatch", "CaseRecordCallBack", "CaseMerge"]


def test_given_a_master_that_is_the_case_itself_when_merged_then_invalid(browser: People, db: None) -> None:
    number = other_case()
    assert ask(browser, "CaseMerge", Side.ORIGIN, number, version=1, master=number) == [("INVALID", "master")]


def test_given_a_satisfaction_of_six_when_recorded_then_invalid(browser: People, shared: str) -> None:
    version = put(shared, CaseState.CALLBACK_PENDING)
    told = ask(browser, "CaseRecordCallBack", Side.ORIGIN, shared, version=version, satisfied=6)
    assert told == [("INVALID", "satisfied")]
