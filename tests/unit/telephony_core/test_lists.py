"""Entries of the lists for some services only, and for one county's calls only."""

import pytest

from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
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


IMPORTANT = ListedNumber(CITIZEN, WHITE, services=("12345",), priority=10, free=True)


def test_an_important_citizen_goes_before_those_who_came_earlier() -> None:
    # given one who waits, and then an important one
    stage = Stage(small_city(listed=(IMPORTANT, ListedNumber(CITIZEN, WHITE, priority=3))))
    first = stage.call("13900000077")
    important = stage.call(CITIZEN)
    # when
    stage.sit("city:8001")
    # then
    (offer,) = stage.told(ev.CallOffered)
    assert (offer.call_id, offer.listed_priority, offer.free) == (important, 10, True)
    assert stage.state(first) == "QUEUED"
    told = {e.call_id: (e.listed_priority, e.free) for e in stage.told(ev.CallArrived)}
    assert told == {first: (0, False), important: (10, True)}


@pytest.mark.parametrize(
    ("listed", "called"),
    [
        ((IMPORTANT,), "12340"),  # another service
        ((ListedNumber(CITIZEN, WHITE, priority=10, free=True, tenant="east"),), "12345"),  # another centre's calls
        ((ListedNumber(CITIZEN, WHITE, priority=10, free=True, until=900.0),), "12345"),  # its term is over
        ((ListedNumber(CITIZEN, BLACK, until=900.0), ListedNumber(CITIZEN, WHITE)), "12345"),  # it grants nothing
    ],
)
def test_grants_count_where_their_entry_counts(listed: tuple[ListedNumber, ...], called: str) -> None:
    stage = Stage(small_city(listed=listed))
    stage.call(CITIZEN, called=called)
    (arrived,) = stage.told(ev.CallArrived)
    assert (arrived.listed_priority, arrived.free) == (0, False)


def test_a_number_typed_in_a_browser_is_granted_nothing() -> None:
    stage = Stage(small_city(listed=(IMPORTANT,)))
    stage.command(cmd.OpenWebLine, line="web-1", number=CITIZEN, secret="s", valid_seconds=60.0)
    stage.report([stage.exchange.arrive("", "12345", stage.now, web_line="web-1")])
    (arrived,) = stage.told(ev.CallArrived)
    assert (arrived.caller, arrived.listed_priority, arrived.free) == ("+86" + CITIZEN, 0, False)
