"""Strangers who guess: counted by address, shut out at every gateway for a while, told; ours are never shut out."""

from typing import Any

import pytest

from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.commands import RefusalCode as R
from telephony.contracts.plan import ScannerPlan, TrunkPlan
from telephony.core.inputs import PlanReplaced
from telephony.core.switchboard import Switchboard

from .stage import Stage, small_city

SCANNER = "192.0.2.66"
RULES = ScannerPlan(failures=10, within_seconds=60.0, shut_seconds=600.0)


def guarded(gateways: int = 1, **changes: Any) -> Stage:
    return Stage(small_city(**{"scanners": RULES, **changes}), gateways=gateways)


def tries(stage: Stage, failures: int, *accounts: str, address: str = SCANNER) -> None:
    stage.put(
        gw.SignInsTried(
            gateway="gw1", at=stage.now, address=address, failures=failures, accounts=accounts or ("100", "101")
        )
    )


def signs_in(stage: Stage, address: str = SCANNER) -> None:
    stage.put(gw.SignInsTried(gateway="gw1", at=stage.now, address=address, right=True))


def ordered(stage: Stage) -> list[tuple[str, str, bool]]:
    return [(order.gateway, order.address, order.shut) for order in stage.ordered(gw.ShutOut)]


def raised(stage: Stage) -> list[tuple[str, str, str]]:
    return [(event.kind.value, event.subject, event.detail) for event in stage.told(ev.AlarmRaised)]


def test_given_as_many_tries_as_the_rule_says_when_one_more_comes_then_the_address_is_shut_out_everywhere() -> None:
    stage = guarded(gateways=2)
    tries(stage, 9)
    assert ordered(stage) == []
    tries(stage, 1, "102")
    assert ordered(stage) == [("gw1", SCANNER, True), ("gw2", SCANNER, True)]
    assert raised(stage) == [("SCANNER", SCANNER, "10: 100, 101, 102")]
    assert stage.machine.live_shut() == [
        {
            "address": SCANNER,
            "since": stage.now,
            "until": stage.now + 600.0,
            "failures": 10,
            "accounts": ["100", "101", "102"],
        }
    ]
    # and what still comes of it is no further alarm
    tries(stage, 50)
    assert len(raised(stage)) == 1


def test_given_tries_far_apart_then_nobody_is_shut_out() -> None:
    stage = guarded()
    for _ in range(5):
        tries(stage, 9)
        stage.wait(61.0)
    assert (ordered(stage), raised(stage)) == ([], [])


def test_given_the_time_is_over_then_the_address_is_let_in_and_twice_as_long_out_the_next_time() -> None:
    stage = guarded()
    tries(stage, 10)
    stage.wait(599.0)
    assert ordered(stage) == [("gw1", SCANNER, True)]
    stage.wait(2.0)
    assert ordered(stage)[1:] == [("gw1", SCANNER, False)]
    assert [(event.kind.value, event.subject) for event in stage.told(ev.AlarmCleared)] == [("SCANNER", SCANNER)]
    tries(stage, 10)
    stage.wait(1190.0)
    assert ordered(stage)[2:] == [("gw1", SCANNER, True)]
    stage.wait(20.0)
    assert ordered(stage)[3:] == [("gw1", SCANNER, False)]


def test_given_somebody_lets_it_in_then_it_is_and_a_second_time_refused() -> None:
    stage = guarded()
    tries(stage, 10)
    assert stage.command(cmd.LetIn, address=SCANNER).refusal is None
    assert ordered(stage) == [("gw1", SCANNER, True), ("gw1", SCANNER, False)]
    assert stage.machine.live_shut() == []
    orders = len(stage.orders)
    assert stage.command(cmd.LetIn, address=SCANNER).refusal is R.WRONG_STATE
    assert len(stage.orders) == orders
    assert not any(key.startswith("shut:") for key in stage.timers)


def test_given_a_telephone_of_ours_at_the_address_then_it_is_told_and_nobody_is_shut_out() -> None:
    """An office behind one address, where one telephone has an old password."""
    stage = guarded()
    signs_in(stage)
    tries(stage, 10, "east-01")
    assert ordered(stage) == []
    assert raised(stage) == [("STRANGER", SCANNER, "10: east-01")]
    # a week later it is a stranger like any other
    stage.wait(7 * 24 * 3600.0 + 1)
    tries(stage, 10, "east-01")
    assert ordered(stage) == [("gw1", SCANNER, True)]


@pytest.mark.parametrize(
    "changes",
    [
        {"scanners": ScannerPlan(never=("192.0.2.0/24",))},
        {"trunks": (TrunkPlan("carrier", "192.0.2.66", 5060, ("198.51.100.1", SCANNER)),)},
    ],
)
def test_given_a_carrier_or_a_network_of_ours_then_it_is_never_shut_out(changes: dict[str, Any]) -> None:
    stage = guarded(**changes)
    tries(stage, 1000)
    assert (ordered(stage), raised(stage)) == ([], [])


