"""SIP accounts of seats: known to every gateway, good for a while, taken away when nobody has asked for another."""

from telephony.contracts.commands import SECRET_SECONDS
from telephony.contracts.gateway import SetSeatAccount
from telephony.core import presence
from telephony.core.board import Board
from telephony.core.state import Agent

IN_CALL_GRACE_SECONDS = 60.0
"""An account that is due is looked at again after this while its agent is in a call."""


def give_out(board: Board, agent: Agent) -> None:
    """Tell every gateway the account with its present password, good from now on. A telephone that is registered
    stays registered: it needs the new password only for its next REGISTER."""
    board.start_timer(f"secret:{agent.key}", board.now + SECRET_SECONDS)
    for gateway in board.state.gateways:
        board.order(SetSeatAccount(gateway=gateway, seat=agent.seat, secret=agent.secret))


def withdraw(board: Board, seat: str) -> None:
    """No gateway is to know the account any more."""
    for gateway in board.state.gateways:
        board.order(SetSeatAccount(gateway=gateway, seat=seat, secret=None))


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
