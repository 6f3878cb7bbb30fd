"""Calls of the peer's account: their states, and what is told of each."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.house.twilio.callbacks import Callbacks
from tests.house.twilio.people import Person

OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
EVENTS = {"queued": "", "initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}
"""State of a call -> the name by which its callback is ordered; all that are over are "completed"."""


@dataclass(slots=True)
class Call:
    """``inbound``: somebody called a number of the account. ``callback``: its status callback."""

    sid: str
    from_: str
    to: str
    inbound: bool
    person: Person
    callback: str = ""
    events: frozenset[str] = frozenset({"completed"})
    url: str = ""
    twiml: str = ""
    fallback: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    status: str = "queued"
    made: float = field(default_factory=time.time)
    answered: float | None = None
    ended: float | None = None
    sip: int = 200
    told: int = 0
    keys: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)
    gathering: asyncio.Event = field(default_factory=asyncio.Event)
    program: "asyncio.Task[None] | None" = None
    life: "asyncio.Task[None] | None" = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    answered_now: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    on_over: list[Callable[[], None]] = field(default_factory=list)

    @property
    def up(self) -> bool:
        return self.status not in OVER

    def facts(self) -> dict[str, str]:
        """What every request about the call says."""
        return {
            "CallSid": self.sid,
            "CallStatus": self.status,
            "From": self.from_,
            "To": self.to,
            "Caller": self.from_,
            "Called": self.to,
            "Direction": "inbound" if self.inbound else "outbound-api",
            "ApiVersion": "2010-04-01",
        }

    def resource(self, account: str) -> dict[str, object]:
        """api.v2010.account.call"""

        def day(at: float | None) -> str | None:
            return None if at is None else format_datetime(datetime.fromtimestamp(at, UTC))

        seconds = None if self.ended is None else str(round(self.ended - (self.answered or self.ended)))
        uri = f"/2010-04-01/Accounts/{account}/Calls/{self.sid}"
        return {
            "sid": self.sid,
            "date_created": day(self.made),
            "date_updated": day(time.time()),
            "parent_call_sid": None,
            "account_sid": account,
            "to": self.to,
            "to_formatted": self.to,
            "from": self.from_,
            "from_formatted": self.from_,
            "phone_number_sid": None,
            "status": self.status,
            "start_time": day(self.answered or self.made),
            "end_time": day(self.ended),
            "duration": seconds,
            "price": None,
            "price_unit": "USD",
            "direction": "inbound" if self.inbound else "outbound-api",
            "answered_by": None,
            "api_version": "2010-04-01",
            "forwarded_from": None,
            "group_sid": None,
            "caller_name": None,
            "queue_time": "0",
            "trunk_sid": None,
            "uri": f"{uri}.json",
            "subresource_uris": {"recordings": f"{uri}/Recordings.json"},
        }


def become(call: Call, status: str, account: str, callbacks: Callbacks) -> None:
    """The call is in another state: told, where it was asked for."""
    if not call.up or call.status == status:
        return
    call.status = status
    event = "completed" if status in OVER else EVENTS[status]
    if status == "in-progress":
        call.answered = time.time()
        call.answered_now.set()
    if status in OVER:
        call.ended = time.time()
    if call.callback and event in call.events:
        callbacks.soon(call.callback, call.facts() | _progress(call, account))
    call.changed.set()
    call.changed.clear()
    if status in OVER:
        call.over.set()
        for each in call.on_over:
            each()


def _progress(call: Call, account: str) -> dict[str, str]:
    told = {
        "AccountSid": account,
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(call.told),
        "Timestamp": format_datetime(datetime.now(UTC)),
    }
    call.told += 1
    if call.status in OVER:
        seconds = str(round(time.time() - call.answered)) if call.answered else "0"
        told |= {"CallDuration": seconds, "Duration": "1", "SipResponseCode": str(call.sip)}
    return told
