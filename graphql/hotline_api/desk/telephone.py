"""Giving commands to the engine as the person who asks, and showing the desk that results."""

import time
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline_api.core.context import Context
from telephony import facade
from telephony.contracts import commands
from telephony.contracts.commands import RefusalCode
from telephony.contracts.work import AgentWorkCommand, PauseWork
from tenants.local.contacts import queries as contacts
from tenants.shared.eventlog import queries as eventlog

from .errors import REFUSED, NotAnAgent, SeatStillUsed
from .view import DeskView, build_desk

#: seconds to let the recorder write what the engine just did, so that the answer shows it
SETTLE = 1.0
SETTLE_STEP = 0.02
#: seconds that signing out waits for the engine
LEAVE_WAIT = 1.0

#: number of the last event of what this request has commanded
_done: ContextVar[int] = ContextVar("hotline_commanded", default=0)


def give(
    actor: Actor, kind: type[commands.AgentCommand | AgentWorkCommand | PauseWork], **fields: Any
) -> commands.Reply:
    """Submit one command of the agent. Raises the error of ``errors.REFUSED``; nothing changed then."""
    reply = facade.submit(kind(command_id=uuid4().hex, agent=actor.agent_key, **fields))
    if reply.refusal is not None:
        error, field = REFUSED[reply.refusal]
        raise error(field)
    _done.set(reply.seq)
    return reply


def commanded(reply: commands.Reply) -> None:
    """Remember what this request has commanded, for ``desk_after``."""
    _done.set(reply.seq)


def settled() -> None:
    """Wait until the rows hold all that the last command did, SETTLE seconds at most."""
    until = time.monotonic() + SETTLE
    while not _written(_done.get()) and time.monotonic() < until:
        time.sleep(SETTLE_STEP)


def desk_after(actor: Actor) -> DeskView:
    """The agent's desk once the rows hold all that the last command did; as it is after SETTLE seconds otherwise."""
    settled()
    return build_desk(actor.agent_key)


def _written(seq: int) -> bool:
    with tenancy.entered_public():
        return eventlog.cursor() >= seq


def leave_seat(actor: Actor) -> None:
    """Leave the seat if there is one; an engine that is away does not keep anybody. Raises SeatStillUsed in a call."""
    reply = facade.submit(commands.SignOut(command_id=uuid4().hex, agent=actor.agent_key), wait=LEAVE_WAIT)
    if reply.refusal is RefusalCode.WRONG_STATE:
        raise SeatStillUsed
    _done.set(reply.seq)


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
