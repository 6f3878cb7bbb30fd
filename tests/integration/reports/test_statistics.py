"""Statistics of one day, made of what the telephone told: every figure worked out by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from hotline import tenancy
from telephony.contracts import events as tel
from tenants.local.contacts import handlers
from tenants.local.contacts.models import Presence, PresencePeriod
from tenants.local.reports import queries
from tenants.local.reports.errors import PeriodInvalid
from tenants.local.reports.rules import Report, Row, Subject
from tenants.local.worklist.models import WorkItem
from tenants.shared.alarms.models import Alarm

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
ZONE = timezone.get_default_timezone()
EIGHT = datetime(2026, 3, 2, 8, tzinfo=ZONE).timestamp()
CITIZEN, REGULAR = "+8613800010001", "+8613800010002"
ANNA, BERT, CARL = "east:8101", "east:8102", "east:8103"


@pytest.fixture(autouse=True)
def in_east() -> Iterator[None]:
    with tenancy.entered("east"):
        yield


class Call:
    """One call as the telephone tells of it; times are seconds after eight o'clock."""

    def __init__(self, name: str, at: float, home: str = "east", **facts: Any) -> None:
        self.name, self.home = name, home
        told = {"caller": CITIZEN, "called": "12345", "medium": "TELEPHONE", "flow": "direct", "trunk": "carrier"}
        self.facts = {**told, **facts}
        self.tell(tel.CallArrived, at, caller_raw=self.facts["caller"], **self.facts)

    def tell(self, kind: type[tel.CallEvent], at: float, **facts: Any) -> "Call":
        base: dict[str, Any] = {"seq": 0, "at": EIGHT + at, "tenant": self.home, "call_id": self.name}
        handlers.handle(kind(**base, **facts))
        return self

    def queued(self, at: float) -> "Call":
        return self.tell(tel.CallQueued, at, queue=f"{self.home}.general", position=1)

    def offered(self, at: float, agent: str) -> "Call":
        return self.tell(
            tel.CallOffered,
            at,
            agent=agent,
            seat="east-01",
            queue=f"{self.home}.general",
            medium="TELEPHONE",
            caller=self.facts["caller"],
            called=self.facts["called"],
            arrived_at=EIGHT + at,
            home=self.home,
        )

    def offer_ended(self, at: float, agent: str, outcome: tel.OfferOutcome) -> "Call":
        return self.tell(tel.OfferEnded, at, agent=agent, seat="east-01", outcome=outcome)

    def answered(self, at: float, agent: str, waited: float) -> "Call":
        return self.tell(tel.CallAnswered, at, agent=agent, seat="east-01", waited_seconds=waited)

    def left(self, at: float, agent: str, talked: float) -> "Call":
        return self.tell(tel.AgentLeft, at, agent=agent, seat="east-01", talked_seconds=talked)

    def ended(self, at: float, reason: tel.EndReason, waited: float = 0, talked: float = 0) -> "Call":
        more = {"caller": self.facts["caller"], "called": self.facts["called"]}
        return self.tell(tel.CallEnded, at, reason=reason, waited_seconds=waited, talked_seconds=talked, **more)