def test_given_a_gateway_that_was_away_when_it_is_back_then_it_shuts_out_and_lets_in_what_it_missed() -> None:
    stage = guarded(gateways=2)
    stage.put(gw.GatewayLost(gateway="gw2", at=stage.now))
    tries(stage, 10)
    assert ordered(stage) == [("gw1", SCANNER, True)]
    stage.put(stage.exchanges[1].stock(stage.now))
    assert ordered(stage)[1:] == [("gw2", SCANNER, True)]
    # and let in while it is away
    stage.put(gw.GatewayLost(gateway="gw2", at=stage.now))
    stage.command(cmd.LetIn, address=SCANNER)
    assert ordered(stage)[2:] == [("gw1", SCANNER, False)]
    stage.put(stage.exchanges[1].stock(stage.now))
    assert ordered(stage)[3:] == [("gw2", SCANNER, False)]


def test_given_a_restarted_gateway_or_switchboard_then_it_still_shuts_out() -> None:
    stage = guarded()
    tries(stage, 10)
    stage.put(stage.exchange.stock(stage.now, True))
    assert ordered(stage) == [("gw1", SCANNER, True)] * 2
    again = Switchboard.restore(stage.machine.snapshot())
    assert again.live_shut() == stage.machine.live_shut()
    assert f"shut:{SCANNER}" in again.timers()


def test_given_a_flood_from_everywhere_then_what_is_remembered_stays_small() -> None:
    stage = guarded()
    for number in range(6000):
        tries(stage, 10 if number < 600 else 1, address=f"10.{number // 250}.{number % 250}.1")
    assert len(stage.machine.live_shut()) == 500
    assert len(stage.machine.snapshot()) < 2_000_000


# --------------------------------------------------------------------------------------- trunks and telephones


CARRIER = TrunkPlan("carrier", "sip.example", 5061, ("198.51.100.0/24",))


def test_given_a_trunk_in_the_plan_then_every_gateway_has_it_and_calls_out_go_by_it() -> None:
    stage = guarded(gateways=2, trunks=(CARRIER,))
    assert [(o.gateway, o.key, o.trunk) for o in stage.ordered(gw.SetTrunk)] == [
        ("gw1", "carrier", CARRIER),
        ("gw2", "carrier", CARRIER),
    ]
    stage.sit("city:8001")
    stage.command(cmd.Dial, agent="city:8001", number="13900000009", purpose="OUTBOUND", reference=None)
    stage.wait(2.0)
    assert [order.trunk for order in stage.ordered(gw.DialNumber)] == ["carrier"]


def test_given_another_plan_then_only_what_differs_is_ordered() -> None:
    stage = guarded(trunks=(CARRIER,))
    same = small_city(scanners=RULES, trunks=(CARRIER,), version=2)
    stage.put(PlanReplaced(plan=same))
    assert len(stage.ordered(gw.SetTrunk)) == 1
    stage.put(PlanReplaced(plan=small_city(scanners=RULES, version=3)))
    assert [(o.key, o.trunk) for o in stage.ordered(gw.SetTrunk)] == [("carrier", CARRIER), ("carrier", None)]


SPARE = TrunkPlan("spare", "sip.spare.example", 5061, ())


def hears(stage: Stage, trunk: str, reachable: bool, gateway: str = "gw1") -> None:
    stage.put(gw.TrunkReachable(gateway=gateway, at=stage.now, trunk=trunk, reachable=reachable))


def dialled_by(stage: Stage) -> str:
    """By which trunk the next call goes out."""
    reply = stage.command(cmd.Dial, agent="city:8001", number="13900000009", purpose="OUTBOUND", reference=None)
    stage.wait(2.0)
    stage.command(cmd.HangUp, agent="city:8001", call_id=reply.call_id)
    stage.wait(60.0)
    return stage.ordered(gw.DialNumber)[-1].trunk


def test_given_a_carrier_that_does_not_answer_then_the_next_takes_calls_and_it_is_told_until_it_does() -> None:
    stage = guarded(trunks=(CARRIER, SPARE))
    stage.sit("city:8001")
    hears(stage, "carrier", True)
    assert dialled_by(stage) == "carrier"
    hears(stage, "carrier", False)
    hears(stage, "carrier", False)
    assert dialled_by(stage) == "spare"
    assert (raised(stage), stage.machine.live_silent()) == (
        [("TRUNK_LOST", "carrier (gw1)", "")],
        {"gw1": ["carrier"]},
    )
    # when none answers the first is tried all the same
    hears(stage, "spare", False)
    assert dialled_by(stage) == "carrier"
    hears(stage, "carrier", True)
    assert [event.subject for event in stage.told(ev.AlarmCleared)] == ["carrier (gw1)"]


def test_given_a_silent_trunk_taken_away_or_a_gateway_begun_anew_then_its_alarm_is_over() -> None:
    stage = guarded(trunks=(CARRIER,))
    hears(stage, "carrier", False)
    stage.put(stage.exchange.stock(stage.now, True))
    assert [event.subject for event in stage.told(ev.AlarmCleared)] == ["carrier (gw1)"]
    hears(stage, "carrier", False)
    stage.put(PlanReplaced(plan=small_city(scanners=RULES, version=2)))
    assert (len(stage.told(ev.AlarmCleared)), stage.machine.live_silent()) == (2, {})
    hears(stage, "carrier", False)  # late
    assert len(raised(stage)) == 2
