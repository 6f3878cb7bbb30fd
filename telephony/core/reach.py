"""A call that the platform places by itself: the number first; then a talk held by keys, or an idle agent.

What follows from its end is in ``outreach``: here is only what happens on the line.
"""

from telephony.contracts.events import EndReason, LegKind
from telephony.contracts.outreach import MachineRule, OutreachAnswered, OutreachDialled, TalkStep
from telephony.core import answering, ending, fax_line, ledger, offers, sound
from telephony.core.board import Board
from telephony.core.outreach_state import Reach
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import CallState
from telephony.core.targets import dial

NO_ANSWER = 19


def place(board: Board, reach: Reach, gateway: str, ring_seconds: float, payer: str) -> str:
    """Dial ``reach.number`` (E.164), among the calls out of ``payer``; the call's id."""
    # never the same twice, not even after the journal was lost
    board.state.dials = max(board.state.dials + 1, int(board.now))
    call = Call(
        id=f"{reach.tenant}-auto-{board.state.dials}",
        gateway=gateway,
        home=reach.tenant,
        state=CallState.REACHING,
        caller=reach.number,
        caller_raw=reach.number,
        called=reach.number,
        medium="OUTBOUND",
        verified=True,
        language=reach.talk.language if reach.talk else "zh",
        arrived_at=board.now,
        answered=True,
        greeted=True,
    )
    board.state.calls[call.id] = call
    board.state.reaches[call.id] = reach
    reach.dialled_at = board.now
    reference = f"{reach.owner}/{reach.item}"
    facts = {"number": reach.number, "purpose": reach.purpose, "reference": reference}
    board.tell(call, OutreachDialled, reach.tenant, **facts)
    call.outside = board.next_id(call, "o")
    ledger.start(board, call, call.outside, LegKind.OUTSIDE, reach.number, reach.tenant, payer)
    judge = answering.rule_of(board, reach) is not MachineRule.OFF
    dial(board, call, call.outside, reach.number, judge=judge)
    board.start_timer(f"ring:{call.id}", board.now + ring_seconds)
    return call.id


def on_answered(board: Board, call: Call, signal: Signal) -> None:
    """Somebody is there: the talk begins, or an agent is looked for."""
    reach = board.state.reaches.get(call.id)
    board.stop_timer(f"ring:{call.id}")
    call.far, call.outside = call.outside, None
    if reach is None:
        ending.end(board, call, EndReason.GATEWAY_FAILED)
        return
    reach.answered_at = board.now
    reference = f"{reach.owner}/{reach.item}"
    board.tell(call, OutreachAnswered, reach.tenant, purpose=reach.purpose, reference=reference)
    if reach.fax:
        fax_line.transmit(board, call, reach.fax)
    elif not answering.begin(board, call, reach):
        go_on(board, call, reach)


def go_on(board: Board, call: Call, reach: Reach) -> None:
    """A person is there."""
    if reach.talk:
        call.state = CallState.SPEAKING
        _enter(board, call, reach, reach.talk.steps[0].key)
        return
    call.state = CallState.AWAITING_AGENT
    campaign = board.state.campaigns.get(reach.owner)
    board.start_timer(f"patience:{call.id}", board.now + (campaign.order.hold_seconds if campaign else 0.0))


def on_gone(board: Board, call: Call, signal: Signal) -> None:
    """Busy, rejected, no such number."""
    _note_cause(board, call, signal.cause)
    ending.end(board, call, EndReason.NOT_REACHED, signal.cause)


def on_no_answer(board: Board, call: Call, signal: Signal) -> None:
    """Nobody picked up in time."""
    _note_cause(board, call, NO_ANSWER)
    ending.end(board, call, EndReason.NOT_REACHED)


def on_cancel(board: Board, call: Call, signal: Signal) -> None:
    """The call is not wanted any more."""
    reach = board.state.reaches.get(call.id)
    if reach:
        reach.cancelled = True
    ending.end(board, call, EndReason.NOT_REACHED)


def on_hung_up(board: Board, call: Call, signal: Signal) -> None:
    """Whoever was called left in the middle of what was said."""
    reach = board.state.reaches.get(call.id)
    ending.end(board, call, EndReason.ABANDONED if reach and reach.sorry else EndReason.SELF_SERVICE)


