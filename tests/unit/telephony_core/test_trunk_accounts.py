"""What is known of a trunk's account at its carrier, and what is an alarm."""

from dataclasses import replace
from typing import Any

from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.plan import Registration, TrunkPlan
from telephony.core.inputs import PlanReplaced
from tests.unit.telephony_core.stage import Stage, small_city

CARRIER = TrunkPlan("carrier", "sip.example", 5061, (), user="city", sealed="…", register=True)
SUBJECT = "carrier (gw1)"


def tell(stage: Stage, kind: type[gw.GatewayEvent], **fields: Any) -> None:
    stage.put(kind(gateway="gw1", at=stage.now, **fields))


def alarms(stage: Stage) -> list[tuple[str, str, str]]:
    """Those of accounts that stand."""
    standing: dict[str, tuple[str, str, str]] = {}
    for event in stage.events:
        if isinstance(event, ev.AlarmRaised) and event.kind is ev.AlarmKind.TRUNK_UNREGISTERED:
            standing[event.subject] = (event.kind.value, event.subject, event.detail)
        elif isinstance(event, ev.AlarmCleared) and event.kind is ev.AlarmKind.TRUNK_UNREGISTERED:
            standing.pop(event.subject)
    return list(standing.values())


def registered(stage: Stage, taken: bool, account: str = "city@sip.example") -> None:
    tell(stage, gw.TrunkRegistered, account=account, registered=taken)


def given(**changes: Any) -> Stage:
    return Stage(small_city(trunks=(replace(CARRIER, **changes),)))


def state(stage: Stage) -> str | None:
    return stage.machine.live_registered().get("gw1", {}).get("carrier")


def test_given_a_registration_that_is_refused_then_it_is_an_alarm_until_it_is_taken() -> None:
    stage = given()
    tell(stage, gw.TrunkAccount, trunk="carrier", state=Registration.TRYING)
    assert (state(stage), alarms(stage)) == ("TRYING", [])
    registered(stage, False)
    assert (state(stage), alarms(stage)) == ("REFUSED", [("TRUNK_UNREGISTERED", SUBJECT, "REFUSED")])
    registered(stage, False)
    registered(stage, True)
    assert (state(stage), alarms(stage)) == ("REGISTERED", [])


def test_given_a_carrier_that_answers_nothing_then_it_has_not_refused() -> None:
    stage = given()
    registered(stage, False)
    tell(stage, gw.TrunkReachable, trunk="carrier", reachable=False)
    assert state(stage) == "UNANSWERED"
    tell(stage, gw.TrunkReachable, trunk="carrier", reachable=True)
    assert state(stage) == "REFUSED"


def test_given_a_password_that_does_not_open_then_it_is_an_alarm_though_nobody_registers() -> None:
    stage = given(register=False)
    tell(stage, gw.TrunkAccount, trunk="carrier", state=Registration.LOCKED)
    assert (state(stage), alarms(stage)) == ("LOCKED", [("TRUNK_UNREGISTERED", SUBJECT, "LOCKED")])


def test_given_another_account_or_a_trunk_that_does_not_register_then_nothing_is_noted() -> None:
    stage = given()
    registered(stage, False, "city@sip.another.example")
    assert (state(stage), alarms(stage)) == (None, [])
    quiet = given(register=False)
    registered(quiet, False)
    assert (state(quiet), alarms(quiet)) == (None, [])


def test_given_a_refused_account_when_the_trunk_is_changed_or_removed_then_the_alarm_ends() -> None:
    for trunks in ((), (replace(CARRIER, user="other"),)):
        stage = given()
        registered(stage, False)
        stage.put(PlanReplaced(plan=small_city(version=2, trunks=trunks)))
        assert (state(stage), alarms(stage)) == (None, [])
