"""SIP telephones that stand at seats: their accounts are the gateways' as long as the plan has them."""

from dataclasses import replace

from telephony.contracts import commands as cmd
from telephony.contracts import gateway as gw
from telephony.contracts.plan import PhonePlan, RoutingPlan, SipTransport
from telephony.core.inputs import PlanReplaced

from .stage import Stage, small_city

PHONE = PhonePlan("0" * 32)


def with_phone(phone: PhonePlan | None = PHONE, version: int = 1) -> RoutingPlan:
    plan = small_city(version=version)
    return replace(plan, seats=(replace(plan.seats[0], phone=phone), *plan.seats[1:]))


def accounts(stage: Stage) -> list[tuple[str, str | None, PhonePlan | None]]:
    return [(order.seat, order.secret, order.phone) for order in stage.ordered(gw.SetSeatAccount)]


def test_given_a_telephone_at_a_seat_then_it_has_its_account_before_anybody_sits_there_and_after() -> None:
    stage = Stage(with_phone())
    assert accounts(stage) == [("city-01", None, PHONE)]
    stage.sit("city:8001")
    stage.command(cmd.SetNotReady, agent="city:8001", reason="BREAK")
    stage.command(cmd.SignOut, agent="city:8001")
    stage.wait(3 * 3600.0)
    assert accounts(stage) == [("city-01", None, PHONE)]


def test_given_an_agent_at_it_then_calls_ring_there_as_at_any_seat() -> None:
    stage = Stage(with_phone())
    call = stage.talking()
    assert [order.seat for order in stage.ordered(gw.DialSeat)] == ["city-01"]
    assert stage.state(call) == "TALKING"


def test_given_its_settings_change_then_the_account_does_and_without_it_the_browser_has_one() -> None:
    stage = Stage(with_phone())
    stage.sit("city:8001", ready=False)
    tcp = PhonePlan("1" * 32, SipTransport.TCP)
    stage.put(PlanReplaced(plan=with_phone(tcp, version=2)))
    assert accounts(stage)[1:] == [("city-01", None, tcp)]
    stage.put(PlanReplaced(plan=with_phone(None, version=3)))
    assert accounts(stage)[2:] == [("city-01", None, None), ("city-01", "s", None)]
    # and when it gets one, the browser's account gives way
    stage.put(PlanReplaced(plan=with_phone(version=4)))
    assert accounts(stage)[4:] == [("city-01", None, PHONE)]


def test_given_a_talk_when_telephone_and_number_of_the_seat_change_then_it_goes_on_and_the_next_rings() -> None:
    stage = Stage(with_phone())
    call = stage.talking()
    renamed = replace(with_phone(None, version=2).seats[0], number="77", remote=True)
    plan = with_phone(None, version=2)
    stage.put(PlanReplaced(plan=replace(plan, seats=(renamed, *plan.seats[1:]))))
    assert (stage.state(call), stage.agent("city:8001")) == ("TALKING", ("TALKING", None))
    assert stage.ordered(gw.HangUpLeg) == []
    # the browser has its account, and when it has registered the next call rings there
    assert accounts(stage)[-1] == ("city-01", "s", None)
    stage.report(stage.exchange.register("city-01", stage.now))
    stage.leave(call)
    stage.command(cmd.SetReady, agent="city:8001")
    stage.wait(60.0)
    second = stage.call()
    stage.wait(5.0)
    assert stage.state(second) == "TALKING"
    assert [order.seat for order in stage.ordered(gw.DialSeat)] == ["city-01", "city-01"]


def test_given_a_gateway_back_then_the_telephone_keeps_its_account_there() -> None:
    stage = Stage(with_phone())
    stage.sit("city:8001")
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    stage.put(stage.exchange.stock(stage.now))
    assert accounts(stage) == [("city-01", None, PHONE)]
    stage.put(stage.exchange.stock(stage.now, True))
    assert accounts(stage)[1:] == [("city-01", None, PHONE)]
