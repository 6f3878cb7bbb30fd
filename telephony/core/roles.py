"""Whose leg it is: what an event about a leg means for its call."""

from telephony.core.state import Call
from telephony.core.states import Trigger


def answered(call: Call, leg: str) -> Trigger | None:
    """What it means for ``call`` that ``leg`` was answered."""
    if call.offer and leg == call.offer.leg:
        return Trigger.OFFER_ANSWERED
    if call.consult and leg == call.consult.leg:
        return Trigger.CONSULT_ANSWERED
    if leg in call.guests:
        return Trigger.GUEST_ANSWERED if call.guests[leg].began_at is None else None
    if leg == call.outside:
        return Trigger.OUTSIDE_ANSWERED
    if call.part and leg == call.part.fresh:
        return Trigger.REJOIN_ANSWERED
    return Trigger.AGENT_ANSWERED if call.part and leg == call.part.leg else None


def gone(call: Call, leg: str, lost: bool) -> Trigger | None:
    """What it means for ``call`` that ``leg`` is gone, or ``lost`` by missing audio."""
    if leg == call.far:
        return Trigger.FAR_GONE
    if call.offer and leg == call.offer.leg:
        return Trigger.OFFER_LOST if lost else Trigger.OFFER_GONE
    if call.consult and leg == call.consult.leg:
        return Trigger.CONSULT_LOST if lost and call.consult.agent else Trigger.CONSULT_GONE
    if leg in call.guests:
        return Trigger.GUEST_LOST if lost and call.guests[leg].agent else Trigger.GUEST_GONE
    if leg == call.outside:
        return Trigger.OUTSIDE_GONE
    if call.part and leg == call.part.fresh:
        return Trigger.REJOIN_GONE if call.part.leg in call.legs else Trigger.AGENT_LOST
    if call.part and leg == call.part.leg:
        if call.part.fresh:  # another takes its place
            return None
        return Trigger.AGENT_LOST if lost else Trigger.AGENT_GONE
    return None
