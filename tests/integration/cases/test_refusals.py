"""What is refused changes nothing at all: rows are compared before and after."""

from collections.abc import Callable

import pytest
from django.db import connection

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, HotlineError, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Role
from tenants.local.cases import actions, queries
from tenants.local.cases.errors import IllegalMove, KeyReused, StaleVersion, UnitClosed
from tenants.local.cases.models import Case, CaseEvent

pytestmark = pytest.mark.django_db

TABLES = (
    "city.cases_case",
    "city.cases_caseevent",
    "city.cases_report",
    "city.cases_callback",
    "city.cases_caserequest",
    "city.cases_casecounter",
    "city.cases_casedraft",
    "city.citizens_citizen",
    "city.notify_outgoingmessage",
    "east.cases_case",
    "east.cases_caseevent",
    "public.scoreboard_casecard",
    "public.outbox_outboxrow",
)


def everything() -> list[tuple[str, object]]:
    """All that a case could have left behind."""
    with tenancy.entered_public(), connection.cursor() as cursor:
        found = []
        for table in TABLES:
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM {table} AS row"
            )
            found.append((table, cursor.fetchone()))
        return found


def refused(error: type[HotlineError], act: Callable[[], object], field: str | None = None) -> None:
    before = everything()
    with tenancy.entered("city"), pytest.raises(error) as caught:
        act()
    assert caught.value.field == field
    assert everything() == before


def test_a_closed_unit_takes_nothing(registered: Case, operator: Actor, unit_key) -> None:
    unit = unit_key("city", "relocation")
    refused(UnitClosed, lambda: actions.do_dispatch(operator, registered.number, 1, unit), "unit")


@pytest.mark.parametrize("unit", ["department:999999", "tenant:atlantis", "tenant:city", "nonsense", "department:x"])
def test_no_such_unit(registered: Case, operator: Actor, unit: str) -> None:
    refused(NotFound, lambda: actions.do_dispatch(operator, registered.number, 1, unit), "unit")


def test_no_unit(registered: Case, operator: Actor) -> None:
    refused(Required, lambda: actions.do_dispatch(operator, registered.number, 1, " "), "unit")


def test_a_second_click(registered: Case, operator: Actor) -> None:
    with tenancy.entered("city"):
        actions.do_dispatch(operator, registered.number, 1, "tenant:east")
    refused(StaleVersion, lambda: actions.do_dispatch(operator, registered.number, 1, "tenant:east"), "version")


def test_what_the_table_does_not_have(registered: Case, operator: Actor) -> None:
    refused(IllegalMove, lambda: actions.do_archive(operator, registered.number, 1))
    refused(IllegalMove, lambda: actions.do_sign(operator, registered.number, 1))
    refused(IllegalMove, lambda: actions.do_review_submission(operator, registered.number, 1, accept=True))


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda who, n: actions.do_answer(who, n, 1, " "), "answer"),
        (lambda who, n: actions.do_not_accept(who, n, 1, "not ours", ""), "legal_route"),
        (lambda who, n: actions.do_not_accept(who, n, 1, "", "court"), "reason"),
        (lambda who, n: actions.do_cancel(who, n, 1, ""), "reason"),
        (lambda who, n: actions.do_merge(who, n, 1, ""), "master"),
    ],
)
def test_a_step_without_what_it_needs(registered: Case, operator: Actor, act, field: str) -> None:
    refused(Required, lambda: act(operator, registered.number), field)


def test_without_the_permission(registered: Case, person) -> None:
    inspector, handler = person("city", Role.QUALITY_INSPECTOR), person("city", Role.DEPARTMENT_HANDLER)
    n = registered.number
    for who in (inspector, handler):
        refused(Forbidden, lambda who=who: actions.do_answer(who, n, 1, "a"))
        refused(Forbidden, lambda who=who: actions.do_dispatch(who, n, 1, "tenant:east"))
        refused(Forbidden, lambda who=who: actions.do_merge(who, n, 1, n))
    agent = person("city", Role.AGENT)
    refused(Forbidden, lambda: actions.do_not_accept(agent, n, 1, "r", "l"))
    refused(Forbidden, lambda: actions.do_cancel(agent, n, 1, "r"))


