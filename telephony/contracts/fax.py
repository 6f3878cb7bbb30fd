"""Faxes: what the house asks of the engine, and what it is told.

Documents lie in a folder that the gateways and the house share, as ``NAME.tif``: fax TIFF (group 4, 1728 dots wide).
"""

from dataclasses import dataclass

from .events import CallEvent
from .outreach import OutreachCommand, ReachOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFax(OutreachCommand):
    """Call ``number`` (raw) and send the document ``name``; told of by FaxSent. ``station``: our fax number, and
    ``header``: our name, on top of every page (ASCII). Refused with WRONG_STATE while the same fax is under way."""

    fax: str
    number: str
    name: str
    station: str
    header: str
    ring_seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelFax(OutreachCommand):
    """Give up the attempt that is under way. Refused with WRONG_STATE when there is none."""

    fax: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxReceived(CallEvent):
    """A fax call from outside is over. ``pages`` arrived, in the document ``name``; not ``ok``: broken off by
    ``error``, in words of the gateway. ``remote_id``: what the other machine calls itself."""

    name: str
    gateway: str
    caller: str
    called: str
    pages: int
    ok: bool
    error: str
    remote_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxSent(CallEvent):
    """An attempt to send ``fax`` is over: COMPLETED, BROKEN_OFF (after ``pages``, by ``error``), or not reached, as
    ``outcome`` says. ``cause``: Q.850."""

    fax: str
    number: str
    outcome: ReachOutcome
    pages: int
    error: str
    remote_id: str
    cause: int
