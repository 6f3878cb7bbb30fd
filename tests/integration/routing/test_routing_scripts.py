"""The routing script: versions, what is in force, one step back, alarms, and dry runs on a recorded day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.errors import HotlineError, NotFound
from telephony.contracts import events as tel
from tenants.local.contacts.models import Contact, ContactStep, PresencePeriod
from tenants.local.routing import actions, errors, handlers, queries, recorded_day, routing_plan, tasks
from tenants.local.routing.models import Activation, RoutingScript
from tests.factories.people import actor

pytestmark = pytest.mark.django_db

ADMIN = actor("city", name="市管理员")
ONE = "def priority(call):\n    return 1\n"
TWO = "def priority(call):\n    return call['waited']\n"
DAY = date(2026, 3, 2)
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_the_city() -> Iterator[None]:
    with tenancy.entered("city"):
        yield


def test_given_versions_when_put_in_force_and_returned_then_the_plan_carries_them(db: None) -> None:
    first, second = actions.do_keep_script(ADMIN, ONE, "first"), actions.do_keep_script(ADMIN, TWO)
    assert (first.version, second.version, queries.in_force(), queries.script_plan()) == (1, 2, None, None)
    actions.do_put_in_force(ADMIN, 1)
    actions.do_put_in_force(ADMIN, 2)
    assert queries.in_force() == second
    # one click back
    assert actions.do_return(ADMIN) == first
    plan = routing_plan.build(1)
    assert plan.script and plan.script.source == ONE
    # each activation is a version of its own to the engine, so that a suspended script is tried again
    assert plan.script.version == Activation.objects.order_by("-id")[0].pk
    actions.do_put_in_force(ADMIN, None)
    assert routing_plan.build(2).script is None
    done = [(entry.action, entry.object) for entry in entries().order_by("id") if entry.action == "routing.in_force"]
    assert done == [("routing.in_force", each) for each in ("1", "2", "1", "built-in")]


@pytest.mark.parametrize(
    ("version", "error"), [(7, NotFound), (None, errors.AlreadyInForce)], ids=["unknown version", "in force already"]
)
def test_given_a_version_of_no_use_when_put_in_force_then_refused_and_nothing_changed(
    version: int | None, error: type[HotlineError]
) -> None:
    with pytest.raises(error):
        actions.do_put_in_force(ADMIN, version)
    assert Activation.objects.count() == 0


def test_given_a_flawed_script_when_kept_then_the_place_is_named_and_nothing_is_kept() -> None:
    with pytest.raises(errors.ScriptFlawed) as refused:
        actions.do_keep_script(ADMIN, "def priority(:\n    return 1\n")
    assert (refused.value.params["line"], refused.value.params["column"]) == (1, 14)
    assert RoutingScript.objects.count() == 0


def test_given_nothing_was_in_force_when_returned_then_refused() -> None:
    with pytest.raises(errors.NothingToReturnTo):
        actions.do_return(ADMIN)


def test_given_a_county_when_it_keeps_or_activates_a_script_then_refused() -> None:
    county = actor("east", name="东区管理员")
    with tenancy.entered_public(), tenancy.entered("east"):
        with pytest.raises(errors.CityOnly):
            actions.do_keep_script(county, ONE)
        with pytest.raises(errors.CityOnly):
            actions.do_put_in_force(county, None)
        assert RoutingScript.objects.count() == 0


def test_given_an_alarm_when_it_comes_twice_then_it_is_kept_once_and_the_script_may_be_tried_again() -> None:
    actions.do_keep_script(ADMIN, ONE)
    actions.do_put_in_force(ADMIN, 1)
    activation = Activation.objects.get()
    after = activation.at + timedelta(seconds=5)
    alarm = tel.RoutingScriptFailed(
        seq=9,
        at=after.timestamp(),
        tenant="city",
        version=activation.pk,
        problem="x",
        line=2,
        failures=20,
        suspended=True,
    )
    for _ in range(2):
        handlers.handle(alarm)
    (row,) = queries.alarms()
    assert (row.version, row.problem, row.line, row.failures, row.suspended) == (1, "x", 2, 20, True)
    actions.do_put_in_force(ADMIN, 1)
    assert Activation.objects.count() == 2


def recorded(call: str, at: datetime, *, waited: float, talked: float = 0.0, keys: str = "") -> None:
    """A contact of the county that day: answered when it talked, else abandoned."""
    row = Contact.objects.create(
        call_id=call,
        medium="TELEPHONE",
        caller="+8613800010001",
        called="12345",
        home_tenant="east",
        arrived_at=at,
        queued_at=at,
        answered_at=at + timedelta(seconds=waited) if talked else None,
        ended_at=at + timedelta(seconds=waited + talked),
        talked_seconds=talked,
    )
    for key in keys:
        ContactStep.objects.create(contact=row, at=at, step="FLOW", detail=f"node {key}")


@pytest.fixture
def a_day() -> None:
    """Two calls and one who lost patience, in the county; one agent there from 08:00 to 12:00 with a break."""
    with tenancy.entered_public(), tenancy.entered("east"):
        recorded("a", NINE, waited=5, talked=60)
        recorded("b", NINE + timedelta(seconds=10), waited=20, keys="21")
        recorded("c", NINE + timedelta(seconds=20), waited=50, talked=30)
        recorded("other-day", NINE + timedelta(days=1), waited=5, talked=60)
        for state, begin, end in (
            ("READY", -3600, 0),
            ("TALKING", 0, 5400),
            ("NOT_READY", 5400, 7200),
            ("READY", 7200, 10800),
        ):
            PresencePeriod.objects.create(
                agent="east:8101",
                state=state,
                began_at=NINE + timedelta(seconds=begin),
                ended_at=NINE + timedelta(seconds=end),
            )


def test_given_a_recorded_day_when_read_then_patience_keys_and_duties_are_those_of_the_day(a_day: None) -> None:
    calls = recorded_day.calls(DAY)
    assert [(call.at - NINE.timestamp(), call.patience, call.talk, call.keys) for call in calls] == [
        (0.0, None, 60.0, ""),
        (10.0, 20.0, 120.0, "21"),
        (20.0, None, 30.0, ""),
    ]
    duties = [
        (duty.agent, duty.begins - NINE.timestamp(), duty.ends - NINE.timestamp()) for duty in recorded_day.duties(DAY)
    ]
    assert duties == [("east:8101", -3600.0, 5400.0), ("east:8101", 7200.0, 10800.0)]
    assert not recorded_day.has_calls(DAY - timedelta(days=1))


def test_given_a_recorded_day_when_played_dry_then_both_scripts_figures_stand_side_by_side(a_day: None) -> None:
    row = actions.do_begin_dry_run(ADMIN, "def priority(call):\n    return 0\n", DAY)
    with pytest.raises(errors.RunUnderWay):
        actions.do_begin_dry_run(ADMIN, ONE, DAY)
    tasks.dry_run.apply(args=(row.pk,), headers={"hotline_tenant": "city"}).get()
    row.refresh_from_db()
    assert (row.state, row.progress, row.calls) == ("DONE", 100, 3)
    draft, in_force = row.figures["draft"], row.figures["in_force"]
    assert draft == in_force
    assert (draft["total"]["offered"], draft["total"]["answered"], draft["total"]["abandoned"]) == (3, 2, 1)
    assert [queue["queue"] for queue in draft["queues"]] == ["east.general"]
    assert [(agent["agent"], agent["calls"]) for agent in draft["agents"]] == [("east:8101", 2)]


def test_given_a_day_without_calls_when_a_dry_run_is_begun_then_refused(db: None) -> None:
    with pytest.raises(errors.NothingRecorded):
        actions.do_begin_dry_run(ADMIN, ONE, DAY)
    assert queries.dry_runs().count() == 0
