"""How many of the trunks' channels each use may take: fixed shares, guarantees and maxima by load.

A request is granted when no row about it is at its maximum, and either one of its rows has a guaranteed channel left or
the channels that are free exceed those that others are guaranteed and do not use at present.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from telephony.contracts.commands import RefusalCode
from telephony.contracts.events import LegKind
from telephony.contracts.plan import AllotmentPlan, ChannelUse
from telephony.core import alarms
from telephony.core.board import Board, Refused
from telephony.core.state import Call, Leg
from telephony.core.states import CallState
from telephony.core.targets import is_internal

OUTWARD = (LegKind.CALLER, LegKind.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel in use, or wanted."""

    use: ChannelUse
    tenant: str
    number: str  # called number of an inbound one


def taken(board: Board) -> list[Channel]:
    """Every channel in use now. Refused callers who are being told so do not count."""
    found: list[Channel] = []
    for call in board.state.calls.values():
        if call.state is not CallState.REFUSING:
            found += channels_of(board, call)
    return found


def channels_of(board: Board, call: Call) -> Iterable[Channel]:
    """The channels that one call takes. An internal call takes one, though it leaves the house by none."""
    if is_internal(call):
        return [Channel(ChannelUse.INTERNAL, call.home, "")] if call.ended is None else []
    reach = board.state.reaches.get(call.id)
    placed = use_of(reach.purpose) if reach else ChannelUse.OUTBOUND
    return [
        Channel(ChannelUse.INBOUND, call.home, call.called)
        if leg.kind is LegKind.CALLER
        else Channel(placed, call.home, "")
        for key, leg in call.legs.items()
        if is_outside(call, key, leg)
    ]


def is_outside(call: Call, key: str, leg: Leg) -> bool:
    """Does a leg take a channel of the trunks?"""
    if leg.kind is LegKind.CONSULT:
        return call.consult is not None and call.consult.leg == key and call.consult.agent is None
    if leg.kind is LegKind.GUEST:
        return key in call.guests and call.guests[key].agent is None
    return leg.kind in OUTWARD


def use_of(purpose: str) -> ChannelUse:
    """What a call is that the platform places by itself."""
    return {"DISPATCH": ChannelUse.ENFORCEMENT, "FAX": ChannelUse.FAX}.get(purpose, ChannelUse.DIALLER)


def is_about(row: AllotmentPlan, channel: Channel) -> bool:
    """Does a row limit or guarantee this channel?"""
    return row.use is channel.use and row.subject in ("", channel.tenant, channel.number)


def hindrance(
    rows: Iterable[AllotmentPlan], total: int, in_use: list[Channel], wanted: Channel
) -> AllotmentPlan | bool | None:
    """None when ``wanted`` is granted; else the row that is at its maximum, or True: the rest is guaranteed to others.
    ``total`` 0: the trunks are not counted. Pure."""
    rows = tuple(rows)
    own = [row for row in rows if is_about(row, wanted)]
    used = {id(row): sum(is_about(row, each) for each in in_use) for row in rows}
    for row in sorted(own, key=lambda row: not row.subject):
        if row.maximum and used[id(row)] >= row.maximum:
            return row
    if not total:
        return None
    if len(in_use) >= total:
        return True
    if any(used[id(row)] < row.guaranteed for row in own):
        return None
    reserved = _reserved([row for row in rows if row not in own], used)
    return None if total - len(in_use) > reserved else True


def _reserved(rows: list[AllotmentPlan], used: dict[int, int]) -> int:
    """Guaranteed and not used. A use's own row and those of its numbers and tenants overlap: the greater counts."""
    by_use: dict[ChannelUse, tuple[int, int]] = {}
    for row in rows:
        left, (whole, parts) = max(0, row.guaranteed - used[id(row)]), by_use.get(row.use, (0, 0))
        by_use[row.use] = (whole, parts + left) if row.subject else (max(whole, left), parts)
    return sum(max(each) for each in by_use.values())


def refused(board: Board, use: ChannelUse, tenant: str, number: str = "") -> AllotmentPlan | None:
    """None when there is a channel; else the row that says what becomes of who wanted it. Alarms."""
    plan = board.plan.plan
    if not plan.channels and not plan.allotments:
        return None
    wanted = Channel(use, tenant, number)
    found = hindrance(plan.allotments, plan.channels, taken(board), wanted)
    if found is None:
        return None
    if use is not ChannelUse.DIALLER:  # it takes what it may have, and that is no fault
        alarms.raise_alarm(board, "NO_CHANNEL", use.value, number or tenant, tenant)
    if isinstance(found, AllotmentPlan):
        return found
    own = [row for row in plan.allotments if is_about(row, wanted)]
    return min(own, key=lambda row: not row.subject, default=AllotmentPlan(use=use))


def need(board: Board, use: ChannelUse, tenant: str) -> None:
    """Raises Refused: NO_CHANNEL."""
    if refused(board, use, tenant) is not None:
        raise Refused(RefusalCode.NO_CHANNEL)


def usage(board: Board) -> dict[str, object]:
    """What the screen shows: {"channels": total, "taken": n, "uses": {use: n}, "rows": [n of each row, in order]}."""
    in_use, plan = taken(board), board.plan.plan
    return {
        "channels": plan.channels,
        "taken": len(in_use),
        "uses": {use.value: sum(each.use is use for each in in_use) for use in ChannelUse},
        "rows": [sum(is_about(row, each) for each in in_use) for row in plan.allotments],
    }
