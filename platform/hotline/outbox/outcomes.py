"""What an effect is, how carrying it out can end, and who carries out which kind. No Django here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Effect:
    """A row of the outbox as its handler sees it. ``attempts`` counts this try too."""

    tenant: str
    kind: str
    key: str
    payload: dict[str, Any]
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """It took effect (or need not any more)."""


@dataclass(frozen=True, slots=True)
class Retry:
    """It certainly did not take effect: try again, after ``after_seconds`` or with the usual growing pause."""

    error: str
    after_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have taken effect: settle it later, do not simply repeat it."""

    error: str


@dataclass(frozen=True, slots=True)
class Failed:
    """It will never take effect."""

    error: str


Outcome = Done | Retry | Unknown | Failed
Handler = Callable[[Effect], Outcome]


@dataclass(frozen=True, slots=True)
class Carrier:
    """``carry`` does it. ``settle`` finds out whether an uncertain try took effect; without one, repeating is safe.

    ``give_up`` is told when the last try is over.
    """

    carry: Handler
    settle: Handler | None = None
    give_up: Callable[[Effect, str], None] | None = None


_carriers: dict[str, Carrier] = {}


def register(
    kind: str,
    carry: Handler,
    settle: Handler | None = None,
    give_up: Callable[[Effect, str], None] | None = None,
) -> None:
    """Let ``carry`` carry out effects of ``kind``; the last registration counts."""
    _carriers[kind] = Carrier(carry, settle, give_up)


def carrier(kind: str) -> Carrier | None:
    """Who carries out ``kind``; None when nobody is registered."""
    return _carriers.get(kind)