@pytest.fixture
def a_day() -> None:
    """Eight calls, of which five wanted a person."""
    hung_up = tel.EndReason.CALLER_HUNG_UP
    # Anna does not answer, Bert does after 22 s, and hands over to Anna
    first = Call("first", 600).queued(600).offered(602, ANNA)
    first.offer_ended(617, ANNA, tel.OfferOutcome.NO_ANSWER).offered(618, BERT).answered(622, BERT, 22)
    first.tell(tel.CallChanged, 650, agent=BERT, change="TRANSFERRED", party=ANNA).left(650, BERT, 28)
    first.offered(650, ANNA).answered(652, ANNA, 22).left(722, ANNA, 70)
    first.ended(722, hung_up, 22, 100).tell(tel.SurveyAnswered, 730, agent=ANNA, score=4)
    # in ten seconds, an important citizen
    quick = Call("quick", 1800, caller=REGULAR, listed_priority=2).queued(1800).offered(1805, ANNA)
    quick.answered(1810, ANNA, 10).left(1860, ANNA, 50).ended(1860, hung_up, 10, 50)
    # two give up: at once, and after forty seconds in the next hour
    Call("soon", 1900).queued(1900).ended(1903, tel.EndReason.ABANDONED, 3)
    Call("late", 3700, caller="").queued(3700).ended(3740, tel.EndReason.ABANDONED, 40)
    # the city helps after thirty seconds: its own books are told of offer and answer, home of the end alone
    helped = Call("helped", 4000, called="12340").queued(4000).tell(tel.CallOverflowed, 4020, queue="city.general")
    helped.ended(4090, hung_up, 30, 60)
    # refused, in the menu, by us
    facts = {"caller": CITIZEN, "called": "12345"}
    refused = tel.CallRefused(
        seq=0, at=EIGHT + 100, tenant="east", call_id="refused", reason="BLACK_LISTED", trunk="carrier", **facts
    )
    handlers.handle(refused)
    handlers.handle(
        tel.CallEnded(
            seq=0,
            at=EIGHT + 101,
            tenant="east",
            call_id="refused",
            reason=tel.EndReason.REFUSED,
            waited_seconds=0,
            talked_seconds=0,
            **facts,
        )
    )
    Call("menu", 200).ended(230, tel.EndReason.SELF_SERVICE)
    # a citizen of the city, whom Bert helps out; and the day after
    Call("guest", 300, home="city").offered(301, BERT).answered(305, BERT, 5).left(325, BERT, 20).ended(
        325, hung_up, 5, 20
    )
    Call("tomorrow", 90000).queued(90000).ended(90020, tel.EndReason.ABANDONED, 20)


def shown(report: Report, row: Row, *columns: str) -> dict[str, float | None]:
    values = {column.key: value for column, value in zip(report.columns, row.values, strict=True)}
    return {key: None if (value := values[key]) is None else round(value, 2) for key in columns or values}


def of(subject: Subject, *columns: str) -> dict[str, dict[str, float | None]]:
    """Row's key -> figures of the day."""
    report = queries.report(subject, DAY, DAY, only="east")
    return {row.key: shown(report, row, *columns) for row in report.rows}


def test_given_a_day_when_summed_up_then_every_figure_is_what_it_says(a_day: None) -> None:
    assert of(Subject.CENTRE) == {
        "east": {
            "arrived": 7,
            "refused": 1,
            "selfService": 1,
            "offered": 5,
            "answered": 3,
            "connected": 60.0,
            "within15": 20.0,
            "within20": 20.0,
            "abandoned": 2,
            "abandonedSoon": 1,
            "voicemail": 0,
            "callBacks": 0,
            "callBacksKept": 0,
            "lost": 0,
            "overflowed": 1,
            "transferred": 1,
            "waitMean": 20.67,
            "waitMost": 40,
            "talkMean": 70.0,
            "satisfaction": 4.0,
        }
    }


def test_given_a_day_when_divided_then_rows_add_up_to_the_same_total(a_day: None) -> None:
    whole = queries.report(Subject.CENTRE, DAY, DAY, only="east").total
    for subject in (Subject.HOUR, Subject.DAY, Subject.QUEUE, Subject.CALLED, Subject.TRUNK, Subject.CALLER):
        assert queries.report(subject, DAY, DAY, only="east").total.values == pytest.approx(whole.values), subject


def test_given_a_day_when_divided_then_each_call_stands_in_its_row(a_day: None) -> None:
    hours = of(Subject.HOUR, "arrived", "offered")
    assert len(hours) == 24
    assert {key: row for key, row in hours.items() if row["arrived"]} == {
        "08": {"arrived": 5, "offered": 3},
        "09": {"arrived": 2, "offered": 2},
    }
    assert of(Subject.CALLED, "answered") == {"12340": {"answered": 1}, "12345": {"answered": 2}}
    assert of(Subject.TRUNK, "arrived") == {"carrier": {"arrived": 7}}
    assert of(Subject.CALLER, "arrived", "within15") == {
        "IMPORTANT": {"arrived": 1, "within15": 100.0},
        "UNKNOWN": {"arrived": 5, "within15": 0.0},
        "WITHHELD": {"arrived": 1, "within15": 0.0},
    }
    assert of(Subject.QUEUE, "offered", "overflowed", "transferred") == {
        "": {"offered": 0, "overflowed": 0, "transferred": 0},
        "east.general": {"offered": 5, "overflowed": 1, "transferred": 1},
    }


def test_given_a_citizens_number_when_they_call_then_they_are_known(a_day: None) -> None:
    from tenants.local.citizens.models import Citizen, CitizenPhone

    CitizenPhone.objects.create(citizen=Citizen.objects.create(name="李"), number=CITIZEN)
    assert of(Subject.CALLER, "arrived") == {
        "IMPORTANT": {"arrived": 1},
        "KNOWN": {"arrived": 5},
        "WITHHELD": {"arrived": 1},
    }


