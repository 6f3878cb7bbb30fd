"""The Twilio gateway: serves Twilio's webhooks, tells Twilio what legs are to do, reports what happens.

Every leg is a call of its own and every bridge a conference; so whoever talks goes on talking while this process is
away. See docs/twilio.md.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack

from telephony.adapters.twilio.dialling import Dialler
from telephony.adapters.twilio.legs import Alone, Kept, Leg, Legs, Message, Quiet
from telephony.adapters.twilio.memory import Memory
from telephony.adapters.twilio.orders import Clerk, Desk, undeliverable
from telephony.adapters.twilio.outcomes import NO_ANSWER, NORMAL, OVER, cause, verdict
from telephony.adapters.twilio.recordings import Recordings
from telephony.adapters.twilio.rest import Refused, Rest, Unreachable
from telephony.adapters.twilio.rooms import Rooms
from telephony.adapters.twilio.server import Webhooks
from telephony.adapters.twilio.settings import TwilioSettings
from telephony.adapters.twilio.sounds import Sounds
from telephony.adapters.twilio.steering import Steering
from telephony.adapters.twilio.stock import Stock
from telephony.adapters.twilio.twiml import Documents
from telephony.contracts import gateway as gw
from telephony.contracts.plan import GATEWAYS_TRUNK

log = logging.getLogger(__name__)

SILENCES = 3
"""So many probes in a row without an answer: Twilio is away."""
RETRY_FIRST, RETRY_MOST = 0.5, 5.0
READY_SECONDS = 8.0
"""A webhook waits so long for us to be ready; Twilio waits 15 s."""
ARRIVAL_SECONDS = 1.5
RECONCILE_PROBES = 8
"""After so many probes Twilio's list is compared with ours: callbacks may be lost."""

Report = Callable[[gw.GatewayEvent], None]
Fields = Mapping[str, str]


