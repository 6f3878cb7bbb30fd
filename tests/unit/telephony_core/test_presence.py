"""Presence: signing in is not being ready, wrap-up ends, breaks wait for the call's end."""

from dataclasses import replace

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.commands import RefusalCode as R
from telephony.core.inputs import TimerFired

from .stage import Stage


def test_signing_in_makes_the_account_and_is_not_ready(stage: Stage) -> None:
    reply = stage.command(cmd.SignIn, agent="east:8101", seat="east-01", secret="top")
    assert reply.refusal is None
    assert stage.agent("east:8101") == ("NOT_READY", "SIGNED_IN")
    assert stage.exchange.accounts == {"east-01": "top"}
    changed = stage.told(ev.AgentChanged)
    assert [(c.tenant, c.seat, c.state) for c in changed] == [("east", "east-01", ev.AgentState.NOT_READY)]


@pytest.mark.parametrize(
    ("agent", "seat", "refusal"),
    [
        ("city:9999", "city-01", R.UNKNOWN_AGENT),
        ("city:8001", "city-99", R.UNKNOWN_SEAT),
        ("city:8001", "east-01", R.UNKNOWN_SEAT),
        ("city:8001", "city-02", R.SEAT_TAKEN),
    ],
)
def test_sign_in_refused(stage: Stage, agent: str, seat: str, refusal: R) -> None:
    stage.sit("city:8002")
    orders = len(stage.orders)
    assert stage.command(cmd.SignIn, agent=agent, seat=seat, secret="s").refusal is refusal
    assert list(stage.machine.live_agents()) == ["city:8002"]
    assert len(stage.orders) == orders


def test_signing_in_again_at_the_same_seat_changes_the_secret_only(stage: Stage) -> None:
    call = stage.talking()
    reply = stage.command(cmd.SignIn, agent="city:8001", seat="city-01", secret="new")
    assert reply.refusal is None
    assert stage.exchange.accounts["city-01"] == "new"
    assert (stage.state(call), stage.agent("city:8001")[0]) == ("TALKING", "TALKING")


def test_moving_to_another_seat(stage: Stage) -> None:
    stage.sit("city:8001")
    assert stage.command(cmd.SignIn, agent="city:8001", seat="city-02", secret="n").refusal is None
    assert stage.exchange.accounts == {"city-02": "n"}
    view = stage.machine.live_agent("city:8001")
    assert view and (view["seat"], view["state"]) == ("city-02", "NOT_READY")


def test_moving_is_refused_during_a_call(stage: Stage) -> None:
    stage.talking()
    reply = stage.command(cmd.SignIn, agent="city:8001", seat="city-02", secret="n")
    assert reply.refusal is R.WRONG_STATE
    assert stage.exchange.accounts == {"city-01": "s"}


def test_sign_out_takes_the_account_away(stage: Stage) -> None:
    stage.sit("city:8001")
    assert stage.command(cmd.SignOut, agent="city:8001").refusal is None
    assert stage.exchange.accounts == {}
    assert stage.machine.live_agents() == {}
    assert stage.command(cmd.SignOut, agent="city:8001").refusal is R.NOT_SIGNED_IN


@pytest.mark.parametrize("manner", [Manner(), Manner(answers_after=1.0)])
def test_sign_out_is_refused_during_a_call(stage: Stage, manner: Manner) -> None:
    stage.sit("city:8001", manner)
    stage.call()
    stage.wait(5.0)
    assert stage.command(cmd.SignOut, agent="city:8001").refusal is R.WRONG_STATE
    assert "city:8001" in stage.machine.live_agents()


def test_ready_needs_a_registered_telephone(stage: Stage) -> None:
    stage.command(cmd.SignIn, agent="city:8001", seat="city-01", secret="s")
    assert stage.command(cmd.SetReady, agent="city:8001").refusal is R.SEAT_UNREACHABLE
    assert stage.agent("city:8001") == ("NOT_READY", "SIGNED_IN")
    stage.report(stage.exchange.register("city-01", stage.now))
    assert stage.command(cmd.SetReady, agent="city:8001").refusal is None
    assert stage.agent("city:8001") == ("READY", None)


def test_commands_of_strangers_and_of_those_not_signed_in(stage: Stage) -> None:
    assert stage.command(cmd.SetReady, agent="city:9999").refusal is R.UNKNOWN_AGENT
    assert stage.command(cmd.SetReady, agent="city:8001").refusal is R.NOT_SIGNED_IN


def test_wrap_up_is_ended_early_by_ready(stage: Stage) -> None:
    call = stage.talking()
    stage.leave(call)
    until = stage.told(ev.AgentChanged)[-1].until
    assert until == stage.now + 30.0
    assert stage.command(cmd.SetReady, agent="city:8001").refusal is None
    assert stage.agent("city:8001") == ("READY", None)
    # the timer is gone with it
    assert "wrap:city:8001" not in stage.timers
    stage.put(TimerFired(key="wrap:city:8001"))
    assert stage.agent("city:8001") == ("READY", None)


