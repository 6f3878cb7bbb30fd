"""What Twilio says of calls, in the engine's words. Pure. Source: https://www.twilio.com/docs/voice/api/call-resource
(statuses), https://www.twilio.com/docs/voice/answering-machine-detection (who answered)."""

from telephony.contracts.gateway import Verdict

NORMAL, BUSY, NO_ANSWER, ABSENT, NETWORK_OUT_OF_ORDER = 16, 17, 19, 20, 38
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
UP = ("queued", "ringing", "in-progress")
BY_SIP = {400: 41, 403: 21, 404: 1, 408: 18, 410: 22, 480: ABSENT, 484: 28, 486: BUSY, 488: 88, 500: 41, 600: BUSY,
          603: 21, 604: 1}  # fmt: skip
"""SIP answer → Q.850 (RFC 3398)."""


def cause(status: str, sip: int, *, seat: bool) -> int:
    """Q.850 of a call that is over. A seat that was not there ends as "failed" or as "no-answer" with 480."""
    if status == "completed":
        return NORMAL
    if seat and sip in (0, 404, 480) and status in ("failed", "no-answer"):
        return ABSENT
    if status == "busy":
        return BUSY
    if status in ("no-answer", "canceled"):
        return NO_ANSWER
    return BY_SIP.get(sip, NETWORK_OUT_OF_ORDER)


def verdict(answered_by: str) -> Verdict:
    """Who answered."""
    if answered_by == "human":
        return Verdict.PERSON
    return Verdict.MACHINE if answered_by.startswith("machine") or answered_by == "fax" else Verdict.UNSURE
