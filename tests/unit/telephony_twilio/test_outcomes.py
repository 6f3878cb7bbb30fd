"""How a call at Twilio ended, as Q.850; and who answered."""

import pytest

from telephony.adapters.twilio.outcomes import cause, verdict
from telephony.contracts.gateway import Verdict


@pytest.mark.parametrize(
    ("status", "sip", "seat", "expected"),
    [
        ("completed", 200, False, 16),
        ("busy", 486, False, 17),
        ("busy", 603, True, 17),
        ("no-answer", 487, False, 19),
        ("canceled", 487, True, 19),
        ("no-answer", 480, True, 20),
        ("failed", 480, True, 20),
        ("failed", 404, True, 20),
        ("failed", 0, True, 20),
        ("no-answer", 487, True, 19),
        ("failed", 404, False, 1),
        ("failed", 484, False, 28),
        ("failed", 503, False, 38),
        ("failed", 0, False, 38),
    ],
)
def test_a_call_that_is_over_has_a_cause(status: str, sip: int, seat: bool, expected: int) -> None:
    assert cause(status, sip, seat=seat) == expected


@pytest.mark.parametrize(
    ("answered_by", "expected"),
    [
        ("human", Verdict.PERSON),
        ("machine_start", Verdict.MACHINE),
        ("machine_end_beep", Verdict.MACHINE),
        ("fax", Verdict.MACHINE),
        ("unknown", Verdict.UNSURE),
        ("", Verdict.UNSURE),
    ],
)
def test_who_answered(answered_by: str, expected: Verdict) -> None:
    assert verdict(answered_by) is expected
