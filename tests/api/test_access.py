"""Every query, mutation and subscription of the schema, opened by those who may not.

Generated from the schema: a new field is tested the moment it is there. What must hold: anonymous people get
UNAUTHENTICATED, people without the permission FORBIDDEN, another county none of what is here; nothing changes.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from graphql import ExecutionResult, parse, subscribe

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.permissions import ROLE_PERMISSIONS, Permission, Role
from hotline.notify.models import OutgoingMessage
from hotline_api.core.context import Context
from hotline_api.core.permissions import PUBLIC
from telephony.contracts.commands import RefusalCode
from tenants.local.cases import actions as cases
from tenants.local.citizens.models import Citizen, CitizenPhone
from tenants.local.contacts.models import Contact
from tenants.local.faxes.models import ReceivedFax
from tenants.local.recordings.models import Recording
from tenants.local.texts.models import Conversation
from tests.api.conftest import Browser, Engine
from tests.api.operations import SCHEMA, operation, root_fields, rule_of

People = Callable[..., Browser]
ROOTS = [(kind, name) for kind in ("query", "mutation") for name in root_fields(kind)]
GUARDED = [(kind, name) for kind, name in ROOTS if rule_of(kind, name) is not PUBLIC]
BY_PERMISSION = [(kind, name) for kind, name in GUARDED if isinstance(rule_of(kind, name), Permission)]
SECRET = "东区机密"


def picture() -> str:
    """A fingerprint of every row of every table, of all tenants and the shared schema."""
    with tenancy.entered_public(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            " AND tablename NOT IN ('django_session', 'identity_signinfailure') ORDER BY 1, 2"
        )
        tables = cursor.fetchall()
        each = [
            f"SELECT '{schema}.{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
            f' FROM "{schema}"."{table}" t'
            for schema, table in tables
        ]
        cursor.execute(" UNION ALL ".join(each))
        return str(sorted(cursor.fetchall()))


def refused_otherwise(seen: Browser, fields: list[tuple[str, str]], code: str) -> list[str]:
    """The fields that answer ``seen`` with anything but ``code``, and how."""
    wrong = []
    for kind, name in fields:
        body = seen.post(operation(kind, name))
        codes = [error["extensions"]["code"] for error in body.get("errors", [])]
        if codes != [code] or any((body.get("data") or {}).values()):
            wrong.append(f"{kind} {name}: {body}")
    return wrong


def test_given_nobody_signed_in_when_any_field_is_asked_then_unauthenticated_and_nothing_changes(
    db: None, engine: Engine, anonymous: Browser
) -> None:
    before = picture()
    assert refused_otherwise(anonymous, GUARDED, "UNAUTHENTICATED") == []
    assert picture() == before
    assert engine.commands == []


def test_given_no_role_when_any_field_is_asked_then_forbidden_and_nothing_changes(
    browser: People, engine: Engine
) -> None:
    nobody = browser("east")
    before = picture()
    assert refused_otherwise(nobody, BY_PERMISSION, "FORBIDDEN") == []
    assert picture() == before
    assert engine.commands == []


@pytest.mark.parametrize("role", Role)
def test_given_one_role_when_any_field_is_asked_then_forbidden_exactly_where_it_brings_no_permission(
    browser: People, engine: Engine, role: Role
) -> None:
    seen = browser("east", role)
    closed = [(kind, name) for kind, name in BY_PERMISSION if rule_of(kind, name) not in ROLE_PERMISSIONS[role]]
    opened = [field for field in BY_PERMISSION if field not in closed and field[0] == "query"]
    assert refused_otherwise(seen, closed, "FORBIDDEN") == []
    assert [name for kind, name in opened if "FORBIDDEN" in str(seen.post(operation(kind, name, depth=2)))] == []


@pytest.mark.parametrize("name", root_fields("subscription"))
@pytest.mark.parametrize(
    ("actor", "code"),
    [(None, "UNAUTHENTICATED"), (Actor(1, "x", "east", frozenset(), "8101"), "FORBIDDEN")],
    ids=["anonymous", "no role"],
)
def test_given_no_permission_when_subscribed_then_refused(name: str, actor: Actor | None, code: str) -> None:
    async def ask() -> ExecutionResult:
        result = await subscribe(
            SCHEMA, parse(operation("subscription", name)), context_value=Context(locale="en", actor=actor)
        )
        assert isinstance(result, ExecutionResult)
        return result

    (error,) = asyncio.run(ask()).errors or []
    assert (error.extensions or {})["code"] == code


@pytest.fixture
def of_east(db: None) -> Iterator[dict[str, Any]]:
    """One of everything in the county east; the values are what its ids are asked by."""
    operator = Actor(1, SECRET, "east", frozenset(Permission))
    with tenancy.entered("east"):
        citizen = Citizen.objects.create(pk=900_001, name=SECRET, address=SECRET, note=SECRET)
        CitizenPhone.objects.create(citizen=citizen, number="+8613800019999")
        contact = Contact.objects.create(
            pk=900_001, call_id="east-call", medium="TELEPHONE", caller="+8613800019999", arrived_at=timezone.now()
        )
        contact.steps.create(at=timezone.now(), step="ARRIVED", detail=SECRET)
        given = cases.CaseInput(
            kind="COMPLAINT",
            title=SECRET,
            content=SECRET,
            citizen_id=citizen.pk,
            reporter_name=SECRET,
            reporter_phone="13800019999",
            call_id="east-call",
        )
        case = cases.do_register(operator, given, "east-key")
        draft = cases.do_save_draft(
            operator, call_id="east-call-2", kind="HELP", data=f'{{"t": "{SECRET}"}}', version=0
        )
        OutgoingMessage.objects.create(
            pk=900_001, to="+8613800019999", body=SECRET, template="x", locale="en", key="k", case_number=case.number
        )
        Recording.objects.create(
            pk=900_001,
            number="02-20260101-00001",
            name="east-recording",
            gateway="a",
            call_id="east-call",
            kind="CONVERSATION",
            started_at=timezone.now(),
            state="STORED",
        )
        ReceivedFax.objects.create(
            pk=900_001, name="east-fax", gateway="a", call_id="east-call", caller="+8613800019999", remote_id=SECRET,
            received_at=timezone.now(), pages=1, file_state="STORED", folder="east/faxes/received/900001",
        )  # fmt: skip
        Conversation.objects.create(
            pk=900_001, number="+8613800019999", last_text=SECRET, opened_at=timezone.now(), last_at=timezone.now()
        )
        audit.record(operator, "secret", SECRET, SECRET)
    yield {
        "id": "900001",
        "citizenId": "900001",
        "number": case.number,
        "caseNumber": case.number,
        "master": case.number,
        "callId": draft.call_id,
        "version": 1,
        "seat": "east-01",
        "target": "east:8101",
        "unit": "tenant:east",
        "text": "",
        "key": "west-key",
    }


def east_only() -> str:
    """What belongs to the county east: its schema and its rows of shared tables."""
    with tenancy.entered_public(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'east' ORDER BY 1")
        each = [
            f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM east.\"{table}\" t"
            for (table,) in cursor.fetchall()
        ]
        for table in ("scoreboard_casecard", "outbox_outboxrow"):
            each.append(
                f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
                f" FROM {table} t WHERE tenant = 'east'"
            )
        cursor.execute(" UNION ALL ".join(each))
        return str(sorted(cursor.fetchall()))


@pytest.mark.parametrize(("kind", "name"), GUARDED)
def test_given_another_county_when_asked_for_what_is_here_then_nothing_is_seen_or_changed(
    of_east: dict[str, Any], browser: People, engine: Engine, kind: str, name: str
) -> None:
    neighbour = browser("west", *Role)
    engine.refusal = RefusalCode.WRONG_STATE
    given = {**of_east, "callId": "east-call"} if kind == "query" else of_east
    before = east_only()
    body = neighbour.post(operation(kind, name, given))
    assert {error["extensions"]["code"] for error in body.get("errors", [])} <= {"NOT_FOUND"}
    assert SECRET not in str(body)
    assert "3800019999" not in str(body)
    assert east_only() == before
    assert {command.agent.partition(":")[0] for command in engine.commands if hasattr(command, "agent")} <= {"west"}


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ('{ citizen(id: "900001") { name } }', {"citizen": None}),
        ("{ case(number: %(number)s) { title } }", {"case": None}),
        ('{ contact(callId: "east-call") { caller } }', {"contact": None}),
        ("{ cases { items { title } total } }", {"cases": {"items": [], "total": 0}}),
        ("{ citizens { items { name } total } }", {"citizens": {"items": [], "total": 0}}),
        ("{ contacts { items { caller } total } }", {"contacts": {"items": [], "total": 0}}),
        ("{ outgoingMessages { items { body } total } }", {"outgoingMessages": {"items": [], "total": 0}}),
    ],
)
def test_given_another_county_when_asked_by_id_then_null_and_lists_are_empty(
    of_east: dict[str, Any], browser: People, query: str, answer: dict[str, Any]
) -> None:
    neighbour = browser("west", *Role)
    assert neighbour.data(query.replace("%(number)s", f'"{of_east["number"]}"')) == answer


@pytest.mark.parametrize("name", [name for name in root_fields("mutation") if name.startswith("case")])
def test_given_another_county_when_a_step_is_taken_then_not_found(
    of_east: dict[str, Any], browser: People, name: str
) -> None:
    if name.startswith("caseRegister"):
        query = operation("mutation", name, {**of_east, "title": "x", "content": "x", "reporterPhone": ""})
    else:
        query = operation("mutation", name, of_east | {"legalRoute": "x", "note": "x"})
    payload = browser("west", *Role).data(query)[name]
    assert [error["code"] for error in payload["errors"]] in (["NOT_FOUND"], ["INVALID"])
    assert payload["case"] is None


def test_given_the_county_itself_when_asked_then_it_sees_its_own(of_east: dict[str, Any], browser: People) -> None:
    own = browser("east", *Role)
    assert own.data('{ citizen(id: "900001") { name } }') == {"citizen": {"name": SECRET}}
    seen = own.data(operation("query", "case", {"number": of_east["number"]}))["case"]
    assert (seen["title"], len(seen["messages"]), len(seen["recordings"])) == (SECRET, 2, 1)
    for name in ("cases", "citizens", "contacts", "outgoingMessages", "auditEntries"):
        assert SECRET in str(own.data(operation("query", name))), name
