"""A case over the county line: one number, two schemas, one transaction."""

from collections.abc import Callable

import pytest

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Role
from tenants.local.cases import actions, queries
from tenants.local.cases.errors import IllegalMove, StaleVersion, WrongSide
from tenants.local.cases.models import Case, CaseEvent
from tenants.shared.scoreboard.models import CaseCard

pytestmark = pytest.mark.django_db


def row(tenant: str, number: str) -> Case:
    with tenancy.entered(tenant):
        return Case.objects.select_related("department").get(number=number)


def history(tenant: str, number: str) -> list[tuple[str, str, str]]:
    with tenancy.entered(tenant):
        events = CaseEvent.objects.filter(case__number=number)
        return list(events.values_list("action", "to_state", "actor_tenant"))


def test_a_city_case_lives_its_whole_life_in_a_county(
    registered: Case, operator: Actor, county_operator: Actor
) -> None:
    number = registered.number
    # when: the city dispatches, the county signs and submits, the city reviews, calls back, archives
    with tenancy.entered("city"):
        actions.do_dispatch(operator, number, 1, "tenant:east", "please")
    with tenancy.entered("east"):
        inbox = list(queries.cases(county_operator, queries.CaseFilter(box="inbox")))
        assert [case.number for case in inbox] == [number]
        signed = actions.do_sign(county_operator, number, inbox[0].version)
        actions.do_submit(county_operator, number, signed.version, "灯已修好")
    with tenancy.entered("city"):
        case = queries.case(operator, number)
        assert case is not None
        assert (case.state, case.reply, case.handler) == ("SUBMITTED", "灯已修好", "east")
        case = actions.do_review_submission(operator, number, case.version, accept=True)
        case = actions.do_record_call_back(operator, number, case.version, contacted=True, resolved=True, satisfied=5)
        case = actions.do_archive(operator, number, case.version)
    # then: both sides tell the same story
    expected = [
        ("REGISTER", "REGISTERED", "city"),
        ("DISPATCH", "DISPATCHED", "city"),
        ("SIGN", "IN_PROGRESS", "east"),
        ("SUBMIT", "SUBMITTED", "east"),
        ("REVIEW_SUBMISSION", "CALLBACK_PENDING", "city"),
        ("RECORD_CALL_BACK", "CALLED_BACK", "city"),
        ("ARCHIVE", "ARCHIVED", "city"),
    ]
    assert history("city", number) == expected
    assert history("east", number) == expected
    assert row("east", number).state == "ARCHIVED"
    cards = CaseCard.objects.filter(number=number).values_list("tenant", "state", "unit").order_by("tenant")
    assert list(cards) == [("city", "ARCHIVED", "tenant:east"), ("east", "ARCHIVED", "")]


def test_a_returned_case_travels_back_and_on_to_another_county(
    registered: Case, operator: Actor, county_operator: Actor
) -> None:
    number = registered.number
    with tenancy.entered("city"):
        actions.do_dispatch(operator, number, 1, "tenant:east")
    with tenancy.entered("east"):
        actions.do_return(county_operator, number, 1, "不属于东区")
    with tenancy.entered("city"):
        case = actions.do_review_return(operator, number, 3, accept=True)
        assert (case.state, case.handler, case.version) == ("REGISTERED", "city", 4)
        actions.do_dispatch(operator, number, 4, "tenant:west")
    assert row("west", number).state == "DISPATCHED"
    left = row("east", number)
    assert left.released_at is not None
    with tenancy.entered("east"):
        assert queries.allowed_actions(county_operator, left) == ()
        assert list(queries.cases(county_operator, queries.CaseFilter(box="inbox"))) == []
        with pytest.raises(IllegalMove):
            actions.do_sign(county_operator, number, left.version)
    assert not CaseCard.objects.filter(tenant="east", number=number).exists()


def test_each_side_keeps_to_its_own_steps(registered: Case, operator: Actor, county_operator: Actor) -> None:
    with tenancy.entered("city"):
        actions.do_dispatch(operator, registered.number, 1, "tenant:east")
        with pytest.raises(WrongSide):
            actions.do_sign(operator, registered.number, 2)
    with tenancy.entered("east"):
        with pytest.raises(WrongSide):
            actions.do_cancel(county_operator, registered.number, 1, "no")
        with pytest.raises(StaleVersion):
            actions.do_sign(county_operator, registered.number, 0)
    assert (row("city", registered.number).version, row("east", registered.number).version) == (2, 1)


