"""The state table: every command in every state is a move of the table or refused without any change."""

from collections.abc import Callable
from pathlib import Path

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts.commands import RefusalCode as R
from telephony.core.commands import TRIGGERS
from telephony.core.states import CallState, Trigger
from telephony.core.table import TABLE, mermaid

from .stage import BLACK, CITIZEN, Stage

NUMBER = "65120000"
FIELDS: dict[type[cmd.CallCommand], dict[str, object]] = {
    cmd.Mute: {"muted": True},
    cmd.SendDigits: {"digits": "1"},
    cmd.Consult: {"target": NUMBER},
    cmd.Transfer: {"target": NUMBER},
    cmd.Invite: {"target": "65129999"},
    cmd.DropGuest: {"party": "+861065120000"},
    cmd.PauseRecording: {"paused": True},
    cmd.PlayPrompt: {"prompts": ("please-wait",)},
}


def _refusing(stage: Stage) -> str:
    return stage.call(BLACK)


def _ivr(stage: Stage) -> str:
    return stage.call(called="12340")


def _queued(stage: Stage) -> str:
    return stage.call()


def _offered(stage: Stage) -> str:
    stage.sit("city:8001", Manner())
    return stage.call()


def _announcing(stage: Stage) -> str:
    stage.sit("city:8001")
    call = stage.call()
    stage.wait(2.5)
    return call


def _talking(stage: Stage) -> str:
    return stage.talking()


def _held(stage: Stage) -> str:
    call = stage.talking()
    stage.command(cmd.Hold, agent="city:8001", call_id=call)
    return call


def _conference(stage: Stage) -> str:
    call = stage.talking()
    stage.exchange.numbers[NUMBER] = Manner(answers_after=0.0)
    stage.command(cmd.Invite, agent="city:8001", call_id=call, target=NUMBER)
    stage.wait(0.0)
    return call


def _consult_ringing(stage: Stage) -> str:
    call = stage.talking()
    stage.command(cmd.Consult, agent="city:8001", call_id=call, target=NUMBER)
    return call


def _consult_talking(stage: Stage) -> str:
    stage.exchange.numbers[NUMBER] = Manner(answers_after=0.0)
    call = _consult_ringing(stage)
    stage.wait(0.0)
    return call


def _transferring(stage: Stage) -> str:
    call = stage.talking()
    stage.command(cmd.Transfer, agent="city:8001", call_id=call, target=NUMBER)
    return call


def _outside_talking(stage: Stage) -> str:
    stage.exchange.numbers[NUMBER] = Manner(answers_after=0.0)
    call = _transferring(stage)
    stage.wait(0.0)
    return call


def _dialling_seat(stage: Stage) -> str:
    stage.sit("city:8001", Manner())
    reply = stage.command(cmd.Dial, agent="city:8001", number=CITIZEN, purpose="OUTBOUND")
    return reply.call_id or ""


def _dialling_number(stage: Stage) -> str:
    call = _dialling_seat(stage)
    stage.answer(f"{call}.a1")
    return call


SCENES: dict[CallState, Callable[[Stage], str]] = {
    CallState.REFUSING: _refusing,
    CallState.IVR: _ivr,
    CallState.QUEUED: _queued,
    CallState.OFFERED: _offered,
    CallState.ANNOUNCING: _announcing,
    CallState.TALKING: _talking,
    CallState.HELD: _held,
    CallState.CONFERENCE: _conference,
    CallState.CONSULT_RINGING: _consult_ringing,
    CallState.CONSULT_TALKING: _consult_talking,
    CallState.TRANSFERRING: _transferring,
    CallState.OUTSIDE_TALKING: _outside_talking,
    CallState.DIALLING_SEAT: _dialling_seat,
    CallState.DIALLING_NUMBER: _dialling_number,
}
AGENTS_PART = frozenset(SCENES) - {
    CallState.REFUSING,
    CallState.IVR,
    CallState.QUEUED,
    CallState.TRANSFERRING,
    CallState.OUTSIDE_TALKING,
}


def expected(state: CallState, kind: type[cmd.CallCommand]) -> R | None:
    """What the table says about an agent's command."""
    if state not in AGENTS_PART:
        return R.NOT_YOUR_CALL
    trigger = TRIGGERS[kind]
    if state is CallState.OFFERED and kind is cmd.HangUp:
        trigger = Trigger.REJECT
    if state in (CallState.TALKING, CallState.HELD) and kind is cmd.DropGuest:
        return R.TARGET_UNAVAILABLE  # nobody of that name is there
    return None if trigger in TABLE[state] else R.WRONG_STATE


@pytest.mark.parametrize("kind", list(TRIGGERS), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("state", list(SCENES))
def test_every_command_in_every_state(state: CallState, kind: type[cmd.CallCommand]) -> None:
    # given
    stage = Stage()
    call = SCENES[state](stage)
    assert stage.state(call) == state
    if "city:8001" not in stage.machine.live_agents():
        stage.sit("city:8001", ready=False)
    before = _without_replies(stage)
    orders, events = len(stage.orders), len(stage.events)
    # when
    reply = stage.command(kind, agent="city:8001", call_id=call, **FIELDS.get(kind, {}))
    # then
    assert reply.refusal is expected(state, kind)
    if reply.refusal:
        assert _without_replies(stage) == before
        assert (len(stage.orders), len(stage.events)) == (orders, events)


def _without_replies(stage: Stage) -> str:
    return stage.machine.snapshot().decode().partition('"replies"')[0]


@pytest.mark.parametrize("state", list(SCENES))
def test_somebody_elses_call_is_not_touched(state: CallState) -> None:
    stage = Stage()
    call = SCENES[state](stage)
    stage.sit("city:8002", ready=False)
    before = _without_replies(stage)
    for kind in TRIGGERS:
        reply = stage.command(kind, agent="city:8002", call_id=call, **FIELDS.get(kind, {}))
        assert reply.refusal is R.NOT_YOUR_CALL
    assert _without_replies(stage) == before


def test_commands_for_calls_that_are_over(stage: Stage) -> None:
    call = stage.talking()
    stage.leave(call)
    for kind in TRIGGERS:
        reply = stage.command(kind, agent="city:8001", call_id=call, **FIELDS.get(kind, {}))
        assert reply.refusal is R.UNKNOWN_CALL


@pytest.mark.parametrize("state", list(SCENES))
def test_the_citizen_hanging_up_ends_the_call_in_every_state(state: CallState) -> None:
    stage = Stage()
    call = SCENES[state](stage)
    if state in (CallState.DIALLING_SEAT, CallState.DIALLING_NUMBER):
        stage.wait(100.0)
    else:
        stage.leave(call)
    stage.wait(0.0)
    assert stage.state(call) is None
    assert stage.exchange.legs == {}
    assert stage.exchange.bridges == {}
    assert stage.exchange.recordings == {}


def test_every_state_but_the_last_can_be_left() -> None:
    assert set(TABLE) == set(CallState)
    for state, moves in TABLE.items():
        leads = {to for move in moves.values() for to in move.to} - {state}
        assert bool(leads) is (state is not CallState.ENDED)


def test_the_diagram_in_the_docs_is_the_table() -> None:
    page = Path(__file__).parents[3] / "docs" / "call-states.md"
    assert mermaid() in page.read_text()
