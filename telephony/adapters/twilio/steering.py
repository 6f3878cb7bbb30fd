"""Brings each call to what its leg is to do: by the answer to a webhook when one waits, else by a change from outside.

One task a leg: changes go one after the other, the newest counts, and what was never sent is left out.
"""

import asyncio
import logging
from collections.abc import Callable

from telephony.adapters.twilio.legs import Doing, Leg, Legs, Room, Voice
from telephony.adapters.twilio.memory import Memory
from telephony.adapters.twilio.outcomes import BUSY, OVER
from telephony.adapters.twilio.rest import MOST_PAUSE, Refused, Rest, Unreachable
from telephony.adapters.twilio.rooms import Rooms
from telephony.adapters.twilio.twiml import Documents

log = logging.getLogger(__name__)

ORDERS_SECONDS = 0.3
"""How long a webhook waits for what the engine makes of what it told; and orders that come together go together."""
TOGETHER_SECONDS = 0.01
REFUSING_SECONDS = 3.0
"""How long an unanswered caller, who is to be refused, may take to ask again."""
NOT_YET_SECONDS = 0.3
GONE_NOW = frozenset({404, 410})


class Steering:
    """``gone`` is told of a leg whose call is over, with the status that Twilio gives it."""

    def __init__(
        self,
        rest: Rest,
        documents: Documents,
        rooms: Rooms,
        legs: Legs,
        memory: Memory,
        status_callback: str,
        gone: Callable[[Leg, str], None],
    ) -> None:
        self._rest, self._documents, self._rooms = rest, documents, rooms
        self._legs, self._memory, self._gone = legs, memory, gone
        self._status_callback = status_callback

    def begin(self, leg: Leg) -> None:
        """Steer it from now on."""
        leg.task = asyncio.create_task(self._steer(leg), name=f"steer {leg.id}")

    # ------------------------------------------------------------------ by webhook

    async def answer(self, leg: Leg, told: bool, patience: float = ORDERS_SECONDS) -> str:
        """What a leg that asks is to do. ``told``: the engine has just heard of something and may want another."""
        leg.asking += 1
        try:
            if told:
                await self._orders(leg, patience)
            return self._render(leg)
        finally:
            leg.asking -= 1
            leg.work.set()

    async def _orders(self, leg: Leg, patience: float) -> None:
        try:
            async with asyncio.timeout(patience):
                await leg.changed.wait()
        except TimeoutError:
            return
        await asyncio.sleep(TOGETHER_SECONDS)

    def _render(self, leg: Leg) -> str:
        kept, doing = leg.kept, self._legs.doing(leg)
        if leg.ordered is not None:
            return self._documents.hang_up() if kept.answered else self._documents.refusal(leg.ordered == BUSY)
        if doing is None:
            return self._documents.still_ringing(leg.id, leg.next_serial())
        kept.answered = True
        return self._document(leg, doing)

    def _document(self, leg: Leg, doing: Doing) -> str:
        tones, leg.tones = leg.tones, ""
        leg.delivered, leg.voice = doing, Voice(muted=self._legs.voice(leg).muted or bool(leg.kept.ear))
        serial = leg.next_serial()
        self._memory.keep_leg(leg.kept)
        return self._documents.document(leg.id, serial, doing, leg.voice.muted, tones)

    # ------------------------------------------------------------------ from outside

    async def _steer(self, leg: Leg) -> None:
        pause = NOT_YET_SECONDS
        while not leg.over:
            await leg.work.wait()
            await asyncio.sleep(TOGETHER_SECONDS)
            leg.work.clear()
            try:
                settled = await self._settle(leg)
            except Refused as error:
                settled = await self._explain(leg, error)
            except Unreachable as error:
                log.warning("leg %s is told later: %s", leg.id, error)
                settled = False
            if settled:
                pause = NOT_YET_SECONDS
            elif not leg.over:
                leg.work.set()
                await asyncio.sleep(pause)
                pause = min(MOST_PAUSE, pause * 1.5)

    async def _settle(self, leg: Leg) -> bool:
        """Whether nothing is left to be done."""
        if leg.over or leg.asking or not leg.kept.sid:
            return True  # whoever asks, or makes the call known, wakes us
        if leg.ordered is not None:
            return await self._end(leg)
        doing = self._legs.doing(leg)
        if not leg.kept.answered or doing is None:
            return True
        if doing != leg.delivered or leg.tones:
            await self._redirect(leg, doing)
        if isinstance(doing, Room) and leg.voice != self._legs.voice(leg):
            return await self._speak(leg, doing)
        return True

    async def _redirect(self, leg: Leg, doing: Doing) -> None:
        before, tones = (leg.delivered, leg.voice), leg.tones
        more = {"status_callback": self._status_callback} if leg.kept.inbound else {}
        text = self._document(leg, doing)
        try:
            await self._rest.update_call(leg.kept.sid, twiml=text, **more)
        except (Refused, Unreachable):
            (leg.delivered, leg.voice), leg.tones = before, tones + leg.tones
            raise

    async def _speak(self, leg: Leg, room: Room) -> bool:
        """Muted, heard by all, or by one alone."""
        wanted = self._legs.voice(leg)
        fields: dict[str, object] = {"muted": wanted.muted}
        if wanted.coach:
            fields |= {"coaching": True, "call_sid_to_coach": wanted.coach}
        elif leg.voice.coach:
            fields |= {"coaching": False}
        if wanted.held != leg.voice.held:
            music = {"hold_url": self._documents.music(), "hold_method": "GET"} if wanted.held else {}
            fields |= {"hold": wanted.held, **music}

        async def ask(sid: str) -> None:
            await self._rest.update_participant(sid, leg.kept.sid, **fields)

        def still() -> bool:
            return not leg.over and self._legs.doing(leg) == room and self._legs.voice(leg) == wanted

        if await self._rooms.within(room.name, ask, still):
            leg.voice = wanted
        return not still() or leg.voice == wanted

    async def _end(self, leg: Leg) -> bool:
        if leg.kept.inbound and not leg.kept.answered:
            await asyncio.sleep(REFUSING_SECONDS)  # it asks again, and is refused then
            if leg.over or leg.asking:
                return True
        await self._rest.update_call(leg.kept.sid, status="completed")
        self._gone(leg, "completed")
        return True

    async def _explain(self, leg: Leg, error: Refused) -> bool:
        """A call that takes no change: it is over, or not yet answered; anything else is a fault of ours."""
        if leg.over:
            return True
        try:
            status = await self._rest.status(leg.kept.sid)
        except Refused as unknown:
            status = "completed" if unknown.status in GONE_NOW else ""
        except Unreachable:
            return False
        if status in OVER:
            self._gone(leg, status)
            return True
        log.warning("leg %s (%s) takes no change: %s", leg.id, status, error)
        return False