def test_outside_ones_own_tenant(registered: Case, person) -> None:
    refused(Forbidden, lambda: actions.do_answer(person("east", Role.OPERATOR), registered.number, 1, "a"))


def test_an_unknown_case(db: None, operator: Actor) -> None:
    refused(NotFound, lambda: actions.do_answer(operator, "26070401000014", 1, "a"), "number")


@pytest.mark.parametrize(
    ("otherwise", "error", "field"),
    [
        ({"title": "  "}, Required, "title"),
        ({"content": ""}, Required, "content"),
        ({"title": "x" * 201}, TooLong, "title"),
        ({"kind": "NONSENSE"}, Invalid, "kind"),
        ({"urgency": "SOON"}, Invalid, "urgency"),
        ({"reporter_phone": "12"}, Invalid, "reporter_phone"),
        ({"category_id": 999_999}, NotFound, "category_id"),
        ({"citizen_id": 999_999}, NotFound, "citizen_id"),
    ],
)
def test_a_wrong_form(db: None, operator: Actor, form, otherwise, error, field: str) -> None:
    refused(error, lambda: actions.do_register(operator, form(**otherwise), "k"), field)


def test_registering_and_dispatching_is_one_thing(db: None, operator: Actor, form, unit_key) -> None:
    closed = form(unit=unit_key("city", "relocation"))
    refused(UnitClosed, lambda: actions.do_register_and_dispatch(operator, closed, "k"), "unit")


def test_a_key_is_for_one_request(registered: Case, operator: Actor, form) -> None:
    refused(KeyReused, lambda: actions.do_register(operator, form(title="other"), "given"), "key")
    refused(KeyReused, lambda: actions.do_register_and_dispatch(operator, form(), "given"), "key")


def test_the_same_request_twice_gives_the_same_case(registered: Case, operator: Actor, form) -> None:
    before = everything()
    with tenancy.entered("city"):
        again = actions.do_register(operator, form(), key="given")
    assert again.number == registered.number
    assert everything() == before


def test_a_call_backs_answers_are_checked(registered: Case, operator: Actor, unit_key) -> None:
    n, unit = registered.number, unit_key("city", "urban")
    with tenancy.entered("city"):
        actions.do_dispatch(operator, n, 1, unit)
        actions.do_sign(operator, n, 2)
        actions.do_submit(operator, n, 3, "done")
        actions.do_review_submission(operator, n, 4, accept=True)
    for given, field in (
        ({"contacted": True}, "resolved"),
        ({"contacted": True, "resolved": True}, "satisfied"),
    ):
        refused(Required, lambda given=given: actions.do_record_call_back(operator, n, 5, **given), field)
    for given, field in (
        ({"contacted": True, "resolved": True, "satisfied": 6}, "satisfied"),
        ({"contacted": False, "resolved": True}, "resolved"),
    ):
        refused(Invalid, lambda given=given: actions.do_record_call_back(operator, n, 5, **given), field)


def test_history_cannot_be_changed_or_taken_away(registered: Case) -> None:
    from django.db import ProgrammingError, transaction

    with tenancy.entered("city"):
        for attempt in (lambda: CaseEvent.objects.update(note="x"), lambda: CaseEvent.objects.all().delete()):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                attempt()
        assert CaseEvent.objects.count() == 1


def test_a_handler_sees_their_own_departments_cases_only(registered: Case, operator: Actor, person, unit_key) -> None:
    n = registered.number
    with tenancy.entered("city"):
        actions.do_dispatch(operator, n, 1, unit_key("city", "water"))
        urban = person("city", Role.DEPARTMENT_HANDLER, department="urban")
        water = person("city", Role.DEPARTMENT_HANDLER, department="water")
        assert queries.case(urban, n) is None
        assert list(queries.cases(urban)) == []
        assert [case.number for case in queries.cases(water, queries.CaseFilter(box="inbox"))] == [n]
    refused(NotFound, lambda: actions.do_sign(urban, n, 2), "number")
