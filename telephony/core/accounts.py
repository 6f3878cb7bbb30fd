"""SIP accounts of seats: known to every gateway, good for a while, taken away when nobody has asked for another."""

from telephony.contracts.commands import SECRET_SECONDS
from telephony.contracts.gateway import SetSeatAccount
from telephony.core import presence
from telephony.core.board import Board
from telephony.core.numbers import PlanIndex
from telephony.core.state import Agent

IN_CALL_GRACE_SECONDS = 60.0
"""An account that is due is looked at again after this while its agent is in a call."""


def give_out(board: Board, agent: Agent) -> None:
    """Tell every gateway the account with its present password, good from now on. A telephone that is registered
    stays registered: it needs the new password only for its next REGISTER. A telephone that stands at the seat has a
    password of its own."""
    if board.plan.has_phone(agent.seat):
        return
    board.start_timer(f"secret:{agent.key}", board.now + SECRET_SECONDS)
    for gateway in board.state.gateways:
        board.order(SetSeatAccount(gateway=gateway, seat=agent.seat, secret=agent.secret))


def withdraw(board: Board, seat: str) -> None:
    """No gateway is to know the account any more. A telephone that stands at the seat keeps it."""
    if board.plan.has_phone(seat):
        return
    for gateway in board.state.gateways:
        board.order(SetSeatAccount(gateway=gateway, seat=seat, secret=None))


def after_plan(board: Board, former: PlanIndex) -> None:
    """A seat that lost its telephone has its browser's account again: the one that its agent was given."""
    for agent in board.state.agents.values():
        if former.has_phone(agent.seat) and not board.plan.has_phone(agent.seat) and agent.secret:
            give_out(board, agent)


def on_expired(board: Board, key: str) -> None:
    """Nobody renewed the password: the account goes, after the call if there is one."""
    agent = board.state.agents.get(key)
    if agent is None:
        return
    if agent.state in presence.IN_CALL:
        board.start_timer(f"secret:{key}", board.now + IN_CALL_GRACE_SECONDS)
        return
    withdraw(board, agent.seat)
    agent.secret = ""
