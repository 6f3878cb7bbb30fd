"""The books of what is up: a call becomes known, a leg is gone; each told once."""

import time
from collections.abc import Callable

from telephony.adapters.twilio.legs import Leg, Legs
from telephony.adapters.twilio.memory import Memory
from telephony.adapters.twilio.outcomes import NO_ANSWER, NORMAL, cause
from telephony.contracts import gateway as gw

Tell = Callable[[gw.GatewayEvent], None]


class Books:
    """``after``: told of a leg that is gone before the engine is."""

    def __init__(self, key: str, legs: Legs, memory: Memory, tell: Tell, after: Callable[[Leg], None]) -> None:
        self._key, self._legs, self._memory = key, legs, memory
        self._tell, self._after = tell, after

    def known(self, leg: Leg, sid: str) -> None:
        """Its call is this one."""
        if sid and not leg.kept.sid:
            leg.kept.sid = sid
            leg.known.set()
            self._memory.keep_leg(leg.kept)
            leg.touch()

    def gone(self, leg: Leg, status: str, sip: int = 0) -> None:
        """Its call is over, as Twilio says it."""
        if leg.kept.inbound:
            found = NORMAL
        elif status == "completed" and not leg.kept.answered:
            found = NO_ANSWER
        else:
            found = cause(status, sip, seat=leg.kept.to.startswith(("client:", "sip:")))
        self.gone_with(leg, found)

    def gone_with(self, leg: Leg, found: int) -> None:
        """Told once, with the cause that was ordered if one was."""
        if leg.over:
            return
        ending = found if leg.ordered is None else leg.ordered
        self._legs.forget(leg, ending)
        self._memory.forget_leg(leg.id)
        if leg.patience:
            leg.patience.cancel()
        leg.touch()
        self._after(leg)
        self._tell(gw.LegGone(gateway=self._key, at=time.time(), leg=leg.id, cause=ending))
        for listener in self._legs.listeners(leg.id):
            listener.touch()
