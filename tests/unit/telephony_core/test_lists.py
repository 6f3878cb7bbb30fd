"""Entries of the lists for some services only, and for one county's calls only."""

import pytest

from telephony.contracts.plan import ListedNumber, ListKind

from .stage import CITIZEN, EAST_CITIZEN, Stage, small_city

BLACK, WHITE = ListKind.BLACK, ListKind.WHITE


@pytest.mark.parametrize(
    ("caller", "called", "listed", "refused"),
    [
        (CITIZEN, "12345", (ListedNumber(CITIZEN, BLACK, services=("12345",)),), True),
        (CITIZEN, "12340", (ListedNumber(CITIZEN, BLACK, services=("12345",)),), False),
        (CITIZEN, "12345", (ListedNumber(CITIZEN, BLACK), ListedNumber(CITIZEN, WHITE, services=("12345",))), False),
        (CITIZEN, "12340", (ListedNumber(CITIZEN, BLACK), ListedNumber(CITIZEN, WHITE, services=("12345",))), True),
        (EAST_CITIZEN, "12345", (ListedNumber(EAST_CITIZEN, BLACK, tenant="east"),), True),
        (EAST_CITIZEN, "12345", (ListedNumber(EAST_CITIZEN, BLACK, tenant="west"),), False),
        (
            CITIZEN,
            "12345",
            (ListedNumber(CITIZEN, BLACK, until=900.0), ListedNumber(CITIZEN, BLACK, tenant="east")),
            False,
        ),
    ],
)
def test_an_entry_counts_for_its_services_and_its_tenant(
    caller: str, called: str, listed: tuple[ListedNumber, ...], refused: bool
) -> None:
    stage = Stage(small_city(listed=listed))
    call = stage.call(caller, called=called)
    assert (stage.state(call) == "REFUSING") is refused
    assert (stage.heard(stage.far(call)) == {"refused-listed"}) is refused


def test_a_blocked_caller_is_let_in_once_the_term_is_over() -> None:
    stage = Stage(small_city(listed=(ListedNumber(CITIZEN, BLACK, until=1500.0),)))
    blocked = stage.call(CITIZEN)
    assert stage.state(blocked) == "REFUSING"
    stage.wait(600.0)
    assert stage.state(stage.call(CITIZEN)) != "REFUSING"
