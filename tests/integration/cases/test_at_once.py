"""Two people, or one person's two clicks, at the same moment: real transactions on real threads."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import HotlineError
from tenants.local.cases import actions
from tenants.local.cases.models import Case, CaseCounter, CaseEvent

pytestmark = pytest.mark.usefixtures("committed_city")


def at_once(*acts: Callable[[], str]) -> list[str]:
    """What each gave, or the code of the error it raised; in the order of ``acts``."""
    start, results = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], str]) -> None:
        start.wait()
        try:
            results[place] = act()
        except HotlineError as error:
            results[place] = error.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def in_tenant(actor: Actor, act: Callable[[], Case]) -> Callable[[], str]:
    def run() -> str:
        with tenancy.entered(actor.tenant):
            return act().number

    return run


def test_two_clicks_make_one_case(operator: Actor, form) -> None:
    click = in_tenant(operator, lambda: actions.do_register(operator, form(), "same key"))
    first, *others = at_once(*[click] * 4)
    assert others == [first] * 3
    with tenancy.entered("city"):
        assert Case.objects.count() == 1
        assert CaseCounter.objects.get().last == 1


def test_eight_registrations_get_eight_numbers(operator: Actor, form) -> None:
    numbers = at_once(
        *[in_tenant(operator, lambda n=n: actions.do_register(operator, form(), f"k{n}")) for n in range(8)]
    )
    assert len(set(numbers)) == 8
    assert sorted(int(number[8:13]) for number in numbers) == list(range(1, 9))


def test_two_people_one_step(operator: Actor, form) -> None:
    with tenancy.entered("city"):
        number = actions.do_register(operator, form(), "k").number
    results = at_once(
        in_tenant(operator, lambda: actions.do_dispatch(operator, number, 1, "tenant:east")),
        in_tenant(operator, lambda: actions.do_cancel(operator, number, 1, "withdrawn")),
    )
    assert sorted(results) == sorted([number, "STALE_VERSION"])
    with tenancy.entered("city"):
        assert CaseEvent.objects.filter(case__number=number).count() == 2


def test_city_and_county_acting_crosswise_do_not_block_each_other(
    operator: Actor, county_operator: Actor, form
) -> None:
    for n in range(6):
        with tenancy.entered("city"):
            number = actions.do_register(operator, form(), f"k{n}").number
            actions.do_dispatch(operator, number, 1, "tenant:east")
        results = at_once(
            in_tenant(operator, lambda number=number: actions.do_cancel(operator, number, 2, "withdrawn")),
            in_tenant(county_operator, lambda number=number: actions.do_sign(county_operator, number, 1)),
        )
        assert number in results
        states = set()
        for tenant in ("city", "east"):
            with tenancy.entered(tenant):
                states.add(Case.objects.get(number=number).state)
        assert len(states) == 1


def test_merging_crosswise_does_not_block(operator: Actor, form) -> None:
    with tenancy.entered("city"):
        one, two = (actions.do_register(operator, form(), f"k{n}").number for n in range(2))
    results = at_once(
        in_tenant(operator, lambda: actions.do_merge(operator, one, 1, two)),
        in_tenant(operator, lambda: actions.do_merge(operator, two, 1, one)),
    )
    assert len([result for result in results if result in (one, two)]) == 1
    with tenancy.entered("city"):
        assert sorted(Case.objects.values_list("state", flat=True)) == ["MERGED", "REGISTERED"]
