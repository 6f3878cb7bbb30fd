"""The second wall: what a tenant's database role cannot reach, whatever the program asks."""

from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from hotline import tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.actor import Actor
from hotline.outbox.models import OutboxRow
from hotline.tenancy.wall import raise_wall
from tenants.local.people.models import Seat
from tenants.shared.identity.models import User
from tenants.shared.scoreboard.models import CaseCard
from tests.factories.places import role

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 7, 4, 4, tzinfo=UTC)


def card(tenant: str, number: str) -> CaseCard:
    return CaseCard.objects.create(
        tenant=tenant,
        number=number,
        kind="COMPLAINT",
        state="REGISTERED",
        title="路灯",
        registered_at=NOON,
        changed_at=NOON,
    )


def sql(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM west.people_seat",
        "INSERT INTO west.people_seat (key, number, remote, is_active) VALUES ('x', '1', false, true)",
        "UPDATE city.people_seat SET number = '1'",
        "DELETE FROM city.people_seat",
        "SELECT password FROM identity_user",
        "SELECT * FROM identity_membership",
        "SELECT session_data FROM django_session",
        "UPDATE registry_tenant SET code = '99'",
        "INSERT INTO numbering_listednumber (number, kind, reason, created_at) VALUES ('1', 'BLACK', '', now())",
        "CREATE TABLE east.mine (id int)",
        "CREATE TABLE public.mine (id int)",
        "DROP TABLE people_seat",
        "TRUNCATE people_seat",
    ],
)
def test_given_a_county_when_it_reaches_beyond_its_rights_then_the_database_refuses(statement: str) -> None:
    with (
        tenancy.entered("east"),
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction.atomic(),
    ):
        sql(statement)
    with tenancy.entered("west"):
        assert Seat.objects.count() == 4


def test_given_a_county_when_its_own_tables_are_read_then_its_own_rows() -> None:
    with tenancy.entered("east"):
        assert list(Seat.objects.values_list("key", flat=True)) == ["east-01", "east-02", "east-03", "east-04"]
        assert sql("SELECT current_user") == [(role("east"),)]


def test_given_people_when_read_inside_a_tenant_then_refused() -> None:
    with tenancy.entered("east"), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        User.objects.count()


def test_given_cards_of_three_tenants_when_read_then_a_county_sees_its_own_and_the_city_all() -> None:
    for tenant in ("city", "east", "west"):
        card(tenant, f"2607{tenant}")
    seen = {}
    for tenant in ("city", "east", "north"):
        with tenancy.entered(tenant):
            seen[tenant] = sorted(CaseCard.objects.values_list("tenant", flat=True))
    assert seen == {"city": ["city", "east", "west"], "east": ["east"], "north": []}


def test_given_a_county_when_it_writes_another_ones_card_then_refused() -> None:
    with tenancy.entered("east"):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            card("west", "1")
        card("east", "2")
    assert list(CaseCard.objects.values_list("tenant", "number")) == [("east", "2")]


def test_given_the_city_when_it_changes_a_countys_card_then_nothing_changes() -> None:
    card("east", "1")
    with tenancy.entered("city"):
        assert CaseCard.objects.filter(number="1").update(state="CANCELLED") == 0
    assert CaseCard.objects.get(number="1").state == "REGISTERED"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_auditentry SET detail = ''", "DELETE FROM audit_auditentry", "TRUNCATE audit_auditentry"],
)
def test_given_an_audit_entry_when_changed_or_removed_then_refused(statement: str) -> None:
    from hotline import audit

    with tenancy.entered("east"):
        audit.record(Actor.system("east"), "recording.play", "recording 02-20260704-00001", "x")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            sql(statement)
        assert AuditEntry.objects.get().detail == "x"


def test_given_outbox_rows_when_a_county_looks_then_its_own_only_and_it_may_not_settle_them() -> None:
    for tenant in ("east", "west"):
        OutboxRow.objects.create(tenant=tenant, kind="sms", key=f"{tenant}:1")
    with tenancy.entered("east"):
        assert list(OutboxRow.objects.values_list("key", flat=True)) == ["east:1"]
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            OutboxRow.objects.update(state="DONE")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            OutboxRow.objects.create(tenant="west", kind="sms", key="west:2")
    assert set(OutboxRow.objects.values_list("key", "state")) == {("east:1", "PENDING"), ("west:1", "PENDING")}


def test_given_the_city_when_it_looks_at_the_outbox_then_its_own_only() -> None:
    OutboxRow.objects.create(tenant="east", kind="sms", key="east:1")
    with tenancy.entered("city"):
        assert OutboxRow.objects.count() == 0


def test_given_every_shared_table_when_a_county_asks_then_only_those_it_needs() -> None:
    allowed = {
        table
        for (table,) in sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        if sql(f"SELECT has_table_privilege('{role('east')}', 'public.{table}', 'SELECT')") == [(True,)]
    }
    assert allowed == {"registry_tenant", "django_content_type", "scoreboard_casecard", "outbox_outboxrow"}


def test_given_every_tenants_table_when_another_asks_then_none() -> None:
    tables = sql("SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('city', 'west', 'north')")
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES")
    reached = [
        (schema, table, right)
        for schema, table in tables
        for right in rights
        if sql(f"SELECT has_table_privilege('{role('east')}', '{schema}.{table}', '{right}')") == [(True,)]
    ]
    assert reached == []
    assert len(tables) > 60


def test_given_a_wall_when_raised_again_then_the_same_rights() -> None:
    rights = (
        "SELECT table_schema, table_name, privilege_type FROM information_schema.role_table_grants"
        f" WHERE grantee = '{role('east')}'"
    )
    before = sorted(sql(rights))
    raise_wall("east", is_city=False)
    assert sorted(sql(rights)) == before
