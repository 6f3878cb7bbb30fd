"""Strangers who guess accounts, passwords or numbers: counted by address, shut out for a while, told as an alarm.

An address from which a telephone of ours has signed in lately is not shut out, for others of ours may be behind it: it
is told as an alarm of its own. Nor are addresses that bring calls in (trunks) or stand in the plan's ``never``.
"""

from ipaddress import ip_address, ip_network

from telephony.contracts.commands import LetIn, RefusalCode
from telephony.contracts.events import AlarmKind
from telephony.contracts.gateway import SignInsTried
from telephony.contracts.plan import RoutingPlan
from telephony.core import alarms, provision
from telephony.core.board import Board, Refused
from telephony.core.state import ShutAddress, Stranger

TRUSTED_SECONDS = 7 * 24 * 3600.0
"""Longer than a weekend with holidays around it: on Monday the whole office comes back at once."""
REPEAT_SECONDS = 24 * 3600.0
LONGEST_SECONDS = 7 * 24 * 3600.0
MOST_STRANGERS = 5000
MOST_SHUT = 500
"""Every SIP message is compared with each of them."""
ACCOUNTS_KEPT = 5


def on_tried(board: Board, event: SignInsTried) -> None:
    """Somebody at an address has tried, in vain or rightly."""
    if event.right:
        _stranger(board, event.address).trusted_at = board.now
        return
    plan = board.plan.plan
    if event.address in board.state.shut or never(plan, event.address):
        return
    rules, stranger = plan.scanners, _stranger(board, event.address)
    if board.now - stranger.since > rules.within_seconds:
        stranger.since, stranger.failures, stranger.accounts = board.now, 0, []
    stranger.failures += event.failures
    fresh = [each for each in event.accounts if each not in stranger.accounts]
    stranger.accounts = [*stranger.accounts, *fresh][:ACCOUNTS_KEPT]
    if stranger.failures < rules.failures:
        return
    tried = f"{stranger.failures}: {', '.join(stranger.accounts)}"
    if stranger.trusted_at is not None and board.now - stranger.trusted_at < TRUSTED_SECONDS:
        alarms.raise_alarm(board, AlarmKind.STRANGER, event.address, tried)
    else:
        _shut_out(board, event.address, stranger, rules.shut_seconds)
        alarms.raise_alarm(board, AlarmKind.SCANNER, event.address, tried)
    stranger.failures = 0


def never(plan: RoutingPlan, address: str) -> bool:
    """May this address not be shut out, whatever it does?"""
    known = (*plan.scanners.never, *(match for trunk in plan.trunks for match in trunk.match))
    try:
        return any(ip_address(address) in ip_network(each, strict=False) for each in known)
    except ValueError:
        return False  # a host name among the trunks' addresses, or no address at all


def let_in(board: Board, command: LetIn) -> None:
    """Before its time is over. Raises Refused: WRONG_STATE when it is not shut out."""
    if command.address not in board.state.shut:
        raise Refused(RefusalCode.WRONG_STATE)
    on_over(board, command.address)


def on_over(board: Board, address: str) -> None:
    """Its time is over."""
    if board.state.shut.pop(address, None) is None:
        return
    board.stop_timer(f"shut:{address}")
    provision.shut(board, address, False)
    alarms.clear(board, AlarmKind.SCANNER, address)


def _shut_out(board: Board, address: str, stranger: Stranger, seconds: float) -> None:
    if stranger.shut_at is not None and board.now - stranger.shut_at > REPEAT_SECONDS:
        stranger.times = 0
    seconds = min(LONGEST_SECONDS, seconds * 2**stranger.times)
    stranger.times, stranger.shut_at = stranger.times + 1, board.now
    while len(board.state.shut) >= MOST_SHUT:
        on_over(board, next(iter(board.state.shut)))
    board.state.shut[address] = ShutAddress(
        since=board.now, until=board.now + seconds, failures=stranger.failures, accounts=list(stranger.accounts)
    )
    board.start_timer(f"shut:{address}", board.now + seconds)
    provision.shut(board, address, True)


def _stranger(board: Board, address: str) -> Stranger:
    """What is known of an address; who was heard of last is forgotten last."""
    known = board.state.strangers
    found = known.pop(address, None) or Stranger(since=board.now)
    known[address] = found
    while len(known) > MOST_STRANGERS:
        del known[next(iter(known))]
    return found
