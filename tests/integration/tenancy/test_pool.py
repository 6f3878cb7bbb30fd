"""Connections shared by all threads: whoever takes one stands where their code stands, not where the last one did."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import pytest
from django.db import connection, connections
from django.db.utils import ConnectionHandler

from hotline import tenancy
from hotline.tenancy.backend.base import DatabaseWrapper
from tests.factories.places import role

TENANTS = ("city", "east", "west", "north")

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler() -> Iterator[ConnectionHandler]:
    """Connections to the tests' database out of a pool of three."""
    settings = deepcopy(connections.settings["default"])
    settings["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 3, "timeout": 20}}
    settings["CONN_MAX_AGE"] = 0
    handler = ConnectionHandler({"default": settings})
    yield handler
    handler["default"].close_pool()


def seat_and_role(borrowed: DatabaseWrapper) -> tuple[str, str]:
    with borrowed.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT min(key) FROM people_seat)")
        user, seat = cursor.fetchone()
    return user, seat


def test_given_eight_threads_and_three_connections_when_they_take_turns_then_no_wrong_row(
    handler: ConnectionHandler,
) -> None:
    def work(tenant: str) -> tuple[str, str, str]:
        borrowed = handler["default"]
        try:
            with tenancy.entered(tenant):
                return tenant, *seat_and_role(borrowed)
        finally:
            borrowed.close()  # back into the pool, as at the end of a request

    with ThreadPoolExecutor(8) as threads:
        read = list(threads.map(work, TENANTS * 50))
    assert set(read) == {(tenant, role(tenant), f"{tenant}-01") for tenant in TENANTS}
    assert len(read) == 200


def test_given_a_connection_left_inside_a_tenant_when_taken_again_then_outside_is_outside(
    handler: ConnectionHandler,
) -> None:
    borrowed = handler["default"]
    with tenancy.entered("east"):
        assert seat_and_role(borrowed) == (role("east"), "east-01")
        borrowed.close()
    with borrowed.cursor() as cursor:
        cursor.execute("SELECT current_user = session_user, current_schema()")
        assert cursor.fetchone() == (True, "public")
    borrowed.close()


def test_given_a_dead_connection_when_used_again_then_a_new_one_in_the_right_place() -> None:
    seen: list[tuple[str, str]] = []

    def work() -> None:
        with tenancy.entered("west"):
            seat_and_role(connection)  # type: ignore[arg-type]
            connection.connection.close()
            connection.close_if_unusable_or_obsolete()
            connection.close()
            seen.append(seat_and_role(connection))  # type: ignore[arg-type]
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [(role("west"), "west-01")]
