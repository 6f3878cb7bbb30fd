"""Conferences: who is in, who hears whom, announcements, and what is told of them."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.house.twilio.callbacks import Callbacks
from tests.house.twilio.calls import Call

NAMES = {
    "conference-start": "start",
    "conference-end": "end",
    "participant-join": "join",
    "participant-leave": "leave",
    "participant-mute": "mute",
    "participant-unmute": "mute",
    "participant-hold": "hold",
    "participant-unhold": "hold",
    "participant-modify": "modify",
    "announcement-end": "announcement",
    "announcement-fail": "announcement",
}
"""What is told -> the name in statusCallbackEvent by which it is ordered."""


@dataclass(slots=True)
class Participant:
    """One who is in. ``coach``: the call that alone hears them. ``kicked``: put out, or the conference is over."""

    call: Call
    label: str | None
    muted: bool = False
    hold: bool = False
    coach: str = ""
    starts: bool = True
    ends: bool = False
    joined: float = field(default_factory=time.time)
    kicked: asyncio.Event = field(default_factory=asyncio.Event)

    def resource(self, account: str, conference: str) -> dict[str, object]:
        """api.v2010.account.conference.participant"""
        now = format_datetime(datetime.fromtimestamp(self.joined, UTC))
        return {
            "account_sid": account,
            "call_sid": self.call.sid,
            "label": self.label,
            "call_sid_to_coach": self.coach or None,
            "coaching": bool(self.coach),
            "conference_sid": conference,
            "date_created": now,
            "date_updated": now,
            "end_conference_on_exit": self.ends,
            "muted": self.muted,
            "hold": self.hold,
            "start_conference_on_enter": self.starts,
            "status": "connected",
            "queue_time": None,
            "uri": f"/2010-04-01/Accounts/{account}/Conferences/{conference}/Participants/{self.call.sid}.json",
        }


@dataclass(slots=True)
class Conference:
    """``ordered``: by whoever came first: where to tell what."""

    sid: str
    name: str
    callback: str
    ordered: frozenset[str]
    account: str
    callbacks: Callbacks
    status: str = "init"
    inside: dict[str, Participant] = field(default_factory=dict)
    made: float = field(default_factory=time.time)
    told: int = 0
    announcing: "asyncio.Task[None] | None" = None
    on_over: Callable[[], None] = lambda: None

    def facts(self) -> dict[str, object]:
        """api.v2010.account.conference"""
        now = format_datetime(datetime.fromtimestamp(self.made, UTC))
        uri = f"/2010-04-01/Accounts/{self.account}/Conferences/{self.sid}"
        return {
            "account_sid": self.account,
            "date_created": now,
            "date_updated": now,
            "api_version": "2010-04-01",
            "friendly_name": self.name,
            "region": "us1",
            "sid": self.sid,
            "status": self.status,
            "uri": f"{uri}.json",
            "subresource_uris": {"participants": f"{uri}/Participants.json"},
            "reason_conference_ended": None,
            "call_sid_ending_conference": None,
        }

    def find(self, who: str) -> Participant | None:
        """By the call's SID or by label."""
        labelled = (each for each in self.inside.values() if each.label == who)
        return self.inside.get(who) or next(labelled, None)

    def tell(self, what: str, participant: Participant | None = None, **more: str) -> None:
        """A conference event, if it was ordered."""
        if not self.callback or NAMES[what] not in self.ordered:
            return
        fields = {
            "AccountSid": self.account,
            "ConferenceSid": self.sid,
            "FriendlyName": self.name,
            "SequenceNumber": str(self.told),
            "StatusCallbackEvent": what,
            "Timestamp": format_datetime(datetime.now(UTC)),
        }
        self.told += 1
        if participant is not None:
            fields |= {
                "CallSid": participant.call.sid,
                "Muted": str(participant.muted).lower(),
                "Hold": str(participant.hold).lower(),
                "Coaching": str(bool(participant.coach)).lower(),
                "StartConferenceOnEnter": str(participant.starts).lower(),
                "EndConferenceOnExit": str(participant.ends).lower(),
            }
            if participant.label:
                fields["ParticipantLabel"] = participant.label
            if participant.coach:
                fields["CallSidToCoach"] = participant.coach
        self.callbacks.soon(self.callback, fields | more)

    def join(self, participant: Participant) -> None:
        """Somebody comes in; with two of them, one of whom may start it, it begins."""
        self.inside[participant.call.sid] = participant
        self.tell("participant-join", participant)
        if self.status == "init" and len(self.inside) > 1 and any(each.starts for each in self.inside.values()):
            self.status = "in-progress"
            self.tell("conference-start")

    def leave(self, participant: Participant) -> None:
        """Somebody goes; with the last one, or with whoever ends it, it is over."""
        if self.inside.pop(participant.call.sid, None) is None:
            return
        self.tell("participant-leave", participant)
        for other in self.inside.values():
            if other.coach == participant.call.sid:
                other.coach, other.muted = "", True
        if not self.inside or participant.ends:
            self.finish()

    def finish(self) -> None:
        """It is over: whoever is still in goes on with their TwiML."""
        if self.status == "completed":
            return
        self.status = "completed"
        for each in [*self.inside.values()]:
            each.kicked.set()
        if self.announcing:
            self.announcing.cancel()
        self.tell("conference-end")
        self.on_over()

    def heard_by(self, sid: str) -> set[str]:
        """Calls whose voices ``sid`` hears here."""
        return {
            other.call.sid
            for other in self.inside.values()
            if other.call.sid != sid and not other.muted and not other.hold and other.coach in ("", sid)
        }
