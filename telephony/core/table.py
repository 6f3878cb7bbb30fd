"""The state table of a call: all that can happen, where, and where it leads. What is not in it is refused (commands)
or without meaning (what a gateway reports late). The diagram in docs/call-states.md is drawn from it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from telephony.core import (
    callback,
    comfort,
    conference,
    consult,
    ending,
    fax_line,
    fax_tone,
    intervention,
    ivr,
    judging,
    offers,
    outbound,
    queueing,
    reach,
    rejoin,
    takes,
    talk,
    talk_end,
    transfer,
    watching,
)
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Call
from telephony.core.states import CallState as S
from telephony.core.states import Trigger as T

Action = Callable[[Board, Call, Signal], None]


@dataclass(frozen=True, slots=True)
class Move:
    """``action`` is carried out; the call is then in one of ``to``."""

    action: Action
    to: tuple[S, ...]


def _waiting_moves() -> dict[T, Move]:
    return {
        T.FAR_GONE: Move(ending.on_caller_left, (S.ENDED,)),
        T.OVERFLOW_DUE: Move(queueing.on_overflow, ()),
        T.NOTICE_DUE: Move(queueing.on_notice, ()),
        T.COMFORT_DUE: Move(comfort.on_due, ()),
        T.PLAY_ENDED: Move(queueing.on_prompt_ended, ()),
    }


HEAD_OR_OVER = (S.QUEUED, S.ENDED)  # over only when there is no queue at all

_CONSULT_END = Move(consult.on_gone, (S.HELD,))
_CONSULT_LOST = Move(consult.on_lost, (S.HELD,))
_HUNG_UP = Move(ending.on_agent_hung_up, (S.ENDED,))
_AGENT_DONE = Move(talk_end.on_agent_done, (S.ENDED, S.IVR, S.QUEUED, S.TRANSFERRING))
_CALLER_HUNG_UP = Move(ending.on_caller_hung_up, (S.ENDED,))
_LOST = Move(offers.on_agent_lost, HEAD_OR_OVER)
_TRANSFER = Move(transfer.on_transfer, (S.OFFERED, S.QUEUED, S.TRANSFERRING))
_CONSULT = Move(consult.on_consult, (S.CONSULT_RINGING,))
_MUTE = Move(talk.on_mute, ())
_REJOIN: dict[T, Move] = {
    T.REJOIN: Move(rejoin.on_rejoin, ()),
    T.REJOIN_ANSWERED: Move(rejoin.on_answered, ()),
    T.REJOIN_GONE: Move(rejoin.on_gone, ()),
}
_DIGITS = Move(talk.on_digits, ())
_GUESTS: dict[T, Move] = {
    T.GUEST_ANSWERED: Move(conference.on_answered, (S.TALKING, S.HELD, S.CONFERENCE)),
    T.GUEST_GONE: Move(conference.on_gone, (S.TALKING, S.HELD, S.CONFERENCE)),
    T.GUEST_LOST: Move(conference.on_lost, (S.TALKING, S.HELD, S.CONFERENCE)),
    T.GUEST_LEAVES: Move(conference.on_guest_leaves, (S.TALKING, S.HELD, S.CONFERENCE)),
    T.GUEST_TIMEOUT: Move(conference.on_timeout, (S.TALKING, S.HELD, S.CONFERENCE)),
    T.DROP_GUEST: Move(conference.on_drop, (S.TALKING, S.HELD, S.CONFERENCE)),
    T.INVITE: Move(conference.on_invite, ()),
    T.PAUSE_RECORDING: Move(talk.on_pause_recording, ()),
    T.OTHER_MUTE: Move(talk.on_other_mute, ()),
}
_PROMPT: dict[T, Move] = {
    T.PLAY_PROMPT: Move(talk.on_play_prompt, ()),
    T.PLAY_ENDED: Move(talk.on_prompt_ended, ()),
}
_CUT: dict[T, Move] = {T.CUT: Move(intervention.on_cut, (S.ENDED,))}
_IN_CHARGE: dict[T, Move] = {
    **_CUT,
    T.MOVE: Move(intervention.on_move, (S.QUEUED,)),
    T.INTERCEPT: Move(intervention.on_intercept, (S.TALKING,)),
}
_SAY: dict[T, Move] = {T.SAY: Move(intervention.on_say, ())}
_SAY_IN_TALK: dict[T, Move] = {T.SAY: Move(intervention.on_say_in_talk, ())}
_WITHOUT_AGENT = (S.TALKING, S.CONFERENCE, S.OUTSIDE_TALKING)
_COMPLETE = Move(consult.on_complete, (S.TALKING, S.OUTSIDE_TALKING))
_LEFT_RINGING = Move(consult.on_agent_left_ringing, (S.OFFERED, S.TRANSFERRING))
_NOT_REACHED = Move(outbound.on_not_reached, (S.ENDED,))
_DIAL_LOST = Move(outbound.on_agent_lost, (S.ENDED,))
_NUMBER_NOT_REACHED = Move(outbound.on_not_reached, (S.ENDED, S.QUEUED, S.CALL_BACK_RESTS))
_NUMBER_LOST = Move(outbound.on_agent_lost, (S.ENDED, S.QUEUED))
_FAX_TONE = Move(fax_tone.on_tone, (S.FAXING,))
_ASKED = (S.CALL_BACK_ASKING, S.QUEUED, S.IVR, S.TRANSFERRING, S.ENDED)

#: state -> trigger -> move; an empty ``to`` stays where it is
TABLE: dict[S, dict[T, Move]] = {
    S.REFUSING: {
        T.PLAY_ENDED: Move(ending.on_refused, (S.ENDED,)),
        T.FAR_GONE: Move(ending.on_refused, (S.ENDED,)),
    },
    S.IVR: {
        **_CUT,
        T.MOVE: Move(intervention.on_move, (S.QUEUED,)),
        T.FAR_GONE: Move(ending.on_left_flow, (S.ENDED,)),
        T.FAR_DIGIT: Move(ivr.on_digit, (S.IVR, S.QUEUED, S.CALL_BACK_ASKING, S.TRANSFERRING)),
        T.PLAY_ENDED: Move(
            ivr.on_prompt_ended, (S.IVR, S.QUEUED, S.CALL_BACK_ASKING, S.TRANSFERRING, S.FAXING, S.ENDED)
        ),
        T.INPUT_TIMEOUT: Move(ivr.on_timeout, (S.IVR, S.QUEUED, S.CALL_BACK_ASKING, S.TRANSFERRING)),
        T.LOOKUP_ANSWERED: Move(ivr.on_lookup_answered, (S.IVR, S.QUEUED, S.CALL_BACK_ASKING, S.TRANSFERRING)),
        T.MESSAGE_RECORDED: Move(ivr.on_message_recorded, ()),
        T.FAX_TONE_HEARD: _FAX_TONE,
    },
    S.QUEUED: {
        **_IN_CHARGE,
        **_SAY,
        **_waiting_moves(),
        T.ROUTED: Move(lambda board, call, signal: _offer(board, call, signal), (S.OFFERED,)),
        T.FAR_DIGIT: Move(callback.on_waiting_digit, (S.QUEUED, S.CALL_BACK_ASKING)),
        T.FAX_TONE_HEARD: _FAX_TONE,
    },
    S.OFFERED: {
        **_CUT,
        T.MOVE: Move(intervention.on_move, (S.QUEUED,)),
        **_SAY,
        **_waiting_moves(),
        T.FAX_TONE_HEARD: _FAX_TONE,
        T.OFFER_ANSWERED: Move(offers.on_answered, (S.ANNOUNCING, S.DIALLING_NUMBER, S.CALL_BACK_RESTS, S.ENDED)),
        T.OFFER_GONE: Move(offers.on_offer_gone, HEAD_OR_OVER),
        T.OFFER_LOST: Move(offers.on_offer_lost, HEAD_OR_OVER),
        T.RING_TIMEOUT: Move(offers.on_ring_timeout, HEAD_OR_OVER),
        T.REJECT: Move(offers.on_reject, HEAD_OR_OVER),
    },
    S.ANNOUNCING: {
        **_REJOIN,
        **_CUT,
        T.MOVE: Move(intervention.on_move, (S.QUEUED,)),
        T.PLAY_ENDED: Move(offers.on_announced, (S.ANNOUNCING, S.TALKING)),
        T.ANNOUNCE_TIMEOUT: Move(offers.on_announced, (S.TALKING,)),
        T.FAR_GONE: Move(offers.on_caller_left, (S.ENDED,)),
        T.AGENT_GONE: Move(offers.on_announced_agent_gone, HEAD_OR_OVER),
        T.AGENT_LOST: _LOST,
        T.HANG_UP: _HUNG_UP,
        T.MUTE: _MUTE,
    },
    S.TALKING: {
        **_REJOIN,
        **_IN_CHARGE,
        **_SAY_IN_TALK,
        **_GUESTS,
        **_PROMPT,
        T.FAR_GONE: _CALLER_HUNG_UP,
        T.AGENT_GONE: _AGENT_DONE,
        T.AGENT_LOST: _LOST,
        T.HANG_UP: _AGENT_DONE,
        T.HOLD: Move(talk.on_hold, (S.HELD,)),
        T.MUTE: _MUTE,
        T.DIGITS: _DIGITS,
        T.CONSULT: _CONSULT,
        T.TRANSFER: _TRANSFER,
    },
    S.CONFERENCE: {
        **_REJOIN,
        **_IN_CHARGE,
        **_SAY_IN_TALK,
        **_GUESTS,
        **_PROMPT,
        T.FAR_GONE: _CALLER_HUNG_UP,
        T.AGENT_GONE: Move(conference.on_agent_leaves, _WITHOUT_AGENT),
        T.AGENT_LOST: Move(conference.on_agent_lost, _WITHOUT_AGENT),
        T.HANG_UP: Move(conference.on_agent_leaves, _WITHOUT_AGENT),
        T.HOLD: Move(talk.on_hold, (S.HELD,)),
        T.MUTE: _MUTE,
        T.DIGITS: _DIGITS,
    },
    S.HELD: {
        **_REJOIN,
        **_IN_CHARGE,
        **_GUESTS,
        T.FAR_GONE: _CALLER_HUNG_UP,
        T.AGENT_GONE: Move(conference.on_held_agent_leaves, (S.ENDED, *_WITHOUT_AGENT)),
        T.AGENT_LOST: Move(conference.on_held_agent_lost, (*HEAD_OR_OVER, *_WITHOUT_AGENT)),
        T.HANG_UP: Move(conference.on_held_agent_leaves, (S.ENDED, *_WITHOUT_AGENT)),
        T.RESUME: Move(talk.on_resume, (S.TALKING, S.CONFERENCE)),
        T.MUTE: _MUTE,
        T.CONSULT: _CONSULT,
        T.TRANSFER: _TRANSFER,
    },
    S.CONSULT_RINGING: {
        **_REJOIN,
        **_IN_CHARGE,
        T.FAR_GONE: _CALLER_HUNG_UP,
        T.AGENT_GONE: _LEFT_RINGING,
        T.HANG_UP: _LEFT_RINGING,
        T.AGENT_LOST: _LOST,
        T.MUTE: _MUTE,
        T.CONSULT_ANSWERED: Move(consult.on_answered, (S.CONSULT_TALKING,)),
        T.CONSULT_GONE: _CONSULT_END,
        T.CONSULT_LOST: _CONSULT_LOST,
        T.CONSULT_TIMEOUT: Move(consult.on_timeout, (S.HELD,)),
        T.CONSULT_LEAVES: Move(consult.on_declined, (S.HELD,)),
        T.CANCEL_CONSULT: Move(consult.on_cancel, (S.TALKING,)),
    },
    S.CONSULT_TALKING: {
        **_REJOIN,
        **_IN_CHARGE,
        T.FAR_GONE: _CALLER_HUNG_UP,
        T.AGENT_GONE: _COMPLETE,
        T.HANG_UP: _COMPLETE,
        T.AGENT_LOST: _LOST,
        T.MUTE: _MUTE,
        T.DIGITS: _DIGITS,
        T.CONSULT_GONE: Move(consult.on_left, (S.HELD,)),
        T.CONSULT_LOST: _CONSULT_LOST,
        T.CONSULT_LEAVES: Move(consult.on_left, (S.HELD,)),
        T.CANCEL_CONSULT: Move(consult.on_cancel, (S.TALKING,)),
        T.COMPLETE: _COMPLETE,
        T.OTHER_MUTE: Move(talk.on_other_mute, ()),
        T.CONFERENCE: Move(conference.on_conference, (S.CONFERENCE,)),
    },
    S.TRANSFERRING: {
        **_CUT,
        T.MOVE: Move(intervention.on_move, (S.QUEUED,)),
        T.FAR_GONE: Move(ending.on_caller_left, (S.ENDED,)),
        T.OUTSIDE_ANSWERED: Move(transfer.on_outside_answered, (S.OUTSIDE_TALKING,)),
        T.OUTSIDE_GONE: Move(transfer.on_outside_failed, (*HEAD_OR_OVER, S.IVR, S.TRANSFERRING)),
        T.RING_TIMEOUT: Move(transfer.on_outside_failed, (*HEAD_OR_OVER, S.IVR, S.TRANSFERRING)),
    },
    S.OUTSIDE_TALKING: {
        **_IN_CHARGE,
        T.FAR_GONE: _CALLER_HUNG_UP,
        T.OUTSIDE_GONE: Move(transfer.on_outside_hung_up, (S.ENDED,)),
        T.GUEST_GONE: Move(conference.on_gone, ()),
    },
    S.DIALLING_SEAT: {
        **_CUT,
        T.AGENT_ANSWERED: Move(takes.on_answered, (S.DIALLING_NUMBER, S.RECORDING_PROMPT, S.ENDED)),
        T.AGENT_GONE: _NOT_REACHED,
        T.AGENT_LOST: _DIAL_LOST,
        T.RING_TIMEOUT: _NOT_REACHED,
        T.HANG_UP: _NOT_REACHED,
        T.REJECT: _NOT_REACHED,
    },
    S.DIALLING_NUMBER: {
        **_CUT,
        T.OUTSIDE_RINGING: Move(outbound.on_number_rings, ()),
        T.OUTSIDE_ANSWERED: Move(outbound.on_number_answered, (S.TALKING, S.JUDGING)),
        T.OUTSIDE_GONE: _NUMBER_NOT_REACHED,
        T.AGENT_GONE: _NUMBER_NOT_REACHED,
        T.AGENT_LOST: _NUMBER_LOST,
        T.RING_TIMEOUT: _NUMBER_NOT_REACHED,
        T.HANG_UP: _NUMBER_NOT_REACHED,
    },
    S.CALL_BACK_ASKING: {
        **_CUT,
        T.FAR_DIGIT: Move(callback.on_digit, _ASKED),
        T.PLAY_ENDED: Move(callback.on_prompt_ended, _ASKED),
        T.INPUT_TIMEOUT: Move(callback.on_timeout, _ASKED),
        T.FAR_GONE: Move(callback.on_hung_up, _ASKED),
    },
    S.CALL_BACK_RESTS: {
        **_CUT,
        T.CALL_BACK_DUE: Move(callback.on_due, (S.QUEUED, S.ENDED)),
    },
    S.REACHING: {
        **_CUT,
        T.OUTSIDE_ANSWERED: Move(reach.on_answered, (S.SPEAKING, S.AWAITING_AGENT, S.JUDGING, S.FAXING, S.ENDED)),
        T.OUTSIDE_GONE: Move(reach.on_gone, (S.ENDED,)),
        T.RING_TIMEOUT: Move(reach.on_no_answer, (S.ENDED,)),
        T.CANCEL_REACH: Move(reach.on_cancel, (S.ENDED,)),
    },
    S.JUDGING: {
        **_CUT,
        T.PERSON_HEARD: Move(judging.on_person, (S.SPEAKING, S.AWAITING_AGENT, S.TALKING)),
        T.MACHINE_HEARD: Move(judging.on_machine, (S.JUDGING, S.ENDED)),
        T.SILENCE_HEARD: Move(judging.on_silence, (S.SPEAKING,)),
        T.JUDGE_TIMEOUT: Move(judging.on_timeout, (S.SPEAKING, S.AWAITING_AGENT, S.TALKING)),
        T.FAR_GONE: Move(judging.on_gone, (S.ENDED,)),
        T.AGENT_GONE: _NOT_REACHED,
        T.AGENT_LOST: _DIAL_LOST,
        T.HANG_UP: _NOT_REACHED,
        T.CANCEL_REACH: Move(reach.on_cancel, (S.ENDED,)),
    },
    S.SPEAKING: {
        **_CUT,
        T.FAR_DIGIT: Move(reach.on_digit, (S.SPEAKING, S.ENDED)),
        T.PLAY_ENDED: Move(reach.on_said, (S.SPEAKING, S.ENDED)),
        T.INPUT_TIMEOUT: Move(reach.on_silence, (S.SPEAKING, S.ENDED)),
        T.FAR_GONE: Move(reach.on_hung_up, (S.ENDED,)),
        T.CANCEL_REACH: Move(reach.on_cancel, (S.ENDED,)),
    },
    S.AWAITING_AGENT: {
        **_CUT,
        T.ROUTED: Move(reach.on_agent_found, (S.OFFERED,)),
        T.PATIENCE_OVER: Move(reach.on_patience_over, (S.SPEAKING,)),
        T.FAR_GONE: Move(ending.on_caller_left, (S.ENDED,)),
    },
    S.FAXING: {
        **_CUT,
        T.FAX_ENDED: Move(fax_line.on_over, (S.ENDED,)),
        T.FAX_OVERDUE: Move(fax_line.on_over, (S.ENDED,)),
        T.FAR_GONE: Move(fax_line.on_over, (S.ENDED,)),
        T.CANCEL_REACH: Move(fax_line.on_cancel, (S.ENDED,)),
    },
    S.RECORDING_PROMPT: {
        **_CUT,
        T.FAR_DIGIT: Move(takes.on_digit, ()),
        T.PLAY_ENDED: Move(takes.on_prompt_ended, (S.RECORDING_PROMPT, S.ENDED)),
        T.INPUT_TIMEOUT: Move(takes.on_silence, (S.ENDED,)),
        T.FAR_GONE: Move(takes.on_hung_up, (S.ENDED,)),
        T.HANG_UP: Move(takes.on_hung_up, (S.ENDED,)),
        T.AGENT_LOST: Move(takes.on_hung_up, (S.ENDED,)),
    },
    S.ENDED: {},
}


def _offer(board: Board, call: Call, signal: Signal) -> None:
    offers.make(board, call, board.state.agents[signal.agent], signal.text)


def can(call: Call, trigger: T) -> bool:
    """Is there a move for ``trigger`` where the call stands?"""
    return trigger in TABLE[call.state]


def step(board: Board, call: Call, signal: Signal) -> bool:
    """Carry out the move for ``signal``; False when the table has none. Raises Refused before anything changed."""
    before = call.state
    move = TABLE[before].get(signal.trigger)
    if move is None:
        return False
    move.action(board, call, signal)
    watching.align(board, call)
    if call.state not in (move.to or (before,)):
        board.effects.faults.append(f"{call.id}: {before} --{signal.trigger}--> {call.state}")
    return True


def mermaid() -> str:
    """The table as a Mermaid state diagram, one arrow per pair of states."""
    arrows: dict[tuple[S, S], list[str]] = {}
    for state, moves in TABLE.items():
        for trigger, move in moves.items():
            for to in move.to:
                if to is not state:
                    arrows.setdefault((state, to), []).append(trigger.value)
    begins = (S.IVR, S.REFUSING, S.DIALLING_SEAT, S.REACHING)
    lines = ["stateDiagram-v2", *(f"    [*] --> {state.value}" for state in begins)]
    lines += [f"    {a.value} --> {b.value}: {', '.join(names)}" for (a, b), names in arrows.items()]
    return "\n".join([*lines, "    ENDED --> [*]", ""])


if __name__ == "__main__":
    sys.stdout.write(mermaid())
