"""Entering, leaving and crossing: one connection, its place always that of the code."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from hotline import tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.actor import Actor
from hotline.tenancy.place import Place, _place
from tenants.local.people.models import Department, Seat
from tests.factories.places import role

pytestmark = pytest.mark.django_db

CITY_CLERK = Actor(user_id=7, name="市工单员", tenant="city", permissions=frozenset())


def where() -> tuple[str, str]:
    """(role, schema) as the database sees them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schema()")
        user, schema = cursor.fetchone()
    return user, schema


def test_given_nothing_entered_when_asked_then_public_as_the_owner() -> None:
    owner, schema = where()
    assert schema == "public"
    assert owner != role("public")
    with pytest.raises(tenancy.NotInTenant):
        tenancy.current()


def test_given_entered_when_left_then_what_was_before() -> None:
    outside = where()
    with tenancy.entered("east"):
        assert where() == (role("east"), "east")
        with tenancy.entered_public():
            assert where() == outside
        with tenancy.entered("east"):
            assert tenancy.current() == "east"
        assert where() == (role("east"), "east")
    assert where() == outside


@pytest.mark.parametrize("key", ["public", "", "East", "east; DROP", 'a"b', "pg_catalog\n", "1east"])
def test_given_no_tenants_key_when_entered_then_refused(key: str) -> None:
    with pytest.raises(ValueError, match="not a tenant's key"), tenancy.entered(key):
        pass


def test_given_a_tenant_when_another_is_entered_then_refused() -> None:
    with tenancy.entered("east"):
        with pytest.raises(tenancy.CrossingRefused, match="east -> west"), tenancy.entered("west"):
            pass
        assert where() == (role("east"), "east")


def test_given_a_tenant_that_does_not_exist_when_read_then_refused_and_not_read_elsewhere() -> None:
    with tenancy.entered("east"):
        assert Seat.objects.count() == 4
    with pytest.raises(DatabaseError), transaction.atomic(), tenancy.entered("nowhere"):
        Seat.objects.count()
    with tenancy.entered("east"):
        assert Seat.objects.count() == 4


def test_given_a_crossing_when_both_sides_write_then_one_transaction_and_an_audit_row_on_the_far_side() -> None:
    with tenancy.entered("city"), transaction.atomic():
        Department.objects.create(code="here", names={})
        with tenancy.crossing("east", actor=CITY_CLERK, reason="dispatch of 2607040100017"):
            assert where() == (role("east"), "east")
            Department.objects.create(code="there", names={})
        assert where() == (role("city"), "city")
        assert not Department.objects.filter(code="there").exists()
        assert not AuditEntry.objects.exists()
    with tenancy.entered("east"):
        assert Department.objects.filter(code="there").exists()
        entry = AuditEntry.objects.get()
    assert (entry.actor_name, entry.actor_tenant, entry.action, entry.object, entry.detail) == (
        "市工单员",
        "city",
        "tenancy.cross",
        "city",
        "dispatch of 2607040100017",
    )


def test_given_a_crossing_when_it_fails_then_neither_side_has_changed() -> None:
    with tenancy.entered("city"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Department.objects.create(code="here", names={})
            with tenancy.crossing("east", actor=CITY_CLERK, reason="dispatch"):
                Department.objects.create(code="there", names={})
                Department.objects.create(code="there", names={})
        assert where() == (role("city"), "city")
        assert not Department.objects.filter(code="here").exists()
    with tenancy.entered("east"):
        assert not Department.objects.filter(code="there").exists()
        assert not AuditEntry.objects.exists()


def test_given_a_savepoint_on_the_far_side_when_rolled_back_then_the_place_is_told_anew() -> None:
    with tenancy.entered("city"), transaction.atomic():
        with tenancy.crossing("east", actor=CITY_CLERK, reason="look"):
            Department.objects.create(code="kept", names={})
            with pytest.raises(IntegrityError), transaction.atomic():
                Department.objects.create(code="kept", names={})
            assert where() == (role("east"), "east")
        assert where() == (role("city"), "city")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            with tenancy.crossing("west", actor=CITY_CLERK, reason="look"):
                assert where() == (role("west"), "west")
            raise ZeroDivisionError
        assert where() == (role("city"), "city")
        assert not Department.objects.filter(code="kept").exists()


def test_given_no_tenant_when_crossing_then_refused() -> None:
    with pytest.raises(tenancy.NotInTenant), tenancy.crossing("east", actor=CITY_CLERK, reason="x"):
        pass


def test_given_the_same_tenant_when_crossing_then_nothing_is_written_down() -> None:
    with tenancy.entered("city"), tenancy.crossing("city", actor=CITY_CLERK, reason="x"):
        assert not AuditEntry.objects.exists()


def test_given_the_place_unchanged_when_querying_then_it_is_told_once(django_assert_num_queries: object) -> None:
    with tenancy.entered("east"):
        Seat.objects.count()
        with django_assert_num_queries(3):  # type: ignore[operator]
            for _ in range(3):
                Seat.objects.count()


def test_given_a_migration_command_when_it_chooses_a_schema_then_it_is_the_owner_there() -> None:
    token = _place.set(Place("public", None))
    try:
        connection.set_schema("east")
        owner, schema = where()
    finally:
        _place.reset(token)
    assert schema == "east"
    assert owner != role("east")
