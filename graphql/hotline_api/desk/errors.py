"""What the telephone refused, by the engine's refusal code."""

from hotline.kernel.errors import HotlineError, Invalid
from telephony.contracts.commands import RefusalCode
from tenants.local.worklist.errors import UnknownQueue, UnknownWork


class NotAnAgent(HotlineError):
    """You have no agent number here: you cannot take a seat or calls."""

    code = "UNKNOWN_AGENT"


class UnknownSeat(HotlineError):
    """There is no such seat here."""

    code = "UNKNOWN_SEAT"


class SeatTaken(HotlineError):
    """Somebody else sits there."""

    code = "SEAT_TAKEN"


class NotSignedIn(HotlineError):
    """Take a seat first."""

    code = "NOT_SIGNED_IN"


class SeatUnreachable(HotlineError):
    """The telephone of your seat is not connected."""

    code = "SEAT_UNREACHABLE"


class WrongState(HotlineError):
    """This is not possible at the moment."""

    code = "WRONG_STATE"


class UnknownCall(HotlineError):
    """This call is over."""

    code = "UNKNOWN_CALL"


class NotYourCall(HotlineError):
    """You are not in this call."""

    code = "NOT_YOUR_CALL"


class TargetUnavailable(HotlineError):
    """This colleague or queue cannot take the call now."""

    code = "TARGET_UNAVAILABLE"


class InvalidNumber(Invalid):
    """This is no telephone number that can be called."""

    code = "INVALID_NUMBER"


class GatewayDown(HotlineError):
    """The telephone exchange is not connected."""

    code = "GATEWAY_DOWN"


class NoChannel(HotlineError):
    """All lines that calls out may take are in use."""

    code = "NO_CHANNEL"


class TollForbidden(HotlineError):
    """This kind of number may not be called from your seat."""

    code = "TOLL_FORBIDDEN"


class TollLimit(HotlineError):
    """You have called out as often as is allowed for now."""

    code = "TOLL_LIMIT"


class NotYourWork(HotlineError):
    """This work is not offered to you, or not in your hands."""

    code = "NOT_YOUR_WORK"


class EngineAway(HotlineError):
    """The switchboard does not answer; nothing was changed."""

    code = "ENGINE_AWAY"


class SeatStillUsed(HotlineError):
    """End the call first."""

    code = "IN_CALL"


#: the engine's refusal -> the error, and the argument it is about
REFUSED: dict[RefusalCode, tuple[type[HotlineError], str | None]] = {
    RefusalCode.UNKNOWN_AGENT: (NotAnAgent, None),
    RefusalCode.UNKNOWN_SEAT: (UnknownSeat, "seat"),
    RefusalCode.SEAT_TAKEN: (SeatTaken, "seat"),
    RefusalCode.NOT_SIGNED_IN: (NotSignedIn, None),
    RefusalCode.SEAT_UNREACHABLE: (SeatUnreachable, None),
    RefusalCode.WRONG_STATE: (WrongState, None),
    RefusalCode.UNKNOWN_CALL: (UnknownCall, "call_id"),
    RefusalCode.NOT_YOUR_CALL: (NotYourCall, "call_id"),
    RefusalCode.TARGET_UNAVAILABLE: (TargetUnavailable, "target"),
    RefusalCode.INVALID_NUMBER: (InvalidNumber, "number"),
    RefusalCode.GATEWAY_DOWN: (GatewayDown, None),
    RefusalCode.NO_CHANNEL: (NoChannel, None),
    RefusalCode.TOLL_FORBIDDEN: (TollForbidden, "number"),
    RefusalCode.TOLL_LIMIT: (TollLimit, None),
    RefusalCode.UNKNOWN_WORK: (UnknownWork, "work_id"),
    RefusalCode.NOT_YOUR_WORK: (NotYourWork, "work_id"),
    RefusalCode.UNKNOWN_QUEUE: (UnknownQueue, "queue"),
    RefusalCode.ENGINE_AWAY: (EngineAway, None),
}

#: what every command of an agent may be refused with
AGENT_REFUSALS = (NotAnAgent, NotSignedIn, WrongState, EngineAway)
#: what every command about written work may be refused with
WORK_REFUSALS = (NotAnAgent, NotSignedIn, UnknownWork, NotYourWork, EngineAway)
#: what a call to a number outside may be refused with
OUTWARD_REFUSALS = (InvalidNumber, NoChannel, TollForbidden, TollLimit)
#: what every command about a call may be refused with
CALL_REFUSALS = (*AGENT_REFUSALS, UnknownCall, NotYourCall, GatewayDown)