class TwilioGateway:
    """Implements Gateway and Watched."""

    def __init__(self, settings: TwilioSettings) -> None:
        self.key = settings.key
        self._settings = settings
        self._documents = Documents(settings.url)
        self._sounds = Sounds(settings.sounds, settings.recordings, settings.token)
        self._legs = Legs()
        self._report: Report | None = None
        self._open = asyncio.Event()  # up: GatewayBack was told
        self._closing = asyncio.Event()
        self._health = gw.NodeHealth(gw.NodeState.DOWN, time.time())

    @property
    def health(self) -> gw.NodeHealth:
        return self._health

    # ------------------------------------------------------------------ life

    async def run(self, report: Report) -> None:
        """Serve until cancelled or closed; calls stay as they are."""
        self._report = report
        async with AsyncExitStack() as stack:
            self._memory = Memory(self._settings.folder)
            stack.callback(self._memory.close)
            self._rest = Rest(self._settings)
            stack.push_async_callback(self._rest.close)
            self._furnish(stack)
            await stack.enter_async_context(Webhooks(self._settings, self._sounds, self))
            stack.callback(self._let_go)
            pause = RETRY_FIRST
            while not self._closing.is_set():
                pause = RETRY_FIRST if await self._session() else min(RETRY_MOST, pause * 2)
                await asyncio.sleep(pause)

    def _furnish(self, stack: AsyncExitStack) -> None:
        settings, legs = self._settings, self._legs
        self._rooms = Rooms(
            self._rest,
            lambda: settings.url + self._sounds.silence(),
            lambda leg, name: self._clerk.playback_over(leg, name),
        )
        self._recordings = Recordings(
            self._rest, self._documents, self._memory, legs, settings.recordings, self._recording_over
        )
        self._dialler = Dialler(
            self._rest,
            settings.calls_per_second,
            lambda sid: legs.by_sid(sid) is not None or sid in legs.gone,
            self._call_known,
            self._gone_with,
        )
        self._steering = Steering(
            self._rest, self._documents, self._rooms, legs, self._memory, self._documents.address("status"), self._gone
        )
        self._clerk = Clerk(
            Desk(
                settings,
                legs,
                self._memory,
                self._sounds,
                self._documents,
                self._rooms,
                self._recordings,
                self._dialler,
                self._tell,
                self._steering.begin,
                self._gone_with,
            )
        )
        self._stock = Stock(self._rest, legs, self._memory, settings)
        for closing in (self._rooms.close, self._recordings.close, self._dialler.close, self._end_steering):
            stack.push_async_callback(closing)

    def _let_go(self) -> None:
        """Nobody is asked any more: webhooks that wait are answered, so that Twilio asks whoever comes next."""
        self._open.clear()
        self._closing.set()
        for leg in self._legs.up.values():
            leg.changed.set()

    async def _end_steering(self) -> None:
        tasks = [leg.task for leg in self._legs.up.values() if leg.task]
        for leg in self._legs.up.values():
            if leg.patience:
                leg.patience.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """End ``run``; calls stay up."""
        self._let_go()

    async def execute(self, orders: Sequence[gw.GatewayOrder]) -> None:
        """Note the orders; whoever steers the legs carries them out."""
        for order in orders:
            if self._open.is_set():
                self._clerk.take(order)
            else:
                for event in undeliverable(self.key, order):
                    self._tell(event)

    # ------------------------------------------------------------------ a session

    async def _session(self) -> bool:
        """From taking stock until Twilio is away; whether it was there at all."""
        try:
            back = await self._stock.take(self._recordings.running())
        except (Refused, Unreachable) as error:
            log.warning("Twilio cannot be reached: %s", error)
            self._note(gw.NodeState.DOWN, str(error))
            return False
        for leg in self._legs.up.values():
            if leg.task is None:
                self._steering.begin(leg)
        self._note(gw.NodeState.UP, "")
        self._tell(back)
        self._open.set()
        self._recordings.take_up()
        try:
            await self._watch()
        finally:
            self._open.clear()
            self._tell(gw.GatewayLost(gateway=self.key, at=time.time()))
        return True

    async def _watch(self) -> None:
        """Return when Twilio does not answer any more."""
        silences, probes = 0, 0
        while silences < SILENCES:
            await asyncio.sleep(self._settings.probe_every)
            began = time.perf_counter()
            try:
                await self._rest.probe()
                probes += 1
                if probes % RECONCILE_PROBES == 0:
                    for leg, status in await self._stock.lost():
                        self._gone(leg, status)
            except (Refused, Unreachable) as error:
                silences += 1
                self._note(gw.NodeState.STUCK, str(error))
                continue
            silences = 0
            self._note(gw.NodeState.UP, "", time.perf_counter() - began)

    def _note(self, state: gw.NodeState, why: str, seconds: float | None = None) -> None:
        before = self._health
        since = before.since if before.state is state else time.time()
        self._health = gw.NodeHealth(state, since, None if seconds is None else round(seconds * 1000, 1), None, why)

    def _tell(self, event: gw.GatewayEvent) -> None:
        if self._report:
            self._report(event)

    async def _ready(self) -> bool:
        """Wait until stock has been taken."""
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self._open.wait()
        except TimeoutError:
            return False
        return not self._closing.is_set()

    # ------------------------------------------------------------------ webhooks: calls

    async def arrived(self, fields: Fields) -> str:
        """A call to one of our numbers."""
        sid = fields.get("CallSid", "")
        if not await self._ready():
            return self._documents.again("/voice/in")
        if sid in self._legs.gone:
            return self._documents.refusal(busy=self._legs.gone[sid] == 17)
        leg = self._legs.up.get(sid)
        if leg is None:
            leg = self._make(sid, fields)
        return await self._steering.answer(leg, leg.kept.doing is None and leg.ordered is None, ARRIVAL_SECONDS)

    def _make(self, sid: str, fields: Fields) -> Leg:
        now = time.time()
        caller, called = fields.get("From", ""), fields.get("To", "")
        kept = Kept(sid, sid, True, caller, called, now, answered=fields.get("CallStatus") == "in-progress")
        leg = Leg(kept, heard_at=now)
        self._legs.up[sid] = leg
        self._memory.keep_leg(kept)
        self._steering.begin(leg)
        told = gw.LegArrived(gateway=self.key, at=now, leg=sid, caller_raw=caller, called=called, trunk=GATEWAYS_TRUNK)
        self._tell(told)
        return leg

    async def asked(self, query: Fields, fields: Fields, path: str) -> str:
        """A leg has come to the end of its document, or was answered."""
        if not await self._ready():
            return self._documents.again(path)
        sid, name = fields.get("CallSid", ""), query.get("leg", "")
        leg = self._legs.up.get(name)
        if leg is None:
            if fields.get("Direction") == "inbound" and sid and sid not in self._legs.gone:
                leg = self._make(sid, fields)  # it was here before a memory was lost
                return await self._steering.answer(leg, True, ARRIVAL_SECONDS)
            up = fields.get("CallStatus") == "in-progress"
            return self._documents.hang_up() if up else self._documents.refusal(busy=self._legs.gone.get(sid) == 17)
        leg.heard_at = time.time()
        self._call_known(leg, sid)
        if fields.get("CallStatus") in OVER:  # a message ends so when its caller hangs up
            self._gone(leg, fields["CallStatus"])
            return self._documents.hang_up()
        ringing = leg.kept.doing is None
        leg.changed.clear()
        told = self._heard(leg, query, fields)
        return await self._steering.answer(leg, told or ringing, ARRIVAL_SECONDS if ringing else 0.3)

    def _heard(self, leg: Leg, query: Fields, fields: Fields) -> bool:
        """Tell what the end of a document means, once; whether the engine heard anything."""
        told = self._answered(leg) if fields.get("CallStatus") == "in-progress" else False
        serial = int(query.get("serial") or 0)
        if serial in leg.heard:
            return told
        leg.heard.add(serial)
        for digit in fields.get("Digits", ""):
            if digit in "0123456789*#" and not isinstance(leg.delivered, Message | Quiet):
                self._tell(gw.DigitReceived(gateway=self.key, at=time.time(), leg=leg.id, digit=digit))
                told = True
        doing, playback = leg.kept.doing, query.get("playback", "")
        if playback and isinstance(doing, Alone) and doing.playback == playback:
            self._clerk.set_doing(leg, Alone(music=doing.music))
            told = True
        elif serial == leg.kept.serial and isinstance(doing, Message | Quiet) and leg.delivered == doing:
            self._clerk.set_doing(leg, Alone())
            told = True
            if isinstance(doing, Quiet):
                self._tell(gw.SilenceHeard(gateway=self.key, at=time.time(), leg=leg.id))
        leg.changed.clear()
        return told

    async def progressed(self, query: Fields, fields: Fields) -> None:
        """Another status of a call."""
        sid, status = fields.get("CallSid", ""), fields.get("CallStatus", "")
        if not await self._ready():
            return  # taking stock will tell
        leg = self._legs.up.get(query.get("leg", "")) or self._legs.by_sid(sid)
        if leg is None:
            if status in OVER and sid:
                self._legs.gone[sid] = NORMAL
            return
        leg.heard_at = time.time()
        self._call_known(leg, sid)
        if status in OVER:
            sip = fields.get("SipResponseCode", "")
            self._gone(leg, status, int(sip) if sip.isdecimal() else 0)
        elif status == "ringing" and not leg.kept.inbound and not leg.rang and not leg.kept.answered:
            leg.rang = True
            self._tell(gw.LegRinging(gateway=self.key, at=time.time(), leg=leg.id))
        elif status == "in-progress":
            self._answered(leg)

    def _answered(self, leg: Leg) -> bool:
        """An outbound leg was answered: told once."""
        if leg.kept.inbound or leg.kept.answered:
            return False
        leg.kept.answered = True
        if leg.patience:
            leg.patience.cancel()
        self._memory.keep_leg(leg.kept)
        leg.changed.clear()
        if leg.ordered is None:
            self._tell(gw.LegAnswered(gateway=self.key, at=time.time(), leg=leg.id))
        return True

    async def judged(self, query: Fields, fields: Fields) -> None:
        """Who answered."""
        leg = self._legs.up.get(query.get("leg", "")) or self._legs.by_sid(fields.get("CallSid", ""))
        if leg is not None and leg.judged is None:
            by = fields.get("AnsweredBy", "")
            leg.judged = verdict(by), by
            self._clerk.judged(leg)

    # ------------------------------------------------------------------ webhooks: rooms, recordings

    async def room_changed(self, query: Fields, fields: Fields) -> None:
        """A conference's news."""
        name, sid, what = (fields.get(key, "") for key in ("FriendlyName", "ConferenceSid", "StatusCallbackEvent"))
        if what == "conference-end":
            self._rooms.ended(name, sid)
        elif what in ("announcement-end", "announcement-fail"):
            self._rooms.told(fields.get("AnnounceUrl", ""))

    async def recorded(self, query: Fields, fields: Fields) -> None:
        """A recording is complete."""
        sid, status = fields.get("RecordingSid", ""), fields.get("RecordingStatus", "")
        self._recordings.complete(query.get("name", ""), sid, status)

    def _recording_over(self, name: str, seconds: float, failed: bool) -> None:
        event = gw.RecordingEnded(gateway=self.key, at=time.time(), name=name, seconds=seconds, failed=failed)
        self._tell(event)

    # ------------------------------------------------------------------ legs

    def _call_known(self, leg: Leg, sid: str) -> None:
        if sid and not leg.kept.sid:
            leg.kept.sid = sid
            leg.known.set()
            self._memory.keep_leg(leg.kept)
            leg.touch()

    def _gone(self, leg: Leg, status: str, sip: int = 0) -> None:
        """Its call is over."""
        answered = leg.kept.answered
        if leg.kept.inbound:
            found = NORMAL
        elif status == "completed" and not answered:
            found = NO_ANSWER
        else:
            found = cause(status, sip, seat=leg.kept.to.startswith(("client:", "sip:")))
        self._gone_with(leg, found)

    def _gone_with(self, leg: Leg, found: int) -> None:
        """Told once, with the cause that was ordered if one was."""
        if leg.over:
            return
        ending = found if leg.ordered is None else leg.ordered
        self._legs.forget(leg, ending)
        self._memory.forget_leg(leg.id)
        if leg.patience:
            leg.patience.cancel()
        leg.touch()
        self._rooms.leg_left(leg.id)
        self._recordings.leg_is_gone(leg)
        self._tell(gw.LegGone(gateway=self.key, at=time.time(), leg=leg.id, cause=ending))
        for listener in self._legs.listeners(leg.id):
            listener.touch()
