"""A prompt is recorded at a seat's telephone: rung, told what to do, recorded after a beep, played back, kept or again.

The call has one leg, the agent's, which is also the one that hears and is heard (``far``).
"""

from telephony.contracts.commands import RefusalCode
from telephony.contracts.events import AgentLeft, AgentState, CallChanged, CallDialled, EndReason, LegKind
from telephony.contracts.gateway import DialSeat, RecordingEnded, RecordMessage, StopRecording
from telephony.contracts.takes import DecideTake, PromptRecorded, RecordPrompt, TakeChoice, TakeStep
from telephony.core import ending, ledger, outbound, parts, presence, sound
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call, Dialled, Part, Take
from telephony.core.states import CallState

PURPOSE = "PROMPT"
MOST_SECONDS = 180.0
REVIEW_SECONDS = 120.0
"""After so long without a choice the take is kept as it is and the telephone let go."""
OPENING, CHOICES, THANKS = ("take-opening",), ("take-choices",), ("take-kept", "goodbye")
KEYS = {"1": TakeChoice.KEEP, "2": TakeChoice.AGAIN, "3": TakeChoice.LISTEN}


def start(board: Board, agent: Agent, command: RecordPrompt) -> str:
    """Ring the agent's seat; the call's id. Raises Refused: WRONG_STATE, GATEWAY_DOWN, SEAT_UNREACHABLE."""
    if agent.state not in outbound.MAY_DIAL:
        raise Refused(RefusalCode.WRONG_STATE)
    if not board.gateways_up():
        raise Refused(RefusalCode.GATEWAY_DOWN)
    gateway = board.lightest_gateway(agent.seat)
    if gateway is None:
        raise Refused(RefusalCode.SEAT_UNREACHABLE)
    board.state.dials = max(board.state.dials + 1, int(board.now))
    call = Call(
        id=f"{agent.key.replace(':', '-')}-{board.state.dials}",
        gateway=gateway,
        home=agent.tenant,
        state=CallState.DIALLING_SEAT,
        caller="",
        caller_raw="",
        called="",
        medium="OUTBOUND",
        verified=True,
        language=command.language,
        arrived_at=board.now,
        answered=True,
        greeted=True,
        dialled=Dialled(number="", purpose=PURPOSE, reference=command.prompt[:32]),
        take=Take(prompt=command.prompt, language=command.language, by=command.by),
    )
    board.state.calls[call.id] = call
    _ring(board, call, agent)
    return call.id


def _ring(board: Board, call: Call, agent: Agent) -> None:
    if agent.state is AgentState.NOT_READY:
        agent.after = agent.reason or "OTHER"
    leg = board.next_id(call, "a")
    call.part = Part(agent=agent.key, seat=agent.seat, tenant=agent.tenant, leg=leg, queue="")
    facts = {"agent": agent.key, "seat": agent.seat, "number": "", "purpose": PURPOSE}
    board.tell(call, CallDialled, agent.tenant, **facts, reference=call.dialled.reference if call.dialled else None)
    presence.change(board, agent, AgentState.DIALLING, call_id=call.id)
    ledger.start(board, call, leg, LegKind.AGENT, agent.seat, agent.tenant)
    board.order(
        DialSeat(
            gateway=call.gateway,
            leg=leg,
            call_id=call.id,
            seat=agent.seat,
            caller_id=PURPOSE,
            ring_seconds=outbound.SEAT_RING_SECONDS,
            auto_answer=True,
        )
    )
    board.start_timer(f"ring:{call.id}", board.now + outbound.SEAT_RING_SECONDS)


def on_answered(board: Board, call: Call, signal: Signal) -> None:
    """The seat's telephone was answered: a take is begun, any other call goes on as dialled."""
    if call.take is None or call.part is None:
        outbound.on_seat_answered(board, call, signal)
        return
    board.stop_timer(f"ring:{call.id}")
    call.state, call.far = CallState.RECORDING_PROMPT, call.part.leg
    sound.say(board, call, OPENING)


def on_prompt_ended(board: Board, call: Call, signal: Signal) -> None:
    """What was said is over: record, wait for the choice, or let go."""
    take = call.take
    if take is None or signal.text != call.playing:
        return
    call.playing = None
    if take.step is TakeStep.OPENING:
        _record(board, call, take)
    elif take.step is TakeStep.KEPT:
        _end(board, call)
    else:
        board.start_timer(f"ivr:{call.id}", board.now + REVIEW_SECONDS)


def _record(board: Board, call: Call, take: Take) -> None:
    if call.far:
        take.name = board.next_id(call, "r")
        _step(board, call, take, TakeStep.RECORDING)
        call.message = take.name
        board.order(RecordMessage(gateway=call.gateway, leg=call.far, name=take.name, max_seconds=MOST_SECONDS))