def test_given_breaks_when_counted_then_by_reason_as_far_as_they_lie_in_the_day_and_the_one_that_lasts() -> None:
    for agent, reason, begins, ends in (
        (ANNA, "MEAL", 0, 600),
        (BERT, "MEAL", 100, 300),
        (ANNA, "BREAK", -9 * 3600, -7 * 3600),  # from the evening before: an hour lies within
    ):
        moments = {"began_at": handlers.moment(EIGHT + begins), "ended_at": handlers.moment(EIGHT + ends)}
        PresencePeriod.objects.create(agent=agent, state="NOT_READY", reason=reason, **moments)
    PresencePeriod.objects.create(
        agent=ANNA, state="READY", began_at=handlers.moment(EIGHT), ended_at=handlers.moment(EIGHT + 60)
    )
    Presence.objects.create(agent=BERT, state="NOT_READY", reason="BREAK", since=handlers.moment(EIGHT + 15 * 3600))
    Presence.objects.create(agent=CARL, state="READY", since=handlers.moment(EIGHT + 15 * 3600))
    assert of(Subject.PAUSE, "times", "paused", "pausedMean", "pausedMost") == {
        "BREAK": {"times": 2, "paused": 7200.0, "pausedMean": 3600.0, "pausedMost": 3600.0},
        "MEAL": {"times": 2, "paused": 800.0, "pausedMean": 400.0, "pausedMost": 600.0},
    }
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert queries.report(Subject.PAUSE, tomorrow, tomorrow, only=None).rows == ()


def test_given_a_day_when_seen_by_agent_then_offers_talks_and_time_are_theirs_also_for_others_calls(
    a_day: None,
) -> None:
    for state, begins, ends in (
        ("READY", -600, 600),
        ("TALKING", 600, 700),
        ("WRAP_UP", 700, 750),
        ("NOT_READY", 750, 850),
    ):
        PresencePeriod.objects.create(
            agent=ANNA, state=state, began_at=handlers.moment(EIGHT + begins), ended_at=handlers.moment(EIGHT + ends)
        )
    midnight = datetime(2026, 3, 2, tzinfo=ZONE).timestamp()
    PresencePeriod.objects.create(
        agent=BERT, state="READY", began_at=handlers.moment(midnight - 500), ended_at=handlers.moment(midnight + 60)
    )
    names = ("offers", "answered", "missed", "transferred", "talkMean", "handleMean", "signedIn", "ready", "occupancy")
    assert of(Subject.AGENT, *names, "satisfaction") == {
        ANNA: {
            "offers": 3,
            "answered": 2,
            "missed": 1,
            "transferred": 0,
            "talkMean": 60.0,
            "handleMean": 85.0,
            "signedIn": 1450,
            "ready": 1200,
            "occupancy": 11.11,
            "satisfaction": 4.0,
        },
        BERT: {
            "offers": 2,
            "answered": 2,
            "missed": 0,
            "transferred": 1,
            "talkMean": 24.0,
            "handleMean": 24.0,
            "signedIn": 60,
            "ready": 60,
            "occupancy": 0.0,
            "satisfaction": None,
        },
    }


def test_given_written_work_when_counted_then_the_mailbox_has_its_own_norm() -> None:
    def piece(name: str, medium: str, taken_after: float | None, done: bool = False) -> None:
        arrived = handlers.moment(EIGHT)
        taken = None if taken_after is None else handlers.moment(EIGHT + taken_after)
        WorkItem.objects.create(
            work_id=name,
            medium=medium,
            source=name,
            queue="east.general",
            arrived_at=arrived,
            accepted_at=taken,
            done_at=taken if done else None,
            state="DONE" if done else "WAITING",
            sent_at=arrived,
        )

    piece("a", "FAX", 170, done=True)
    piece("b", "FAX", 190)
    piece("c", "VOICEMAIL", 23 * 3600, done=True)
    piece("d", "VOICEMAIL", None)
    assert of(Subject.WRITTEN, "received", "taken", "inTime", "done", "open", "waitMean", "waitMost") == {
        "FAX": {"received": 2, "taken": 2, "inTime": 50.0, "done": 1, "open": 1, "waitMean": 180.0, "waitMost": 190.0},
        "VOICEMAIL": {
            "received": 2,
            "taken": 1,
            "inTime": 50.0,
            "done": 1,
            "open": 1,
            "waitMean": 82800.0,
            "waitMost": 82800.0,
        },
    }


