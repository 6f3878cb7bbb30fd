"""A person or a machine has answered: the gateway says which, and the call goes on accordingly.

A machine never reaches an agent. It is hung up, or left a message once its greeting is over.
"""

from telephony.contracts.events import AgentState, EndReason
from telephony.contracts.gateway import AwaitSilence
from telephony.contracts.outreach import AnswerRecognised, MachineRule
from telephony.core import answering, ending, outbound, parts, presence, reach
from telephony.core.board import Board
from telephony.core.outreach_state import Reach
from telephony.core.signals import Signal
from telephony.core.state import Call

GREETING_SECONDS = 30.0
"""The longest greeting that is heard out."""
GRACE_SECONDS = 2.0


def on_person(board: Board, call: Call, signal: Signal) -> None:
    """Somebody is there, or who is there cannot be told: nobody who answers may be hung up on by mistake."""
    attempt = board.state.reaches.get(call.id)
    board.stop_timer(f"judge:{call.id}")
    if attempt is None:
        ending.end(board, call, EndReason.GATEWAY_FAILED)
        return
    attempt.judging = False
    _tell(board, call, attempt, machine=False, why=signal.text)
    if call.part:
        outbound.put_through(board, call)
    else:
        reach.go_on(board, call, attempt)


def on_machine(board: Board, call: Call, signal: Signal) -> None:
    """The agent who waited for an answer goes on at once."""
    attempt = board.state.reaches.get(call.id)
    if attempt is None or attempt.machine:
        return
    board.stop_timer(f"judge:{call.id}")
    attempt.judging, attempt.machine = False, True
    _tell(board, call, attempt, machine=True, why=signal.text)
    _free_agent(board, call)
    if answering.rule_of(board, attempt) is not MachineRule.LEAVE_MESSAGE or not call.far:
        ending.end(board, call, EndReason.NOT_REACHED)
        return
    board.order(AwaitSilence(gateway=call.gateway, leg=call.far, most_seconds=GREETING_SECONDS))
    board.start_timer(f"judge:{call.id}", board.now + GREETING_SECONDS + GRACE_SECONDS)


def on_silence(board: Board, call: Call, signal: Signal) -> None:
    """The greeting is over."""
    attempt = board.state.reaches.get(call.id)
    if attempt and attempt.machine:
        board.stop_timer(f"judge:{call.id}")
        reach.leave_message(board, call, attempt)


def on_timeout(board: Board, call: Call, signal: Signal) -> None:
    """The gateway did not tell in time."""
    attempt = board.state.reaches.get(call.id)
    if attempt and attempt.machine:
        on_silence(board, call, signal)
    else:
        on_person(board, call, signal)


def on_gone(board: Board, call: Call, signal: Signal) -> None:
    """Hung up before it was known who answered, or by the machine during its greeting."""
    ending.end(board, call, EndReason.NOT_REACHED)


def resume(board: Board, call: Call) -> None:
    """After the gateway was away, its verdict may be lost: a little more time, then on as with a person."""
    board.start_timer(f"judge:{call.id}", board.now + answering.JUDGE_SECONDS)


def _free_agent(board: Board, call: Call) -> None:
    part = call.part
    if part is None:
        return
    parts.leave(board, call)
    agent = board.state.agents.get(part.agent)
    if agent and agent.state is AgentState.WRAP_UP and agent.call_id == call.id:  # there is nothing to write down
        presence.settle(board, agent)


def _tell(board: Board, call: Call, attempt: Reach, machine: bool, why: str) -> None:
    board.tell(
        call,
        AnswerRecognised,
        attempt.tenant,
        purpose=attempt.purpose,
        reference=f"{attempt.owner}/{attempt.item}",
        machine=machine,
        why=why,
        seconds=round(board.now - (attempt.answered_at or board.now), 2),
    )