def on_recorded(board: Board, event: RecordingEnded) -> bool:
    """A file is complete; False when it is no take's."""
    call = board.state.calls.get(event.name.rpartition(".")[0])
    take = call.take if call else None
    if call is None or take is None or take.name != event.name or take.step is not TakeStep.RECORDING:
        return False
    call.message = None
    if event.failed:
        _step(board, call, take, TakeStep.OPENING)
        sound.say(board, call, OPENING)
    else:
        _step(board, call, take, TakeStep.REVIEW)
        _play_back(board, call, take)
    return True


def _step(board: Board, call: Call, take: Take, step: TakeStep) -> None:
    """On the screens too."""
    take.step = step
    if call.part:
        board.tell(call, CallChanged, call.home, agent=call.part.agent, change="TAKE", party=step.value)


def _play_back(board: Board, call: Call, take: Take) -> None:
    board.stop_timer(f"ivr:{call.id}")
    sound.say(board, call, (f"recording:{take.name}", *CHOICES))


def on_digit(board: Board, call: Call, signal: Signal) -> None:
    """1: keep it, 2: again, 3: hear it once more; anything else means nothing, also while it is recorded."""
    if call.take and call.take.step is TakeStep.REVIEW and signal.text in KEYS:
        _decide(board, call, call.take, KEYS[signal.text])


def decide(board: Board, command: DecideTake) -> None:
    """The same, from the screen. Raises Refused: UNKNOWN_CALL, WRONG_STATE, NOT_YOUR_CALL."""
    call = board.state.calls.get(command.call_id)
    if call is None or call.ended or call.take is None:
        raise Refused(RefusalCode.UNKNOWN_CALL)
    if call.part is None or call.part.agent != command.agent:
        raise Refused(RefusalCode.NOT_YOUR_CALL)
    if call.take.step is TakeStep.RECORDING and command.choice is not TakeChoice.AGAIN and call.take.name:
        board.order(StopRecording(gateway=call.gateway, name=call.take.name))  # as the hash key does
        return
    if call.take.step is not TakeStep.REVIEW:
        raise Refused(RefusalCode.WRONG_STATE)
    _decide(board, call, call.take, command.choice)


def _decide(board: Board, call: Call, take: Take, choice: TakeChoice) -> None:
    board.stop_timer(f"ivr:{call.id}")
    match choice:
        case TakeChoice.KEEP:
            _keep(board, call, take)
            sound.say(board, call, THANKS)
        case TakeChoice.AGAIN:
            _step(board, call, take, TakeStep.OPENING)
            sound.say(board, call, OPENING)
        case TakeChoice.LISTEN:
            _play_back(board, call, take)


def _keep(board: Board, call: Call, take: Take) -> None:
    take.step = TakeStep.KEPT
    board.tell(
        call,
        PromptRecorded,
        call.home,
        prompt=take.prompt,
        language=take.language,
        name=take.name or "",
        gateway=call.gateway,
        agent=call.part.agent if call.part else "",
        by=take.by,
    )


def on_silence(board: Board, call: Call, signal: Signal) -> None:
    """Nobody chose: kept, for it is only a draft."""
    if call.take and call.take.step is TakeStep.REVIEW:
        _keep(board, call, call.take)
    _end(board, call)


def on_hung_up(board: Board, call: Call, signal: Signal) -> None:
    """The speaker has hung up, in or after the recording: nothing is lost."""
    if call.take and call.take.step in (TakeStep.RECORDING, TakeStep.REVIEW):
        _keep(board, call, call.take)
    _end(board, call)


def resume(board: Board, call: Call) -> None:
    """After the gateway was away: from the beginning, or the choice again."""
    take = call.take
    if take is None:
        return
    call.playing = None
    if take.step is TakeStep.REVIEW:
        _play_back(board, call, take)
    elif take.step is TakeStep.KEPT:
        sound.say(board, call, THANKS)
    else:
        call.message = None
        _step(board, call, take, TakeStep.OPENING)
        sound.say(board, call, OPENING)


def _end(board: Board, call: Call) -> None:
    """No wrap-up: there was no citizen."""
    part, call.part = call.part, None
    call.message = None
    if part:
        board.tell(call, AgentLeft, part.tenant, agent=part.agent, seat=part.seat, talked_seconds=0.0, lost=False)
        agent = parts.agent_in(board, call, part.agent)
        if agent:
            presence.settle(board, agent)
    ending.end(board, call, EndReason.AGENT_HUNG_UP)
