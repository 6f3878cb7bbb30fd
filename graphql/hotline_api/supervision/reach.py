"""How far a person's orders reach: their own tenant's agents and calls; with ``floor.cross`` the city's people reach
every county's. Shared by all mutations here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, HotlineError
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.desk import telephone
from hotline_api.desk.errors import REFUSED, EngineAway, GatewayDown, UnknownCall, WrongState
from telephony import facade
from telephony.contracts import commands
from tenants.local.supervision import actions
from tenants.shared.identity import queries as identity
from tenants.shared.registry import queries as registry


class OtherCentre(HotlineError):
    """This belongs to another centre."""

    code = "OTHER_CENTRE"


#: what every order about a call may be refused with
CALL_ORDER_REFUSALS: tuple[type[HotlineError], ...] = (
    Forbidden,
    UnknownCall,
    OtherCentre,
    WrongState,
    GatewayDown,
    EngineAway,
)


class UnknownAgent(HotlineError):
    """Nobody here has this agent number or seat."""

    code = "UNKNOWN_TARGET"


class AgentAway(HotlineError):
    """This agent is not signed in."""

    code = "AGENT_AWAY"


#: what orders about people mean by the engine's words
OF_PEOPLE: dict[commands.RefusalCode, type[HotlineError]] = {
    commands.RefusalCode.UNKNOWN_AGENT: UnknownAgent,
    commands.RefusalCode.NOT_SIGNED_IN: AgentAway,
}


def may_cross(actor: Actor) -> bool:
    """Does this person reach every county?"""
    return actor.may(Permission.FLOOR_CROSS) and registry.tenant(actor.tenant).is_city


def check_tenant(actor: Actor, tenant: str) -> None:
    """Raises OtherCentre for another tenant that this person does not reach."""
    if tenant != actor.tenant and not may_cross(actor):
        raise OtherCentre


def tenant_of_call(actor: Actor, call_id: str) -> str:
    """Whose call it is: of the agent who has it, else the tenant that it belongs to. That another has heard of it, as
    its agents were rung in vain, makes it nobody else's. Raises UnknownCall, OtherCentre."""
    call = facade.live_calls().get(call_id)
    if call is None:
        raise UnknownCall("call_id")
    agent = call.get("agent")
    tenant = str(agent).partition(":")[0] if agent else str(call.get("home") or "")
    check_tenant(actor, tenant)
    return tenant


@contextmanager
def floor_of(actor: Actor, tenant: str | None) -> Iterator[str]:
    """Stand on the floor of ``tenant`` (None: one's own); a county's audit log tells who came. Raises Forbidden."""
    if tenant is None or tenant == actor.tenant:
        yield actor.tenant
        return
    if not may_cross(actor):
        raise Forbidden("tenant")
    key = registry.tenant(tenant).key
    with tenancy.crossing(key, actor=actor, reason="floor"):
        yield key


def helpers_elsewhere(actor: Actor) -> tuple[str, ...]:
    """Tenants whose supervisors are asked besides the actor's own: the city, while nobody else who supervises is on
    duty in the actor's county."""
    if registry.tenant(actor.tenant).is_city:
        return ()
    with tenancy.entered_public():
        people = identity.in_charge(actor.tenant, Permission.FLOOR_SUPERVISE)
    on_duty = {key for key, live in facade.live_agents().items() if live.get("state") != "SIGNED_OUT"}
    if any(key in on_duty for key in people if key != actor.agent_key):
        return ()
    return (registry.city().key,)


def order(context: Context, kind: type[commands.Order], **fields: Any) -> None:
    """Give an order in the name of who asks. Raises the error of its refusal; nothing changed then."""
    actor = context.actor
    if actor is None:
        raise Forbidden
    who = f"{actor.agent_number} {actor.name}".strip()
    reply = facade.submit(kind(command_id=uuid4().hex, by=who, **fields))
    if reply.refusal is not None:
        error, field = OF_PEOPLE.get(reply.refusal), None
        if error is None:
            error, field = REFUSED[reply.refusal]
        raise error(field)
    telephone.commanded(reply)


def note(context: Context, tenant: str, action: str, thing: str, detail: str = "") -> None:
    """Into the audit log of this person's tenant and of ``tenant``."""
    if context.actor is not None:
        actions.do_note(context.actor, tenant, action, thing, detail)


def person(context: Context) -> Actor:
    """Who asks; a guarded field has always somebody."""
    if context.actor is None:
        raise Forbidden
    return context.actor


def tenant_of_agent(context: Context, agent: str) -> str:
    """The tenant of an agent key. Raises OtherCentre."""
    tenant = agent.partition(":")[0]
    check_tenant(person(context), tenant)
    return tenant