def test_a_third_county_never_hears_of_it(registered: Case, operator: Actor, person: Callable[..., Actor]) -> None:
    with tenancy.entered("city"):
        actions.do_dispatch(operator, registered.number, 1, "tenant:east")
    west = person("west", Role.OPERATOR)
    with tenancy.entered("west"):
        assert queries.case(west, registered.number) is None
        with pytest.raises(NotFound):
            actions.do_sign(west, registered.number, 1)


def test_a_case_that_nobody_wants_is_coordinated_and_given_again(
    registered: Case, operator: Actor, county_operator: Actor, unit_key: Callable[[str, str], str]
) -> None:
    number = registered.number
    with tenancy.entered("city"):
        actions.do_dispatch(operator, number, 1, "tenant:east")
    with tenancy.entered("east"):
        actions.do_return(county_operator, number, 1, "not ours")
    with tenancy.entered("city"):
        case = actions.do_coordinate(operator, number, 3, "who is responsible for the lamp?")
        assert (case.state, case.handler) == ("PENDING_COORDINATION", "east")
        # given to the same county again: the same row goes on
        case = actions.do_dispatch(operator, number, case.version, "tenant:east", "it is yours")
    with tenancy.entered("east"):
        again = queries.case(county_operator, number)
        assert again is not None
        assert (again.state, again.handler, again.released_at) == ("DISPATCHED", "east", None)
        actions.do_return(county_operator, number, again.version, "still not ours")
    # and at last to a department of the city: the county's row is let go, its card too
    with tenancy.entered("city"):
        case = actions.do_coordinate(operator, number, case.version + 1, "the city does it")
        case = actions.do_dispatch(operator, number, case.version, unit_key("city", "urban"))
        assert (case.state, case.handler, case.department.code if case.department else "") == (
            "DISPATCHED",
            "city",
            "urban",
        )
    assert row("east", number).released_at is not None
    assert list(CaseCard.objects.filter(number=number).values_list("tenant", flat=True)) == ["city"]


def test_a_refused_return_goes_on_where_it_was(registered: Case, operator: Actor, county_operator: Actor) -> None:
    number = registered.number
    with tenancy.entered("city"):
        actions.do_dispatch(operator, number, 1, "tenant:east")
    with tenancy.entered("east"):
        actions.do_return(county_operator, number, 1, "not ours")
    with tenancy.entered("city"):
        actions.do_review_return(operator, number, 3, accept=False, note="it is in your district")
    assert (row("city", number).state, row("east", number).state) == ("IN_PROGRESS", "IN_PROGRESS")


def test_a_county_asks_the_city_in_the_same_way(operator: Actor, county_operator: Actor, form) -> None:
    with tenancy.entered("east"):
        number = actions.do_register(county_operator, form(), "k").number
        actions.do_dispatch(county_operator, number, 1, "tenant:city")
    with tenancy.entered("city"):
        inbox = list(queries.cases(operator, queries.CaseFilter(box="inbox")))
        assert [(case.number, case.origin) for case in inbox] == [(number, "east")]
        signed = actions.do_sign(operator, number, inbox[0].version)
        actions.do_submit(operator, number, signed.version, "done by the city")
    assert (row("east", number).state, row("east", number).reply) == ("SUBMITTED", "done by the city")


def test_a_case_that_comes_a_second_time_is_taken_up_with_its_history(
    registered: Case, operator: Actor, county_operator: Actor
) -> None:
    number, version = registered.number, 1
    for _ in range(2):
        with tenancy.entered("city"):
            version = actions.do_dispatch(operator, number, version, "tenant:east").version
        there = row("east", number)
        with tenancy.entered("east"):
            actions.do_return(county_operator, number, there.version, "not ours")
        with tenancy.entered("city"):
            version = actions.do_review_return(operator, number, version + 1, accept=True).version
    round_trip = ["DISPATCH", "RETURN", "REVIEW_RETURN"]
    assert [action for action, _, _ in history("city", number)] == ["REGISTER", *round_trip, *round_trip]
    assert [action for action, _, _ in history("east", number)] == [
        "REGISTER",
        "DISPATCH",
        "RETURN",
        "RELEASE",  # what the accepted return is on this side
        "DISPATCH",
        "RETURN",
        "RELEASE",
    ]
