"""The SIP answer of a carrier that does not take a call, in the engine's words. Pure.

Asterisk reports the answer (``tech_cause``) and a Q.850 cause made of it, which is sometimes too coarse: 403 of a
carrier that does not know our account and 603 of a person who declines are both 21, and a dozen answers are "127,
interworking". Measured with Asterisk 22; earlier ones that report no answer keep their causes. Source of the finer
ones: RFC 3398, 7.2.4.1 and 8.2.6.1, read towards the meaning that the SIP answer has in RFC 3261, 21."""

CALL_REJECTED, NO_ANSWER, EXCHANGE_ROUTING_ERROR = 21, 19, 25
NOT_AUTHORIZED, INCOMPATIBLE_DESTINATION, PROTOCOL_ERROR = 57, 88, 111
INTERWORKING = 127
FIRST_REFUSAL = 400

FINER = {
    (401, CALL_REJECTED): NOT_AUTHORIZED,
    (403, CALL_REJECTED): NOT_AUTHORIZED,
    (407, CALL_REJECTED): NOT_AUTHORIZED,
    (402, INTERWORKING): NOT_AUTHORIZED,
    (433, INTERWORKING): CALL_REJECTED,  # takes nobody who hides the number
    (483, NO_ANSWER): EXCHANGE_ROUTING_ERROR,  # too many hops
    (487, INTERWORKING): NO_ANSWER,  # given up on the far side
    (606, 58): INCOMPATIBLE_DESTINATION,  # no telephone of the callee can; 488 says so of this way alone
    (607, INTERWORKING): CALL_REJECTED,  # unwanted
    (608, INTERWORKING): CALL_REJECTED,  # rejected for the callee
}
"""(SIP answer, Asterisk's Q.850 cause of it) → the cause that it means."""


def finer(cause: int, answer: int) -> int:
    """``cause``: Asterisk's Q.850; ``answer``: the SIP status, 0 when none is known. A cause that Asterisk took from
    elsewhere than its usual table is left as it is."""
    found = FINER.get((answer, cause))
    if found is not None:
        return found
    return PROTOCOL_ERROR if cause == INTERWORKING and answer >= FIRST_REFUSAL else cause
