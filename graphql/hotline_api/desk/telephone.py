"""Giving commands to the engine as the person who asks, and showing the desk that results."""

import time
from typing import Any
from uuid import uuid4

from hotline.kernel.actor import Actor
from hotline_api.core.context import Context
from telephony import facade
from telephony.contracts import commands
from telephony.contracts.commands import RefusalCode
from tenants.local.contacts import queries as contacts

from .errors import REFUSED, NotAnAgent, SeatStillUsed
from .view import DeskView, build_desk

#: seconds to let the recorder write what the engine just did, so that the answer shows it
SETTLE = 0.4
SETTLE_STEP = 0.02
#: seconds that signing out waits for the engine
LEAVE_WAIT = 1.0


def give(actor: Actor, kind: type[commands.AgentCommand], **fields: Any) -> commands.Reply:
    """Submit one command of the agent. Raises the error of ``errors.REFUSED``; nothing changed then."""
    reply = facade.submit(kind(command_id=uuid4().hex, agent=actor.agent_key, **fields))
    if reply.refusal is not None:
        error, field = REFUSED[reply.refusal]
        raise error(field)
    return reply


def desk_after(actor: Actor) -> DeskView:
    """The agent's desk once the rows say what the engine says; as it is after SETTLE seconds otherwise."""
    until = time.monotonic() + SETTLE
    while not _agree(actor.agent_key) and time.monotonic() < until:
        time.sleep(SETTLE_STEP)
    return build_desk(actor.agent_key)


def _agree(agent_key: str) -> bool:
    live = facade.live_agents().get(agent_key)
    row = contacts.presence(agent_key)
    if live is None or row is None:
        return live is None and (row is None or row.state == "SIGNED_OUT")
    return (live["state"], live.get("call_id") or "") == (row.state, row.call_id)


def leave_seat(actor: Actor) -> None:
    """Leave the seat if there is one; an engine that is away does not keep anybody. Raises SeatStillUsed in a call."""
    reply = facade.submit(commands.SignOut(command_id=uuid4().hex, agent=actor.agent_key), wait=LEAVE_WAIT)
    if reply.refusal is RefusalCode.WRONG_STATE:
        raise SeatStillUsed


def seat_of(actor: Actor) -> str:
    """The seat that the agent holds, as the engine knows it; from the rows while the engine is away. "" for none."""
    live = facade.live_agents().get(actor.agent_key)
    if live is not None:
        return "" if live["state"] == "SIGNED_OUT" else str(live["seat"])
    row = contacts.presence(actor.agent_key)
    return row.seat if row and row.state != "SIGNED_OUT" else ""


def asker(context: Context) -> Actor:
    """Who asks, as an agent. Raises NotAnAgent for people without an agent number here."""
    if context.actor is None or not context.actor.agent_number:
        raise NotAnAgent
    return context.actor
