"""What is up at Twilio, beside what we remember of it."""

import logging
import time

from telephony.adapters.twilio.legs import Leg, Legs, Room, Voice
from telephony.adapters.twilio.memory import Memory
from telephony.adapters.twilio.rest import CallSeen, Refused, Rest, Unreachable
from telephony.adapters.twilio.settings import TwilioSettings
from telephony.contracts.gateway import GatewayBack

log = logging.getLogger(__name__)

UNHEARD_SECONDS = 10.0
"""Whoever was not heard of for so long may be gone without our having been told."""


class Stock:
    """Of one account."""

    def __init__(self, rest: Rest, legs: Legs, memory: Memory, settings: TwilioSettings) -> None:
        self._rest, self._legs, self._memory, self._settings = rest, legs, memory, settings

    async def take(self, recordings: tuple[str, ...]) -> GatewayBack:
        """Compare, forget whoever is gone, end calls of ours that nobody knows. Raises Refused, Unreachable."""
        seen = {call.sid: call for call in await self._rest.calls_up()}
        self._remember()
        for leg in [*self._legs.up.values()]:
            self._compare(leg, seen)
        await self._end_strangers(seen)
        bridges = await self._bridges() if self._legs.up else ()
        return GatewayBack(
            gateway=self._settings.key,
            at=time.time(),
            legs=tuple(leg.snapshot() for leg in self._legs.up.values()),
            bridges=bridges,
            recordings=recordings,
            reachable_seats=tuple(self._memory.seats()),
            takes_faxes=False,
            takes_trunks=False,
        )

    async def lost(self) -> list[tuple[Leg, str]]:
        """Legs whose calls are over without our having been told, with the status that Twilio gives them."""
        before = time.time() - UNHEARD_SECONDS
        quiet = [
            leg for leg in self._legs.up.values() if leg.kept.sid and max(leg.heard_at, leg.kept.created_at) < before
        ]
        if not quiet:
            return []
        seen = {call.sid for call in await self._rest.calls_up()}
        missing = [leg for leg in quiet if leg.kept.sid not in seen and not leg.over]
        return [(leg, await self._rest.status(leg.kept.sid)) for leg in missing]

    def _remember(self) -> None:
        """Legs of the process before this one."""
        for kept in self._memory.legs():
            if kept.leg not in self._legs.up:
                leg = Leg(kept, delivered=kept.doing, heard_at=time.time())
                leg.kept.serial += 1000  # documents of the other process have other numbers
                if kept.sid:
                    leg.known.set()
                self._legs.up[kept.leg] = leg

    def _compare(self, leg: Leg, seen: dict[str, CallSeen]) -> None:
        kept = leg.kept
        if not kept.sid:
            taken = {each.kept.sid for each in self._legs.up.values()}
            same = (call for call in seen.values() if not call.inbound and call.to == kept.to and call.sid not in taken)
            found = next((call for call in same if call.from_ == self._settings.number), None)
            if found:
                kept.sid = found.sid
                leg.known.set()
        call = seen.get(kept.sid)
        if call is None and leg.dialling:
            return
        if call is None:
            self._legs.forget(leg, 16)
            self._memory.forget_leg(leg.id)
            leg.touch()
            return
        kept.answered = kept.answered or call.status == "in-progress"

    async def _end_strangers(self, seen: dict[str, CallSeen]) -> None:
        """Calls out from our number that no leg is: whoever ordered them does not know of them any more."""
        for call in seen.values():
            if call.inbound or call.from_ != self._settings.number or self._legs.by_sid(call.sid):
                continue
            log.warning("call %s to %s is nobody's, and is ended", call.sid, call.to)
            try:
                await self._rest.update_call(call.sid, status="completed")
            except (Refused, Unreachable) as error:
                log.warning("it is left: %s", error)

    async def _bridges(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Bridges with those who talk in them, or are on the way in; listeners are in none."""
        rooms = await self._rest.conferences()
        inside = [(name, who) for name, sid in rooms.items() for who in await self._rest.participants(sid)]
        for leg in self._legs.up.values():
            if isinstance(leg.delivered, Room):
                leg.delivered = None  # unless it is there
        for name, who in inside:
            there = self._legs.by_sid(who.call)
            if there:
                there.delivered, there.voice = Room(name), Voice(who.muted, who.coach, who.held)
        found: dict[str, list[str]] = {}
        for leg in self._legs.up.values():
            leg.work.set()
            if isinstance(leg.kept.doing, Room) and leg.kept.ear is None:
                found.setdefault(leg.kept.doing.name, []).append(leg.id)
        return tuple((name, tuple(legs)) for name, legs in found.items())