@pytest.mark.parametrize(
    ("outcome", "taken", "in_time"),
    [("TAKEN", 1, 100.0), ("DISMISSED", 1, 100.0), ("WITHDRAWN", 0, 0.0), ("FAILED", 0, 0.0)],
)
def test_given_work_that_was_taken_from_its_list_when_counted_then_taken_at_that_moment(
    outcome: str, taken: int, in_time: float
) -> None:
    arrived, left = handlers.moment(EIGHT), handlers.moment(EIGHT + 60)
    facts: dict[str, Any] = {"queue": "east.general", "arrived_at": arrived, "sent_at": arrived}
    WorkItem.objects.create(work_id="a", medium="FAX", source="a", state="DONE", done_at=left, outcome=outcome, **facts)
    wait = 60.0 if taken else None
    assert of(Subject.WRITTEN, "received", "taken", "inTime", "done", "waitMean") == {
        "FAX": {"received": 1, "taken": taken, "inTime": in_time, "done": 1, "waitMean": wait}
    }


def test_given_an_internal_call_that_nobody_answers_when_counted_then_no_citizens_call_was_missed() -> None:
    inside = Call("inside", 600, medium="INTERNAL").offered(600, BERT)
    inside.offer_ended(620, BERT, tel.OfferOutcome.NO_ANSWER)
    assert of(Subject.AGENT, "offers", "missed") == {BERT: {"offers": 0, "missed": 0}}


def test_given_alarms_and_refusals_when_counted_then_a_county_has_only_its_own(a_day: None) -> None:
    begins = datetime.fromtimestamp(EIGHT, UTC)
    with tenancy.entered_public():
        for tenant, kind, lasted in (("east", "NO_CHANNEL", 90), ("east", "NO_CHANNEL", 30), ("", "NODE_LOST", 5)):
            over = handlers.moment(EIGHT + lasted)
            facts = {"first_at": begins, "last_at": over, "cleared_at": over, "open": False, "times": 2}
            Alarm.objects.create(kind=kind, subject=f"{tenant}{lasted}", tenant=tenant, **facts)
    assert of(Subject.FAULT, "alarms", "times", "standing", "lasted", "lastedMost") == {
        "NO_CHANNEL": {"alarms": 2, "times": 4, "standing": 0, "lasted": 120.0, "lastedMost": 90.0},
        "REFUSED_BLACK_LISTED": {"alarms": 0, "times": 1, "standing": 0, "lasted": 0, "lastedMost": 0},
    }
    whole = queries.report(Subject.FAULT, DAY, DAY, only=None)
    assert [row.key for row in whole.rows] == ["NODE_LOST", "NO_CHANNEL", "REFUSED_BLACK_LISTED"]


@pytest.mark.parametrize(
    ("subject", "key", "calls"),
    [
        (Subject.HOUR, "09", ["helped", "late"]),
        (Subject.HOUR, "never", []),
        (Subject.DAY, "2026-03-02", ["helped", "late", "soon", "quick", "first", "menu", "refused"]),
        (Subject.CALLER, "IMPORTANT", ["quick"]),
        (Subject.CALLED, "12340", ["helped"]),
        (Subject.AGENT, BERT, ["first", "guest"]),
        (Subject.FAULT, "REFUSED_BLACK_LISTED", []),
    ],
)
def test_given_a_row_when_opened_then_the_calls_that_it_counts(
    a_day: None, subject: Subject, key: str, calls: list[str]
) -> None:
    assert [row.call_id for row in queries.calls_of(subject, key, DAY, DAY)] == calls


@pytest.mark.parametrize("end", [date(2026, 3, 1), date(2027, 3, 3)])
def test_given_no_period_or_one_of_more_than_a_year_when_asked_then_refused(end: date) -> None:
    with pytest.raises(PeriodInvalid):
        queries.report(Subject.DAY, DAY, end, only=None)


def test_given_a_longer_period_when_seen_by_day_then_days_without_calls_are_there(a_day: None) -> None:
    report = queries.report(Subject.DAY, date(2026, 3, 1), date(2026, 3, 3), only="east")
    assert [(row.key, row.values[0]) for row in report.rows] == [
        ("2026-03-01", 0),
        ("2026-03-02", 7),
        ("2026-03-03", 1),
    ]
