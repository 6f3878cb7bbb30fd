"""Engine events become contacts, engagements, presence, legs and recordings of the tenant they name."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hotline import tenancy
from telephony.contracts import events as tel
from tenants.local.contacts import handlers, queries
from tenants.local.contacts.events import ContactEnded, DeskTouched, FloorTouched
from tenants.local.contacts.models import CallPhase, Contact, Engagement, Leg, PresencePeriod
from tenants.local.recordings import handlers as recording_handlers
from tenants.local.recordings.models import Recording

pytestmark = pytest.mark.django_db

CALL, AGENT, SEAT = "gw1-17.1", "east:8101", "east-01"
START = 1_780_000_000.0


@pytest.fixture(autouse=True)
def in_east() -> Any:
    with tenancy.entered("east"):
        yield


def event(what: type[tel.Event], after: float = 0.0, /, **fields: Any) -> tel.Event:
    """An event of the call, ``after`` seconds from its start."""
    base: dict[str, Any] = {"seq": 0, "at": START + after, "tenant": "east"}
    if issubclass(what, tel.CallEvent):
        base["call_id"] = CALL
    return what(**{**base, **fields})


def arrived() -> tel.Event:
    return event(
        tel.CallArrived,
        caller="+8613800010001",
        caller_raw="13800010001",
        called="12345",
        medium="TELEPHONE",
        flow="direct",
    )


def offered(after: float = 2.0, **fields: Any) -> tel.Event:
    facts = {
        "agent": AGENT,
        "seat": SEAT,
        "queue": "east.general",
        "home": "east",
        "caller": "+8613800010001",
        "called": "12345",
        "medium": "TELEPHONE",
        "arrived_at": START,
    }
    return event(tel.CallOffered, after, **{**facts, **fields})


def answered(after: float = 5.0) -> tel.Event:
    return event(tel.CallAnswered, after, agent=AGENT, seat=SEAT, waited_seconds=5.0)


def ended(after: float, reason: tel.EndReason = tel.EndReason.CALLER_HUNG_UP) -> tel.Event:
    return event(
        tel.CallEnded,
        after,
        reason=reason,
        caller="+8613800010001",
        called="12345",
        waited_seconds=5.0,
        talked_seconds=30.0,
    )


def tell(*told: tel.Event) -> list[Any]:
    return [touch for one in told for touch in handlers.handle(one)]


def test_given_a_whole_call_when_told_then_the_contact_has_every_fact() -> None:
    tell(arrived(), event(tel.CallQueued, 0.5, queue="east.general", position=1), offered(), answered(), ended(35))
    contact = Contact.objects.get(call_id=CALL)
    assert (contact.medium, contact.caller, contact.called) == ("TELEPHONE", "+8613800010001", "12345")
    assert (contact.phase, contact.end_reason) == (CallPhase.ENDED, "CALLER_HUNG_UP")
    assert (contact.agent_number, contact.handled_by, contact.home_tenant) == ("8101", "east", "east")
    assert (contact.waited_seconds, contact.talked_seconds) == (5.0, 30.0)
    assert contact.answered_at == datetime.fromtimestamp(START + 5, tz=UTC)
    assert [step.step for step in contact.steps.all()] == ["ARRIVED", "QUEUED", "OFFERED", "ANSWERED", "ENDED"]


def test_given_an_offer_when_told_then_desk_and_floor_are_touched_and_the_agent_is_engaged() -> None:
    touched = tell(arrived(), offered())
    assert DeskTouched(AGENT) in touched
    assert FloorTouched() in touched
    engagement = queries.current_engagement(AGENT)
    assert engagement is not None
    assert (engagement.phase, engagement.seat, engagement.contact.phase) == ("RINGING", SEAT, "RINGING")


def test_given_a_call_of_another_tenant_when_offered_here_then_it_is_known_from_the_offer_alone() -> None:
    tell(offered(home="city"))
    contact = Contact.objects.get(call_id=CALL)
    assert (contact.home_tenant, contact.caller) == ("city", "+8613800010001")
    assert contact.arrived_at == datetime.fromtimestamp(START, tz=UTC)


@pytest.mark.parametrize("outcome", [tel.OfferOutcome.NO_ANSWER, tel.OfferOutcome.REJECTED])
def test_given_an_offer_not_taken_when_told_then_the_engagement_is_over_and_the_call_is_not(
    outcome: tel.OfferOutcome,
) -> None:
    tell(arrived(), offered(), event(tel.OfferEnded, 17, agent=AGENT, seat=SEAT, outcome=outcome))
    assert queries.current_engagement(AGENT) is None
    assert Contact.objects.get(call_id=CALL).ended_at is None
    assert Engagement.objects.get().outcome == outcome.value


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (["HELD"], {"phase": "HELD"}),
        (["HELD", "RESUMED"], {"phase": "TALKING"}),
        (["MUTED"], {"muted": True, "phase": "TALKING"}),
        (["MUTED", "UNMUTED"], {"muted": False}),
        (["CONSULTING"], {"phase": "CONSULTING", "consult_party": "city:8001", "consult_talking": False}),
        (["CONSULTING", "CONSULT_TALKING"], {"consult_talking": True, "consult_party": "city:8001"}),
        (["CONSULTING", "CONSULT_ENDED"], {"phase": "HELD", "consult_party": "", "consult_talking": False}),
    ],
)
def test_given_a_talk_when_it_changes_then_the_engagement_shows_it(
    changes: list[str], expected: dict[str, Any]
) -> None:
    tell(arrived(), offered(), answered())
    tell(*(event(tel.CallChanged, 10, agent=AGENT, change=change, party="city:8001") for change in changes))
    engagement = Engagement.objects.get()
    assert {name: getattr(engagement, name) for name in expected} == expected


def test_given_the_end_told_twice_when_written_then_it_counts_once() -> None:
    tell(arrived(), offered(), answered(), ended(35))
    assert tell(ended(99, tel.EndReason.GATEWAY_FAILED)) == []
    assert Contact.objects.get().end_reason == "CALLER_HUNG_UP"


@pytest.mark.parametrize(("reason", "owed"), [(tel.EndReason.GATEWAY_FAILED, True), (tel.EndReason.ABANDONED, False)])
def test_given_a_call_lost_by_our_fault_when_ended_then_a_call_back_is_owed(reason: tel.EndReason, owed: bool) -> None:
    tell(arrived())
    assert ContactEnded(CALL, "+8613800010001", owed) in tell(ended(3, reason))


def test_given_presence_when_it_changes_then_the_state_is_shown_and_the_old_one_is_history() -> None:
    ready = event(tel.AgentChanged, 0, agent=AGENT, seat=SEAT, state=tel.AgentState.READY)
    pause = event(tel.AgentChanged, 60, agent=AGENT, seat=SEAT, state=tel.AgentState.NOT_READY, reason="MEAL")
    tell(ready, pause)
    presence = queries.presence(AGENT)
    assert presence is not None
    assert (presence.state, presence.reason, presence.seat) == ("NOT_READY", "MEAL", SEAT)
    period = PresencePeriod.objects.get()
    assert (period.state, (period.ended_at - period.began_at).total_seconds()) == ("READY", 60.0)
    assert queries.taken_seats() == {SEAT: "8101"}


def test_given_an_agent_who_signed_out_when_asked_then_the_seat_is_free() -> None:
    tell(event(tel.AgentChanged, 0, agent=AGENT, seat=SEAT, state=tel.AgentState.READY))
    tell(event(tel.AgentChanged, 9, agent=AGENT, seat=SEAT, state=tel.AgentState.SIGNED_OUT))
    assert queries.taken_seats() == {}


def test_given_legs_when_told_then_each_stands_in_the_ledger_once_with_its_end() -> None:
    leg = event(tel.LegStarted, leg=f"{CALL}.a1", kind=tel.LegKind.AGENT, party=SEAT)
    tell(arrived(), leg, leg, event(tel.LegEnded, 9, leg=f"{CALL}.a1", cause=16))
    row = Leg.objects.get()
    assert (row.leg, row.kind, row.party, row.cause) == (f"{CALL}.a1", "AGENT", SEAT, 16)


def test_given_a_recording_when_it_starts_and_finishes_then_it_is_numbered_once_and_spooled() -> None:
    name = f"{CALL}.r1"
    begin = event(tel.RecordingStarted, 5, name=name, kind=tel.RecordingKind.CONVERSATION, agent=AGENT, gateway="gw1")
    finish = event(
        tel.RecordingFinished,
        35,
        name=name,
        kind=tel.RecordingKind.CONVERSATION,
        agent=AGENT,
        seat=SEAT,
        gateway="gw1",
        started_at=START + 5,
        seconds=30.0,
    )
    assert recording_handlers.handle(begin, "02") is None
    assert recording_handlers.handle(finish, "02") == Recording.objects.get().pk
    row = Recording.objects.get()
    assert row.number.startswith("02-") and row.number.endswith("-00001")
    assert (row.state, row.seconds, row.agent_number, row.seat) == ("SPOOLED", 30.0, "8101", SEAT)


def test_given_nothing_usable_when_finished_then_the_recording_failed_and_waits_for_nothing() -> None:
    finish = event(
        tel.RecordingFinished,
        35,
        name="x",
        kind=tel.RecordingKind.VOICEMAIL,
        agent=None,
        seat=None,
        gateway="gw1",
        started_at=START,
        seconds=0.0,
    )
    assert recording_handlers.handle(finish, "02") is None
    assert Recording.objects.get().state == "FAILED"


def test_given_a_promised_call_back_when_not_reached_then_it_waits_with_its_number_and_is_missed_in_the_end() -> None:
    tell(
        arrived(),
        event(tel.CallBackAsked, 9, number="+8613900000077", queue="east.general"),
        event(tel.CallBackTried, 60, attempt=1, outcome="BUSY", next_at=START + 360),
    )
    (row,) = queries.waiting()
    assert (row.call_back_number, row.call_back_tries, row.phase) == ("+8613900000077", 1, CallPhase.QUEUED)
    assert row.call_back_due == datetime.fromtimestamp(START + 360, tz=UTC)
    assert [step.step for step in row.steps.all()][-2:] == ["CALL_BACK_ASKED", "CALL_BACK_TRIED"]
    over = event(
        tel.CallEnded,
        400,
        reason=tel.EndReason.CALL_BACK_FAILED,
        caller="+8613800010001",
        called="12345",
        waited_seconds=400.0,
        talked_seconds=0.0,
    )
    tell(event(tel.CallBackTried, 390, attempt=2, outcome="NO_ANSWER", next_at=None), over)
    assert queries.waiting() == []
    assert [missed.number for missed in queries.missed_callers()] == ["+8613800010001"]
