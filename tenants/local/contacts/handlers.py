"""Engine events become rows of the tenant that has been entered. Each handler is idempotent on the engine's ids.

Returns what was touched, so that the recorder can tell the browsers after the commit.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from telephony.contracts import events as tel
from telephony.contracts import outreach

from .actions import settle_missed
from .events import ContactEnded, DeskTouched, FloorTouched, Touched, VoiceMessageTouched
from .models import (
    CallPhase,
    Contact,
    ContactStep,
    Engagement,
    Leg,
    Medium,
    Presence,
    PresencePeriod,
    Settled,
    VoiceMessage,
)
from .voice_messages import do_hand_in

Handler = Callable[[Any], list[Touched]]


def moment(epoch: float) -> datetime:
    """Epoch seconds as an aware UTC datetime."""
    return datetime.fromtimestamp(epoch, tz=UTC)


def _trace(contact: Contact, at: float, step: str, detail: str = "") -> None:
    ContactStep.objects.create(contact=contact, at=moment(at), step=step, detail=detail[:200])


def _contact(event: tel.CallEvent, **defaults: Any) -> Contact:
    """The contact of an event; made from what the event tells when this tenant sees the call for the first time."""
    base = {"medium": Medium.TELEPHONE, "arrived_at": moment(event.at), "home_tenant": event.tenant}
    contact, _ = Contact.objects.get_or_create(call_id=event.call_id, defaults={**base, **defaults})
    return contact


def _engagement(contact: Contact, agent: str) -> Engagement | None:
    return contact.engagements.filter(agent=agent, ended_at=None).order_by("-id").first()


def on_arrived(event: tel.CallArrived) -> list[Touched]:
    contact = _contact(
        event,
        medium=event.medium,
        caller=event.caller,
        called=event.called,
        verified=event.verified,
        flow=event.flow,
        listed_priority=event.listed_priority,
        free=event.free,
        trunk=event.trunk,
    )
    _trace(contact, event.at, "ARRIVED", f"{event.caller_raw} → {event.called} · {event.flow}")
    return [FloorTouched()]


def on_refused(event: tel.CallRefused) -> list[Touched]:
    facts = {"caller": event.caller, "called": event.called, "trunk": event.trunk, "refused": event.reason}
    contact = _contact(event, **facts)
    _trace(contact, event.at, "REFUSED", event.reason)
    return []


def on_flow_stepped(event: tel.FlowStepped) -> list[Touched]:
    _trace(_contact(event), event.at, "FLOW", f"{event.node} {event.digits}".strip())
    return []


def on_lookup_asked(event: tel.LookupAsked) -> list[Touched]:
    _trace(_contact(event), event.at, "LOOKUP", event.digits)
    return []


def on_queued(event: tel.CallQueued) -> list[Touched]:
    contact = _contact(event)
    contact.phase, contact.queue = CallPhase.QUEUED, event.queue
    contact.queued_at = contact.queued_at or moment(event.at)
    contact.save(update_fields=["phase", "queue", "queued_at"])
    _trace(contact, event.at, "RETURNED" if event.returned else "QUEUED", f"{event.queue} #{event.position}")
    return [FloorTouched()]


def on_call_back_asked(event: tel.CallBackAsked) -> list[Touched]:
    """The caller has hung up and waits for our call."""
    contact = _contact(event)
    contact.call_back_number, contact.queue = event.number, event.queue
    contact.phase, contact.queued_at = CallPhase.QUEUED, contact.queued_at or moment(event.at)
    contact.call_back_asked_at = moment(event.at)
    contact.save(update_fields=["call_back_number", "call_back_asked_at", "queue", "phase", "queued_at"])
    _trace(contact, event.at, "CALL_BACK_ASKED", f"{event.number} · {event.queue}")
    return [FloorTouched()]


def on_call_back_tried(event: tel.CallBackTried) -> list[Touched]:
    """The citizen was called back: talk follows, or the turn rests until the next try."""
    contact = _contact(event)
    contact.call_back_tries = event.attempt
    contact.call_back_due = moment(event.next_at) if event.next_at else None
    if event.outcome != "ANSWERED":
        contact.phase = CallPhase.QUEUED
    contact.save(update_fields=["call_back_tries", "call_back_due", "phase"])
    _trace(contact, event.at, "CALL_BACK_TRIED", f"#{event.attempt} {event.outcome}")
    return [FloorTouched()]


def on_call_back_dropped(event: tel.CallBackDropped) -> list[Touched]:
    """They got through by another call; with it the promise is kept."""
    contact = _contact(event)
    contact.call_back_due = None
    contact.save(update_fields=["call_back_due"])
    _trace(contact, event.at, "CALL_BACK_DROPPED", f"{event.reason} {event.by_call}")
    return [FloorTouched()]


def on_overflowed(event: tel.CallOverflowed) -> list[Touched]:
    _trace(_contact(event), event.at, "OVERFLOWED", event.queue)
    return [FloorTouched()]


def on_offered(event: tel.CallOffered) -> list[Touched]:
    contact = _contact(
        event,
        medium=event.medium,
        caller=event.caller,
        called=event.called,
        verified=event.verified,
        listed_priority=event.listed_priority,
        free=event.free,
        home_tenant=event.home,
        arrived_at=moment(event.arrived_at),
    )
    contact.business = event.business or contact.business
    if event.call_back:  # a county that helps out has not heard of it before
        contact.call_back_number = event.call_back
        asked = event.call_back_asked_at
        contact.call_back_asked_at = contact.call_back_asked_at or (moment(asked) if asked else None)
    if contact.phase in (CallPhase.ARRIVED, CallPhase.QUEUED):
        contact.phase = CallPhase.RINGING
    contact.save(update_fields=["business", "phase", "call_back_number", "call_back_asked_at"])
    Engagement.objects.create(
        contact=contact,
        agent=event.agent,
        seat=event.seat,
        queue=event.queue,
        consult_from=event.consult_from or "",
        auto_answer=event.auto_answer,
        offered_at=moment(event.at),
        changed_at=moment(event.at),
    )
    _trace(contact, event.at, "OFFERED", f"{event.agent} @ {event.seat}")
    return [DeskTouched(event.agent), FloorTouched()]


def on_offer_ended(event: tel.OfferEnded) -> list[Touched]:
    contact = _contact(event)
    engagement = _engagement(contact, event.agent)
    if engagement is None:
        return []
    engagement.outcome, engagement.changed_at = event.outcome.value, moment(event.at)
    if event.outcome is tel.OfferOutcome.ANSWERED:
        engagement.phase = CallPhase.TALKING  # the receiver is up, the agent's number is being announced
    else:
        engagement.phase, engagement.ended_at = CallPhase.ENDED, moment(event.at)
    engagement.save(update_fields=["outcome", "phase", "ended_at", "changed_at"])
    _trace(contact, event.at, "OFFER_ENDED", f"{event.agent} {event.outcome.value}")
    return [DeskTouched(event.agent), FloorTouched()]


def on_answered(event: tel.CallAnswered) -> list[Touched]:
    contact = _contact(event)
    engagement = _engagement(contact, event.agent)
    at = moment(event.at)
    if engagement:
        engagement.phase, engagement.outcome = CallPhase.TALKING, tel.OfferOutcome.ANSWERED.value
        engagement.answered_at = engagement.answered_at or at
        engagement.changed_at = at
        engagement.save(update_fields=["phase", "outcome", "answered_at", "changed_at"])
    contact.phase, contact.handled_by = CallPhase.TALKING, event.tenant
    contact.agent_number = event.agent.rpartition(":")[2]
    contact.answered_at = contact.answered_at or at
    contact.waited_seconds = contact.waited_seconds or event.waited_seconds
    contact.save(update_fields=["phase", "handled_by", "agent_number", "answered_at", "waited_seconds"])
    if contact.medium == Medium.OUTBOUND:
        settle_missed(contact.called, at, Settled.CALLED_BACK, contact.agent_number)
    else:
        settle_missed(contact.caller, at, Settled.CALLED_AGAIN)
    _trace(contact, event.at, "ANSWERED", event.agent)
    return [DeskTouched(event.agent), FloorTouched()]


def on_dialled(event: tel.CallDialled) -> list[Touched]:
    contact = _contact(
        event,
        medium=Medium.INTERNAL if event.purpose == "INTERNAL" else Medium.OUTBOUND,
        called=event.number,
        purpose=event.purpose,
        reference=event.reference or "",
        agent_number=event.agent.rpartition(":")[2],
        phase=CallPhase.RINGING,
        handled_by=event.tenant,
    )
    Engagement.objects.get_or_create(
        contact=contact,
        agent=event.agent,
        ended_at=None,
        defaults={"seat": event.seat, "offered_at": moment(event.at), "changed_at": moment(event.at)},
    )
    _trace(contact, event.at, "DIALLED", f"{event.agent} → {event.number}")
    return [DeskTouched(event.agent), FloorTouched()]


def on_outreach_dialled(event: outreach.OutreachDialled) -> list[Touched]:
    """The platform calls somebody by itself: a dispatch, or a campaign."""
    contact = _contact(
        event,
        medium=Medium.OUTBOUND,
        called=event.number,
        purpose=event.purpose,
        reference=event.reference,
        phase=CallPhase.RINGING,
        handled_by=event.tenant,
    )
    _trace(contact, event.at, "DIALLED", f"{event.purpose} {event.reference} → {event.number}")
    return []


def on_outreach_answered(event: outreach.OutreachAnswered) -> list[Touched]:
    """Whom the platform called has picked up."""
    contact = _contact(event)
    _trace(contact, event.at, "OUTREACH", "ANSWERED")
    return []


def on_outreach_ended(event: outreach.OutreachEnded) -> list[Touched]:
    """What came of it, in the trace; dispatches and campaigns keep their own books."""
    contact = Contact.objects.filter(call_id=event.call_id).first() if event.call_id else None
    if contact:
        pressed = " ".join(f"{step}={key}" for step, key in event.answers.items())
        _trace(contact, event.at, "OUTREACH", f"{event.outcome.value} {pressed}".strip())
    return []


#: change of a CallChanged event -> fields of the agent's engagement; "PARTY" stands for the event's party
CHANGES: dict[str, dict[str, Any]] = {
    "HELD": {"phase": CallPhase.HELD, "prompt": ""},
    "RESUMED": {"phase": CallPhase.TALKING},
    "MUTED": {"muted": True},
    "UNMUTED": {"muted": False},
    "CONSULTING": {"phase": CallPhase.CONSULTING, "consult_party": "PARTY", "consult_talking": False},
    "CONSULT_TALKING": {"phase": CallPhase.CONSULTING, "consult_party": "PARTY", "consult_talking": True},
    "CONSULT_ENDED": {"phase": CallPhase.HELD, "consult_party": "", "consult_talking": False},
    "TRANSFERRED": {"consult_party": "", "consult_talking": False},
    "CONFERENCE": {"phase": CallPhase.TALKING, "consult_party": "", "consult_talking": False},
    "INVITED": {},
    "GUEST_JOINED": {},
    "GUEST_LEFT": {},
    "RECORDING_PAUSED": {"recording_paused": True},
    "RECORDING_RESUMED": {"recording_paused": False},
    "PROMPT_PLAYING": {"prompt": "PARTY"},
    "PROMPT_ENDED": {"prompt": ""},
    "TAKE": {"phase": CallPhase.TALKING},  # a prompt is recorded at the seat
}


def _guests(guests: list[dict[str, Any]], change: str, party: str) -> list[dict[str, Any]]:
    """Who else takes part after a change."""
    others = [guest for guest in guests if guest["party"] != party]
    if change == "INVITED":
        return [*others, {"party": party, "talking": False}]
    if change in ("GUEST_JOINED", "CONFERENCE"):
        return [*others, {"party": party, "talking": True}]
    if change == "TRANSFERRED":
        return []
    return others if change == "GUEST_LEFT" else guests


def on_changed(event: tel.CallChanged) -> list[Touched]:
    contact = _contact(event)
    _trace(contact, event.at, event.change, f"{event.agent} {event.party or ''}".strip())
    engagement = _engagement(contact, event.agent)
    if engagement is None:
        return [FloorTouched()]
    fields = CHANGES[event.change]
    for name, value in fields.items():
        setattr(engagement, name, (event.party or "") if value == "PARTY" else value)
    engagement.guests = _guests(engagement.guests, event.change, event.party or "")
    if "phase" in fields:
        engagement.changed_at = moment(event.at)
    engagement.save(update_fields=[*fields, "guests", "changed_at"])
    if "phase" in fields:
        Contact.objects.filter(pk=contact.pk).update(phase=fields["phase"])
    return [DeskTouched(event.agent), FloorTouched()]


def on_agent_left(event: tel.AgentLeft) -> list[Touched]:
    contact = _contact(event)
    engagement = _engagement(contact, event.agent)
    if engagement:
        engagement.phase, engagement.ended_at = CallPhase.ENDED, moment(event.at)
        engagement.talked_seconds = event.talked_seconds
        engagement.save(update_fields=["phase", "ended_at", "talked_seconds"])
    _trace(contact, event.at, "AGENT_LOST" if event.lost else "AGENT_LEFT", event.agent)
    return [DeskTouched(event.agent), FloorTouched()]


def on_survey_answered(event: tel.SurveyAnswered) -> list[Touched]:
    contact = _contact(event)
    contact.satisfaction = event.score
    contact.save(update_fields=["satisfaction"])
    _trace(contact, event.at, "SURVEY", f"{event.score} {event.agent or ''}".strip())
    return []


def on_leg_started(event: tel.LegStarted) -> list[Touched]:
    Leg.objects.get_or_create(
        leg=event.leg,
        defaults={
            "contact": _contact(event),
            "kind": event.kind.value,
            "party": event.party,
            "started_at": moment(event.at),
        },
    )
    return []


def on_leg_ended(event: tel.LegEnded) -> list[Touched]:
    Leg.objects.filter(leg=event.leg, ended_at=None).update(ended_at=moment(event.at), cause=event.cause)
    return []


def on_help(event: tel.HelpChanged) -> list[Touched]:
    _trace(_contact(event), event.at, "HELP_ASKED" if event.open else "HELP_ENDED", event.by or event.agent)
    return []


def on_commanded(event: tel.CallCommanded) -> list[Touched]:
    _trace(_contact(event), event.at, f"ORDER_{event.order}", f"{event.by} {event.detail}".strip())
    return [FloorTouched()]


def on_ended(event: tel.CallEnded) -> list[Touched]:
    contact = _contact(event, caller=event.caller, called=event.called)
    if contact.ended_at is not None:
        return []
    at = moment(event.at)
    contact.phase, contact.ended_at, contact.end_reason = CallPhase.ENDED, at, event.reason.value
    contact.waited_seconds, contact.talked_seconds = event.waited_seconds, event.talked_seconds
    left = event.reason is tel.EndReason.VOICEMAIL
    if left:
        contact.medium = Medium.VOICEMAIL
    contact.save()
    if left:
        message, _ = VoiceMessage.objects.get_or_create(contact=contact, defaults={"left_at": at})
        do_hand_in(message)
    _trace(contact, event.at, "ENDED", event.reason.value)
    open_parts = list(contact.engagements.filter(ended_at=None))
    contact.engagements.filter(ended_at=None).update(ended_at=at, phase=CallPhase.ENDED)
    owed = event.reason is tel.EndReason.GATEWAY_FAILED and contact.medium in (Medium.TELEPHONE, Medium.WEB_CALL)
    return [
        *(DeskTouched(part.agent) for part in open_parts),
        FloorTouched(),
        *([VoiceMessageTouched(contact.call_id)] if left else []),
        ContactEnded(contact.call_id, contact.caller, owed),
    ]


def on_agent_changed(event: tel.AgentChanged) -> list[Touched]:
    at = moment(event.at)
    before = Presence.objects.filter(agent=event.agent).first()
    if before and before.state != tel.AgentState.SIGNED_OUT and before.since <= at:
        PresencePeriod.objects.create(
            agent=event.agent, state=before.state, reason=before.reason, began_at=before.since, ended_at=at
        )
    Presence.objects.update_or_create(
        agent=event.agent,
        defaults={
            "seat": "" if event.state is tel.AgentState.SIGNED_OUT else event.seat,
            "state": event.state.value,
            "reason": event.reason or "",
            "since": at,
            "until": moment(event.until) if event.until else None,
            "call_id": event.call_id or "",
        },
    )
    return [DeskTouched(event.agent), FloorTouched()]


def on_queue_changed(event: tel.QueueChanged) -> list[Touched]:
    """Numbers of a queue are live only: nothing is stored, the floor is told."""
    return [FloorTouched()]


HANDLERS: dict[type[tel.Event], Handler] = {
    tel.CallArrived: on_arrived,
    tel.CallRefused: on_refused,
    tel.FlowStepped: on_flow_stepped,
    tel.LookupAsked: on_lookup_asked,
    tel.CallQueued: on_queued,
    tel.CallOverflowed: on_overflowed,
    tel.CallBackAsked: on_call_back_asked,
    tel.CallBackTried: on_call_back_tried,
    tel.CallBackDropped: on_call_back_dropped,
    tel.CallOffered: on_offered,
    tel.OfferEnded: on_offer_ended,
    tel.CallAnswered: on_answered,
    tel.CallDialled: on_dialled,
    tel.CallChanged: on_changed,
    tel.AgentLeft: on_agent_left,
    tel.SurveyAnswered: on_survey_answered,
    tel.LegStarted: on_leg_started,
    tel.LegEnded: on_leg_ended,
    tel.HelpChanged: on_help,
    tel.CallCommanded: on_commanded,
    tel.CallEnded: on_ended,
    tel.AgentChanged: on_agent_changed,
    tel.QueueChanged: on_queue_changed,
    outreach.OutreachDialled: on_outreach_dialled,
    outreach.OutreachAnswered: on_outreach_answered,
    outreach.OutreachEnded: on_outreach_ended,
}


def handle(event: tel.Event) -> list[Touched]:
    """Write one event. Events that are not about contacts touch nothing."""
    handler = HANDLERS.get(type(event))
    return handler(event) if handler else []
