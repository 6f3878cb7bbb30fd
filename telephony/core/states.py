"""The words of a call's state machine: the states it can be in and what can happen to it."""

from enum import StrEnum


class CallState(StrEnum):
    """Where a call stands. One citizen's leg (`far`), at most one agent's part, at most one consultation."""

    REFUSING = "REFUSING"  # the reason is being spoken, then the call ends
    IVR = "IVR"
    QUEUED = "QUEUED"
    OFFERED = "OFFERED"  # an agent's telephone rings
    ANNOUNCING = "ANNOUNCING"  # the agent answered, the caller hears the agent's number
    TALKING = "TALKING"
    HELD = "HELD"
    CONFERENCE = "CONFERENCE"  # as TALKING, with at least one guest
    CONSULT_RINGING = "CONSULT_RINGING"
    CONSULT_TALKING = "CONSULT_TALKING"
    TRANSFERRING = "TRANSFERRING"  # the number that the caller is transferred to rings
    OUTSIDE_TALKING = "OUTSIDE_TALKING"  # the caller talks with somebody outside, no agent takes part
    DIALLING_SEAT = "DIALLING_SEAT"  # click to dial: the agent's own telephone rings first
    DIALLING_NUMBER = "DIALLING_NUMBER"
    REACHING = "REACHING"  # the platform itself calls a number: nobody has answered yet
    JUDGING = "JUDGING"  # the number has answered: a person, or a machine?
    SPEAKING = "SPEAKING"  # whom the platform called hears a message and answers by keys
    AWAITING_AGENT = "AWAITING_AGENT"  # whom the dialler called has answered, an agent is looked for
    CALL_BACK_ASKING = "CALL_BACK_ASKING"  # the caller chooses the number to be called back at
    CALL_BACK_RESTS = "CALL_BACK_RESTS"  # not reached, tried again after a pause
    FAXING = "FAXING"  # two machines talk; nobody listens
    RECORDING_PROMPT = "RECORDING_PROMPT"  # at a seat: recorded after the beep, played back, kept or again
    ENDED = "ENDED"


class Trigger(StrEnum):
    """What can happen to a call: a party's doing, an agent's command, a timer."""

    FAR_GONE = "FAR_GONE"  # the citizen's leg
    FAR_DIGIT = "FAR_DIGIT"
    PLAY_ENDED = "PLAY_ENDED"
    LOOKUP_ANSWERED = "LOOKUP_ANSWERED"
    MESSAGE_RECORDED = "MESSAGE_RECORDED"
    FAX_ENDED = "FAX_ENDED"
    ROUTED = "ROUTED"  # the router found an agent
    OFFER_ANSWERED = "OFFER_ANSWERED"
    OFFER_GONE = "OFFER_GONE"
    OFFER_LOST = "OFFER_LOST"  # the console of the agent being rung is gone
    AGENT_ANSWERED = "AGENT_ANSWERED"
    AGENT_GONE = "AGENT_GONE"
    AGENT_LOST = "AGENT_LOST"  # no audio any more, or the console is gone
    REJOIN_ANSWERED = "REJOIN_ANSWERED"  # the agent's new leg
    REJOIN_GONE = "REJOIN_GONE"
    CONSULT_ANSWERED = "CONSULT_ANSWERED"
    CONSULT_GONE = "CONSULT_GONE"
    CONSULT_LOST = "CONSULT_LOST"
    GUEST_ANSWERED = "GUEST_ANSWERED"
    GUEST_GONE = "GUEST_GONE"
    GUEST_LOST = "GUEST_LOST"
    OUTSIDE_RINGING = "OUTSIDE_RINGING"
    OUTSIDE_ANSWERED = "OUTSIDE_ANSWERED"
    OUTSIDE_GONE = "OUTSIDE_GONE"
    PERSON_HEARD = "PERSON_HEARD"  # who answered is a person, as far as one can tell
    MACHINE_HEARD = "MACHINE_HEARD"
    SILENCE_HEARD = "SILENCE_HEARD"  # the machine's greeting is over
    FAX_TONE_HEARD = "FAX_TONE_HEARD"  # the caller is a fax machine
    # commands
    REJECT = "REJECT"
    HANG_UP = "HANG_UP"
    HOLD = "HOLD"
    RESUME = "RESUME"
    MUTE = "MUTE"
    DIGITS = "DIGITS"
    CONSULT = "CONSULT"
    CONSULT_LEAVES = "CONSULT_LEAVES"  # the consulted agent rejects or hangs up
    CANCEL_CONSULT = "CANCEL_CONSULT"
    COMPLETE = "COMPLETE"
    TRANSFER = "TRANSFER"
    CONFERENCE = "CONFERENCE"
    INVITE = "INVITE"
    DROP_GUEST = "DROP_GUEST"
    GUEST_LEAVES = "GUEST_LEAVES"  # an invited agent declines or hangs up
    OTHER_MUTE = "OTHER_MUTE"  # an agent who takes part without having the call mutes themselves
    PLAY_PROMPT = "PLAY_PROMPT"
    PAUSE_RECORDING = "PAUSE_RECORDING"
    REJOIN = "REJOIN"  # the agent's browser was reloaded: its telephone is to be rung again
    # commands of somebody in charge
    INTERCEPT = "INTERCEPT"
    CUT = "CUT"
    MOVE = "MOVE"
    SAY = "SAY"
    CANCEL_REACH = "CANCEL_REACH"  # a call that the platform placed is given up
    # timers
    INPUT_TIMEOUT = "INPUT_TIMEOUT"
    NOTICE_DUE = "NOTICE_DUE"
    COMFORT_DUE = "COMFORT_DUE"
    OVERFLOW_DUE = "OVERFLOW_DUE"
    RING_TIMEOUT = "RING_TIMEOUT"
    ANNOUNCE_TIMEOUT = "ANNOUNCE_TIMEOUT"
    GUEST_TIMEOUT = "GUEST_TIMEOUT"
    CONSULT_TIMEOUT = "CONSULT_TIMEOUT"
    CALL_BACK_DUE = "CALL_BACK_DUE"
    JUDGE_TIMEOUT = "JUDGE_TIMEOUT"
    FAX_OVERDUE = "FAX_OVERDUE"  # no fax takes that long
    PATIENCE_OVER = "PATIENCE_OVER"  # no agent in time for whom the dialler called
