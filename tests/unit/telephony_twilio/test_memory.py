"""What outlives the process."""

from pathlib import Path

from telephony.adapters.twilio.legs import Alone, Ear, Kept, Message, Quiet, Room
from telephony.adapters.twilio.memory import KeptRecording, Memory


def test_given_another_process_then_all_is_as_it_was_and_what_was_forgotten_is_gone(tmp_path: Path) -> None:
    doings = (None, Alone("p1", "/voice/sound.wav", True), Room("r"), Message("m", 30.0), Quiet(5.0))
    legs = [Kept(f"leg-{number}", "CA1", True, "+86", "12345", 1.5, doing=doing) for number, doing in enumerate(doings)]
    legs[2].ear, legs[2].muted, legs[2].held, legs[2].serial = Ear("e", "leg-1", True), True, True, 9
    recording = KeptRecording("r1", "leg-1", "CA1", message=False, sid="RE1", paused=True)
    memory = Memory(tmp_path)
    for each in legs:
        memory.keep_leg(each)
    memory.forget_leg("leg-0")
    memory.keep_recording(recording)
    memory.keep_recording(KeptRecording("r2", "leg-1", "CA1", message=True))
    memory.forget_recording("r2")
    memory.keep_seat("east-02")
    memory.keep_seat("east-01")
    memory.forget_seat("east-02")
    memory.close()
    again = Memory(tmp_path)
    assert again.legs() == legs[1:]
    assert again.recordings() == [recording]
    assert again.seats() == ["east-01"]
    again.close()