def test_a_break_asked_for_in_a_call_comes_after_wrap_up(stage: Stage) -> None:
    call = stage.talking()
    assert stage.command(cmd.SetNotReady, agent="city:8001", reason="MEAL").refusal is None
    assert stage.agent("city:8001")[0] == "TALKING"
    stage.leave(call)
    assert stage.agent("city:8001")[0] == "WRAP_UP"
    stage.wait(30.0)
    assert stage.agent("city:8001") == ("NOT_READY", "MEAL")


def test_a_break_is_taken_back_by_ready_during_the_call(stage: Stage) -> None:
    call = stage.talking()
    stage.command(cmd.SetNotReady, agent="city:8001", reason="MEAL")
    assert stage.command(cmd.SetReady, agent="city:8001").refusal is None
    stage.leave(call)
    stage.wait(30.0)
    assert stage.agent("city:8001") == ("READY", None)


def test_a_break_from_wrap_up_begins_at_once(stage: Stage) -> None:
    call = stage.talking()
    stage.leave(call)
    stage.command(cmd.SetNotReady, agent="city:8001", reason="BREAK")
    assert stage.agent("city:8001") == ("NOT_READY", "BREAK")
    stage.wait(60.0)
    assert stage.agent("city:8001") == ("NOT_READY", "BREAK")


def test_ready_is_refused_while_ringing(stage: Stage) -> None:
    stage.sit("city:8001", Manner())
    stage.call()
    assert stage.command(cmd.SetReady, agent="city:8001").refusal is R.WRONG_STATE


@pytest.mark.parametrize("ready", [True, False])
def test_a_console_gone_outside_a_call(stage: Stage, ready: bool) -> None:
    stage.sit("city:8001", ready=ready)
    stage.command(cmd.SeatConnection, agent="city:8001", connected=False)
    expected = ("NOT_READY", "CONNECTION_LOST" if ready else "SIGNED_IN")
    assert stage.agent("city:8001") == expected
    stage.command(cmd.SeatConnection, agent="city:8001", connected=True)
    assert stage.agent("city:8001") == expected


def test_the_same_command_id_changes_nothing_twice(stage: Stage) -> None:
    # given
    call = stage.talking()
    hold = cmd.Hold(command_id="once", agent="city:8001", call_id=call)
    first = stage.put(hold).replies
    before = stage.machine.snapshot()
    # when
    again = stage.put(hold)
    # then
    assert again.replies == first == [cmd.Reply("once")]
    assert (again.orders, again.events) == ([], [])
    assert stage.machine.snapshot() == before


def test_accounts_of_the_signed_in_are_pushed_to_a_gateway_that_comes_back(stage: Stage) -> None:
    stage.sit("city:8001")
    stage.exchange.restart()
    stage.orders.clear()
    stage.put(stage.exchange.stock(stage.now, restarted=True))
    assert stage.ordered(gw.SetSeatAccount) == [gw.SetSeatAccount(gateway="gw1", seat="city-01", secret="s")]


def test_a_password_that_nobody_renews_ends_the_account(stage: Stage) -> None:
    stage.sit("city:8001")
    stage.renewing = False
    stage.orders.clear()
    stage.wait(cmd.SECRET_SECONDS)
    assert stage.ordered(gw.SetSeatAccount) == [gw.SetSeatAccount(gateway="gw1", seat="city-01", secret=None)]
    stage.wait(6.0)
    assert stage.agent("city:8001") == ("NOT_READY", "CONNECTION_LOST")


def test_a_password_renewed_in_time_changes_nothing_but_the_account(stage: Stage) -> None:
    stage.sit("city:8001")
    stage.wait(cmd.SECRET_SECONDS / 2)
    stage.orders.clear()
    assert stage.command(cmd.SignIn, agent="city:8001", seat="city-01", secret="fresh").refusal is None
    assert stage.ordered(gw.SetSeatAccount) == [gw.SetSeatAccount(gateway="gw1", seat="city-01", secret="fresh")]
    stage.renewing = False
    stage.wait(cmd.SECRET_SECONDS - 1)
    assert stage.agent("city:8001") == ("READY", None)


def test_a_password_that_ends_during_a_call_ends_after_it(stage: Stage) -> None:
    call = stage.talking()
    stage.renewing = False
    stage.wait(cmd.SECRET_SECONDS)
    assert stage.state(call) == "TALKING"
    stage.leave(call)
    stage.orders.clear()
    stage.wait(60.0)
    assert stage.ordered(gw.SetSeatAccount) == [gw.SetSeatAccount(gateway="gw1", seat="city-01", secret=None)]


def test_a_seat_that_was_left_while_a_gateway_was_away_loses_its_account_there(stage: Stage) -> None:
    stage.sit("city:8001")
    stage.put(gw.GatewayLost(gateway="gw1", at=stage.now))
    stage.command(cmd.SignOut, agent="city:8001")
    stage.exchange.accounts["city-01"] = "s"
    stage.orders.clear()
    back = stage.exchange.stock(stage.now)
    stage.put(replace(back, reachable_seats=("city-01",)))
    assert stage.ordered(gw.SetSeatAccount) == [gw.SetSeatAccount(gateway="gw1", seat="city-01", secret=None)]
