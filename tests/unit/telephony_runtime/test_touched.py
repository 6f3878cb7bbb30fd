"""The live view writes again what an input touched, and everything only after what may touch anything."""

from telephony.contracts.events import AgentChanged, AgentState, FlowStepped
from telephony.contracts.gateway import LegGone, SeatReachable
from telephony.core.inputs import TimerFired
from telephony.runtime.touched import Touched

CHANGED = AgentChanged(seq=1, at=0.0, tenant="east", agent="east:8101", seat="east-01", state=AgentState.READY)
STEPPED = FlowStepped(seq=2, at=0.0, tenant="east", call_id="gw1-1.1", node="q")


def test_given_a_new_one_when_taken_then_everything_is_to_be_written_once() -> None:
    touched = Touched()
    assert touched.taken().everything
    assert touched.taken() == Touched(everything=False)


def test_given_events_when_noted_then_their_agents_and_calls_are_touched_and_nothing_else() -> None:
    touched = Touched(everything=False)
    touched.note(TimerFired(key="ring"), [CHANGED, STEPPED])
    assert touched.taken() == Touched({"east:8101"}, {"gw1-1.1"}, everything=False)


def test_given_a_seats_telephone_when_it_comes_or_goes_then_everything_is_touched() -> None:
    touched = Touched(everything=False)
    touched.note(LegGone(gateway="gw1", at=0.0, leg="1.1", cause=16), [])
    assert not touched.everything
    touched.note(SeatReachable(gateway="gw1", at=0.0, seat="east-01", reachable=True), [])
    assert touched.everything
