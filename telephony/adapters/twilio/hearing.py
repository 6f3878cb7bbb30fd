"""What Twilio's webhooks say, as events of the port; and what they are answered."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from telephony.adapters.twilio.books import Books, Tell
from telephony.adapters.twilio.legs import Alone, Kept, Leg, Legs, Message, Quiet
from telephony.adapters.twilio.memory import Memory
from telephony.adapters.twilio.orders import Clerk
from telephony.adapters.twilio.outcomes import BUSY, NORMAL, OVER, verdict
from telephony.adapters.twilio.recordings import Recordings
from telephony.adapters.twilio.rooms import Rooms
from telephony.adapters.twilio.steering import ORDERS_SECONDS, Steering
from telephony.adapters.twilio.twiml import Documents
from telephony.contracts import gateway as gw
from telephony.contracts.plan import GATEWAYS_TRUNK

ARRIVAL_SECONDS = 1.5
"""How long a caller whom nobody has answered may make their webhook wait."""

Fields = Mapping[str, str]


@dataclass(slots=True)
class Hearing:
    """Listens to webhooks. ``ready``: whether stock was taken, waited for a while."""

    _key: str
    _legs: Legs
    _memory: Memory
    _documents: Documents
    _steering: Steering
    _clerk: Clerk
    _rooms: Rooms
    _recordings: Recordings
    _books: Books
    _ready: Callable[[], Awaitable[bool]]
    _tell: Tell

    async def arrived(self, fields: Fields) -> str:
        """A call to one of our numbers."""
        sid = fields.get("CallSid", "")
        if not await self._ready():
            return self._documents.again("/voice/in")
        if sid in self._legs.gone:
            return self._documents.refusal(busy=self._legs.gone[sid] == BUSY)
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
        told = gw.LegArrived(gateway=self._key, at=now, leg=sid, caller_raw=caller, called=called, trunk=GATEWAYS_TRUNK)
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
            return self._documents.hang_up() if up else self._documents.refusal(busy=self._legs.gone.get(sid) == BUSY)
        leg.heard_at = time.time()
        self._books.known(leg, sid)
        if fields.get("CallStatus") in OVER:  # a message ends so when its caller hangs up
            self._books.gone(leg, fields["CallStatus"])
            return self._documents.hang_up()
        ringing = leg.kept.doing is None
        leg.changed.clear()
        told = self._heard(leg, query, fields)
        return await self._steering.answer(leg, told or ringing, ARRIVAL_SECONDS if ringing else ORDERS_SECONDS)

    def _heard(self, leg: Leg, query: Fields, fields: Fields) -> bool:
        """Tell what the end of a document means, once; whether the engine heard anything."""
        told = self._answered(leg) if fields.get("CallStatus") == "in-progress" else False
        serial = int(query.get("serial") or 0)
        if serial in leg.heard:
            return told
        leg.heard.add(serial)
        for digit in fields.get("Digits", ""):
            if digit in "0123456789*#" and not isinstance(leg.delivered, Message | Quiet):
                self._tell(gw.DigitReceived(gateway=self._key, at=time.time(), leg=leg.id, digit=digit))
                told = True
        doing, playback = leg.kept.doing, query.get("playback", "")
        if playback and isinstance(doing, Alone) and doing.playback == playback:
            self._clerk.set_doing(leg, Alone(music=doing.music))
            told = True
        elif serial == leg.kept.serial and isinstance(doing, Message | Quiet) and leg.delivered == doing:
            self._clerk.set_doing(leg, Alone())
            told = True
            if isinstance(doing, Quiet):
                self._tell(gw.SilenceHeard(gateway=self._key, at=time.time(), leg=leg.id))
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
        self._books.known(leg, sid)
        if status in OVER:
            sip = fields.get("SipResponseCode", "")
            self._books.gone(leg, status, int(sip) if sip.isdecimal() else 0)
        elif status == "ringing" and not leg.kept.inbound and not leg.rang and not leg.kept.answered:
            leg.rang = True
            self._tell(gw.LegRinging(gateway=self._key, at=time.time(), leg=leg.id))
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
            self._tell(gw.LegAnswered(gateway=self._key, at=time.time(), leg=leg.id))
        return True

    async def judged(self, query: Fields, fields: Fields) -> None:
        """Who answered."""
        leg = self._legs.up.get(query.get("leg", "")) or self._legs.by_sid(fields.get("CallSid", ""))
        if leg is not None and leg.judged is None:
            by = fields.get("AnsweredBy", "")
            leg.judged = verdict(by), by
            self._clerk.judged(leg)

    # ------------------------------------------------------------------ rooms, recordings

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
