"""No more calls a second than the account may begin."""

from telephony.adapters.twilio.dialling import Slots


def test_given_many_calls_at_once_then_they_begin_one_after_the_other() -> None:
    slots = Slots(pause=0.5)
    assert [slots.take(100.0) for _ in range(4)] == [100.0, 100.5, 101.0, 101.5]


def test_given_a_quiet_time_then_the_next_call_begins_at_once_and_nothing_is_saved_up() -> None:
    slots = Slots(pause=0.5)
    slots.take(100.0)
    assert [slots.take(200.0) for _ in range(3)] == [200.0, 200.5, 201.0]
