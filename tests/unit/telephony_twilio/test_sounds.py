"""Prompts as one wav file under an address that only we can make."""

import io
import wave
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from telephony.adapters.twilio.sounds import SoundMissing, Sounds

ONE, TWO = b"\x01\x00" * 800, b"\x02\x00" * 400


def write(path: Path, frames: bytes, rate: int = 8000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(frames)


@pytest.fixture
def sounds(tmp_path: Path) -> Sounds:
    write(tmp_path / "old" / "zh" / "hotline" / "welcome.wav", ONE)
    write(tmp_path / "new" / "zh" / "hotline" / "digit-8.wav", TWO)
    write(tmp_path / "new" / "zh" / "hotline" / "wide.wav", TWO, rate=16000)
    write(tmp_path / "kept" / "take-1.wav", TWO)
    return Sounds((tmp_path / "new", tmp_path / "old"), tmp_path / "kept", "secret")


def heard(sounds: Sounds, address: str) -> bytes:
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query, keep_blank_values=True).items()}
    with wave.open(io.BytesIO(sounds.read(query["of"], query["in"], query["mark"]))) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, 8000, 2)
        return file.readframes(file.getnframes())


def test_prompts_digits_and_what_was_recorded_are_one_file_in_order(sounds: Sounds) -> None:
    address = sounds.address(("welcome", "digits:8-8", "recording:take-1"), "zh", "p1")
    assert heard(sounds, address) == ONE + TWO + TWO + TWO


def test_what_has_no_file_is_left_out_and_nothing_at_all_has_no_address(sounds: Sounds) -> None:
    assert heard(sounds, sounds.address(("nothing", "welcome"), "zh")) == ONE
    assert sounds.address(("nothing", "digits:1"), "zh") == ""
    assert sounds.address(("welcome",), "en") == ""


def test_each_playback_has_an_address_of_its_own(sounds: Sounds) -> None:
    assert sounds.address(("welcome",), "zh", "p1") != sounds.address(("welcome",), "zh", "p2")


@pytest.mark.parametrize(
    ("of", "mark"), [("recording:take-1", ""), ("recording:take-1", "0" * 32), ("welcome", "é"), ("../zh", "")]
)
def test_an_address_that_we_did_not_make_is_of_no_use(sounds: Sounds, of: str, mark: str) -> None:
    with pytest.raises(SoundMissing):
        sounds.read(of, "zh", mark)


def test_a_mark_is_of_no_use_for_another_sound(sounds: Sounds) -> None:
    mark = parse_qs(urlsplit(sounds.address(("welcome",), "zh")).query)["mark"][0]
    with pytest.raises(SoundMissing):
        sounds.read("recording:take-1", "zh", mark)


def test_names_lead_nowhere_else(sounds: Sounds) -> None:
    assert sounds.address(("../../old/zh/hotline/welcome",), "zh") == ""
    assert sounds.address(("recording:../old/zh/hotline/welcome",), "zh") == ""


def test_a_file_of_another_kind_is_passed_over(sounds: Sounds) -> None:
    assert heard(sounds, sounds.address(("welcome", "wide"), "zh")) == ONE
