"""A database that is not fit for many tenants is named at start-up."""

import pytest

from hotline.tenancy.checks import examine_locks, examine_roles


@pytest.mark.parametrize(("locks", "found"), [(64, ["hotline.E001"]), (1023, ["hotline.E001"]), (1024, []), (4096, [])])
def test_given_a_number_of_locks_when_examined_then(locks: int, found: list[str]) -> None:
    assert [each.id for each in examine_locks(locks)] == found


@pytest.mark.parametrize(("may", "found"), [(True, []), (False, ["hotline.W001"])])
def test_given_an_owner_when_examined_then(may: bool, found: list[str]) -> None:
    assert [each.id for each in examine_roles(may)] == found
