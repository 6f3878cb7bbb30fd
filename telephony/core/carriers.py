"""Which of the trunks takes a call out: the first whose carrier answers; and what is told when one does not."""

from collections.abc import Sequence

from telephony.contracts.events import AlarmKind
from telephony.contracts.gateway import TrunkAccount, TrunkReachable, TrunkRegistered
from telephony.contracts.plan import Registration
from telephony.core import alarms
from telephony.core.board import Board


def choose(board: Board, gateway: str) -> str:
    """Key of the trunk for a call out by ``gateway``; "" for the one that the gateway has of itself. Whose carrier does
    not take our account comes after those that do. When no carrier answers, the first is tried all the same."""
    outgoing = [trunk.key for trunk in board.plan.plan.trunks if trunk.outgoing]
    return next(iter(_able(board, gateway, outgoing)), outgoing[0] if outgoing else "")


def after(board: Board, gateway: str, tried: Sequence[str]) -> str | None:
    """The trunk for a call that those ``tried`` did not take; None when there is no other whose carrier answers."""
    if gateway in board.state.trunkless:
        return None
    others = [trunk.key for trunk in board.plan.plan.trunks if trunk.outgoing and trunk.key not in tried]
    return next(iter(_able(board, gateway, others)), None)


def _able(board: Board, gateway: str, trunks: Sequence[str]) -> list[str]:
    """Those whose carrier answers, the likeliest first."""
    silent = board.state.silent.get(gateway, [])
    known = board.state.registered.get(gateway, {})
    answering = [key for key in trunks if key not in silent]
    return sorted(answering, key=lambda key: known.get(key) in (Registration.REFUSED, Registration.LOCKED))


def on_refused(board: Board, gateway: str, trunk: str, cause: int) -> None:
    """A carrier did not take a call out."""
    alarms.raise_alarm(board, AlarmKind.TRUNK_REFUSES, _subject(gateway, trunk), str(cause))


def on_reachable(board: Board, event: TrunkReachable) -> None:
    """A gateway has heard of a carrier, or hears nothing any more."""
    silent = board.state.silent.setdefault(event.gateway, [])
    known = any(trunk.key == event.trunk for trunk in board.plan.plan.trunks)
    if event.reachable or not known:
        _heard(board, event.gateway, event.trunk)
    elif event.trunk not in silent:
        silent.append(event.trunk)
        alarms.raise_alarm(board, AlarmKind.TRUNK_LOST, _subject(event.gateway, event.trunk))


def on_registered(board: Board, event: TrunkRegistered) -> None:
    """A carrier has answered a gateway's registration, or has not."""
    for trunk in board.plan.plan.trunks:
        if trunk.account and trunk.account == event.account:
            _note(
                board, event.gateway, trunk.key, Registration.REGISTERED if event.registered else Registration.REFUSED
            )


def on_account(board: Board, event: TrunkAccount) -> None:
    """A gateway begins to register, or cannot show a trunk's password."""
    if any(trunk.key == event.trunk for trunk in board.plan.plan.trunks):
        _note(board, event.gateway, event.trunk, event.state)


def registrations(board: Board) -> dict[str, dict[str, str]]:
    """Gateway key → trunk → its Registration, as far as it is known. Who does not answer anything has not refused."""
    silent = board.state.silent
    return {
        gateway: {
            trunk: Registration.UNANSWERED.value
            if state in (Registration.REFUSED, Registration.TRYING) and trunk in silent.get(gateway, ())
            else state
            for trunk, state in known.items()
        }
        for gateway, known in board.state.registered.items()
        if known
    }


def _note(board: Board, gateway: str, trunk: str, state: Registration) -> None:
    board.state.registered.setdefault(gateway, {})[trunk] = state.value
    subject = _subject(gateway, trunk)
    if state is Registration.REGISTERED:
        alarms.clear(board, AlarmKind.TRUNK_UNREGISTERED, subject)
    elif state is not Registration.TRYING:
        alarms.raise_alarm(board, AlarmKind.TRUNK_UNREGISTERED, subject, state.value)


def anew(board: Board, gateway: str, trunk: str) -> None:
    """Its settings are others: whether it registers is to be seen."""
    if board.state.registered.get(gateway, {}).pop(trunk, None) is not None:
        alarms.clear(board, AlarmKind.TRUNK_UNREGISTERED, _subject(gateway, trunk))


def forget(board: Board, gateway: str, trunk: str | None = None) -> None:
    """It is gone; None: every trunk of a gateway that has begun anew."""
    for key in [key for key in board.state.registered.get(gateway, {}) if trunk in (None, key)]:
        anew(board, gateway, key)
    _heard(board, gateway, trunk)


def _heard(board: Board, gateway: str, trunk: str | None) -> None:
    """Its carrier answers (None: of every trunk), or it is not asked any more."""
    silent = board.state.silent.get(gateway, [])
    for key in [key for key in silent if trunk in (None, key)]:
        silent.remove(key)
        alarms.clear(board, AlarmKind.TRUNK_LOST, _subject(gateway, key))


def _subject(gateway: str, trunk: str) -> str:
    return f"{trunk} ({gateway})"