# ----------------------------------------------------------------------------------------- looking for an agent


def on_agent_found(board: Board, call: Call, signal: Signal) -> None:
    """Offer the call to whom the dialler found."""
    board.stop_timer(f"patience:{call.id}")
    offers.make(board, call, board.state.agents[signal.agent], signal.text)


def on_patience_over(board: Board, call: Call, signal: Signal) -> None:
    """No agent in time: say so, and let the person go."""
    reach = board.state.reaches.get(call.id)
    campaign = board.state.campaigns.get(reach.owner) if reach else None
    if reach:
        reach.sorry = True
    call.state = CallState.SPEAKING
    sound.say(board, call, campaign.order.apology if campaign else ("goodbye",))


# -------------------------------------------------------------------------------------------------- the talk


def _step(reach: Reach) -> TalkStep | None:
    steps = reach.talk.steps if reach.talk else ()
    return next((step for step in steps if step.key == reach.step), None)


def _enter(board: Board, call: Call, reach: Reach, key: str) -> None:
    reach.step, reach.tries = key, 0
    step = _step(reach)
    if step is None:
        reach.completed, reach.left = True, reach.machine
        ending.end(board, call, EndReason.SELF_SERVICE)
        return
    if not step.keys and not step.next:
        reach.completed = True  # nothing is asked any more
    _say(board, call, reach, step.prompts)


def _say(board: Board, call: Call, reach: Reach, prompts: tuple[str, ...]) -> None:
    reach.listening = False
    board.stop_timer(f"ivr:{call.id}")
    sound.say(board, call, prompts)


def on_digit(board: Board, call: Call, signal: Signal) -> None:
    """A key: an answer, "again", or none of those offered. Prompts are cut short."""
    reach = board.state.reaches.get(call.id)
    step = _step(reach) if reach and not reach.sorry else None
    if reach is None or reach.machine or step is None or not step.keys:
        return
    digit = signal.text
    if digit in step.keys:
        reach.answers[step.key] = digit
        board.stop_timer(f"ivr:{call.id}")
        _enter(board, call, reach, step.keys[digit])
    elif digit == step.repeat:
        _say(board, call, reach, step.prompts)
    else:
        _again(board, call, reach, step, ("invalid-choice", *step.prompts))


def on_said(board: Board, call: Call, signal: Signal) -> None:
    """The prompts are over: now a key, the next step, or good-bye."""
    call.playing = None
    reach = board.state.reaches.get(call.id)
    step = _step(reach) if reach else None
    if reach is None or reach.sorry:
        ending.end(board, call, EndReason.ABANDONED)
    elif step is None or not step.keys:
        _enter(board, call, reach, step.next if step else "")
    else:
        reach.listening = True
        board.start_timer(f"ivr:{call.id}", board.now + step.input_seconds)


def on_silence(board: Board, call: Call, signal: Signal) -> None:
    """No key in time: said again, or given up."""
    reach = board.state.reaches.get(call.id)
    step = _step(reach) if reach else None
    if reach and step:
        _again(board, call, reach, step, step.prompts)


def _again(board: Board, call: Call, reach: Reach, step: TalkStep, prompts: tuple[str, ...]) -> None:
    reach.tries += 1
    if reach.tries >= step.tries:
        ending.end(board, call, EndReason.SELF_SERVICE)
    else:
        _say(board, call, reach, prompts)


def leave_message(board: Board, call: Call, reach: Reach) -> None:
    """The machine takes down what is said now."""
    campaign = board.state.campaigns.get(reach.owner)
    call.state, reach.step = CallState.SPEAKING, ""
    sound.say(board, call, campaign.order.message if campaign else ())


def resume(board: Board, call: Call) -> None:
    """After the gateway was away: say again what may not have been heard."""
    reach = board.state.reaches.get(call.id)
    step = _step(reach) if reach else None
    call.playing = None
    if reach and reach.machine:
        leave_message(board, call, reach)
    elif reach and step and not reach.sorry:
        _say(board, call, reach, step.prompts)
    else:
        ending.end(board, call, EndReason.ABANDONED if reach and reach.sorry else EndReason.SELF_SERVICE)


def _note_cause(board: Board, call: Call, cause: int) -> None:
    reach = board.state.reaches.get(call.id)
    if reach:
        reach.cause = cause
