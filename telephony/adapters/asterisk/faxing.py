"""What the dialplan says of a fax that is over: by a user event, and in its notes of the last ones. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from telephony.adapters.asterisk.ledger import Leg
from telephony.contracts.gateway import FaxEnded, GatewayEvent

NOTED = ("name", "mode", "status", "error", "pages", "remote")
"""After the leg, in one note."""


def ended(gateway: str, leg: str, told: Mapping[str, Any], now: float) -> FaxEnded:
    """How the fax on ``leg`` went."""
    pages, ok = str(told.get("pages") or ""), told.get("status") == "SUCCESS"
    return FaxEnded(
        gateway=gateway,
        at=now,
        leg=leg,
        name=str(told.get("name") or ""),
        ok=ok,
        pages=int(pages) if pages.isdecimal() else 0,
        error="" if ok else str(told.get("error") or "HANGUP"),
        remote_id=str(told.get("remote") or "").strip(),
        t38=told.get("mode") == "T38",
    )


def broken(gateway: str, leg: str, of: Leg, now: float) -> list[GatewayEvent]:
    """The leg is gone, and no machine has said how its fax went: it never began, or it was told already (nothing)."""
    document, of.fax = of.fax, None
    if document is None:
        return []
    return [FaxEnded(gateway=gateway, at=now, leg=leg, name=document, ok=False, error="HANGUP")]


def noted(gateway: str, notes: str, now: float) -> Iterator[FaxEnded]:
    """Each of the notes; the oldest may have been cut off in its middle, and is left out then."""
    for note in notes.split("|"):
        leg, *told = note.split(",")
        if leg and len(told) == len(NOTED):
            yield ended(gateway, leg, dict(zip(NOTED, told, strict=True)), now)
