"""The API as a client meets it: signed-in browsers, an engine that answers as told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from hotline import tenancy
from hotline.kernel.permissions import Role
from hotline_api.desk import telephone
from telephony import facade
from telephony.contracts.commands import Command, RefusalCode, Reply
from telephony.facade.memory import MemoryBus
from tenants.local.people import actions as people
from tests.factories.people import PASSWORD, member


class Engine(MemoryBus):
    """An engine in memory that refuses with ``refusal`` while it is set, and opens calls as ``call_id``."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.refusal: RefusalCode | None = None
        self.call_id: str | None = None

    def _answer(self, command: Command) -> Reply:
        return Reply(command_id=command.command_id, refusal=self.refusal, call_id=self.call_id)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The engine behind the facade during a test. No recorder writes what it did, so nobody waits for one."""
    monkeypatch.setattr(telephone, "SETTLE", 0.0)
    double = Engine()
    facade.plug(double)
    yield double
    facade.configure(settings.REDIS_URL)


@dataclass
class Browser:
    """Somebody's browser: posts operations with its session."""

    client: Client
    username: str = ""

    def post(self, query: str, **variables: Any) -> dict[str, Any]:
        """The response's body."""
        answer = self.client.post("/graphql", {"query": query, "variables": variables}, content_type="application/json")
        body: dict[str, Any] = answer.json()
        return body

    def data(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data; no error is expected."""
        body = self.post(query, **variables)
        assert "errors" not in body, body["errors"]
        data: dict[str, Any] = body["data"]
        return data

    def code(self, query: str, **variables: Any) -> str:
        """The code of the only error."""
        (error,) = self.post(query, **variables)["errors"]
        return str(error["extensions"]["code"])


SIGN_IN = """
mutation($u: String!, $p: String!) { signIn(username: $u, password: $p) { viewer { username } errors { code } } }
"""
_agents = iter(range(7001, 7999))


@pytest.fixture
def anonymous() -> Browser:
    """Nobody signed in."""
    return Browser(Client())


@pytest.fixture
def browser(db: None, engine: Engine) -> Callable[..., Browser]:
    """``browser("east", Role.AGENT)``: a new person with these roles, signed in. Agents get a number."""

    def make(tenant: str = "east", *roles: Role, department: str = "") -> Browser:
        number = str(next(_agents)) if Role.AGENT in roles or Role.SHIFT_SUPERVISOR in roles else None
        row = member(tenant, roles, agent_number=number)
        if department:
            row.department_code = department
            row.save()
        if number:
            with tenancy.entered(tenant):
                people.do_keep_agent(row.user_id, number, row.user.display_name)
        seen = Browser(Client(), row.user.username)
        signed = seen.data(SIGN_IN, u=row.user.username, p=PASSWORD)["signIn"]
        assert signed["errors"] == []
        return seen

    return make
