"""The spoken prompts, the tone and the music on hold: synthesised on this machine, 8 kHz, 16 bit, mono.

espeak-ng comes with a wheel and is called through ctypes; everything is made once and again when the catalogue changes.
"""

import ctypes
import hashlib
import json
import wave
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from telephony.contracts.prompts import LANGUAGES, PROMPTS

RATE = 8000
VOICES = {"zh": "cmn", "en": "en-us"}
WORDS_A_MINUTE = {"zh": 160, "en": 150}
DONE = ".made"
SYNCHRONOUS, UTF8, RATE_PARAMETER = 2, 1, 1

Samples = npt.NDArray[np.float64]


class Speaker:
    """espeak-ng. One per process: the library keeps global state."""

    def __init__(self) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self._rate: int = self._library.espeak_Initialize(SYNCHRONOUS, 0, data, 0)
        self._heard: list[Any] = []
        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
        self._callback = callback(self._hear)
        self._library.espeak_SetSynthCallback(self._callback)

    def _hear(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count > 0:
            self._heard.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0

    def say(self, text: str, language: str) -> Samples:
        """``text`` as samples of -1..1 at RATE."""
        import soxr

        self._heard.clear()
        if self._library.espeak_SetVoiceByName(VOICES[language].encode()) != 0:
            raise RuntimeError(f"espeak-ng has no voice {VOICES[language]}")
        self._library.espeak_SetParameter(RATE_PARAMETER, WORDS_A_MINUTE[language], 0)
        body = text.encode()
        self._library.espeak_Synth(body, len(body) + 1, 0, 1, 0, UTF8, None, None)
        self._library.espeak_Synchronize()
        if not self._heard:
            return np.zeros(RATE // 10)
        spoken = np.concatenate(self._heard).astype(np.float32) / 32768
        result: Samples = soxr.resample(spoken, self._rate, RATE).astype(np.float64)
        return level(result)


def level(samples: Samples, peak: float = 0.8) -> Samples:
    """The same at a common loudness."""
    loudest = float(np.abs(samples).max()) if samples.size else 0.0
    return samples * (peak / loudest) if loudest > 0 else samples


def tone(hertz: float, seconds: float, volume: float = 0.3) -> Samples:
    """A sine with soft ends."""
    at = np.arange(int(seconds * RATE)) / RATE
    soft = np.minimum(1.0, np.minimum(at, seconds - at) / 0.01)
    return volume * soft * np.sin(2 * np.pi * hertz * at)


#: notes of the music on hold: (semitones above A4, beats)
MELODY = [
    (3, 1),
    (7, 1),
    (10, 1),
    (7, 1),
    (5, 1),
    (8, 1),
    (12, 2),
    (10, 1),
    (7, 1),
    (8, 1),
    (5, 1),
    (3, 1),
    (7, 1),
    (3, 2),
]
BEAT_SECONDS = 0.5


def music() -> Samples:
    """A calm melody of plucked notes over a soft bass, about half a minute."""
    notes = []
    for repeat in range(4):
        for semitones, beats in MELODY:
            seconds = beats * BEAT_SECONDS
            at = np.arange(int(seconds * RATE)) / RATE
            pitch = 440 * 2 ** ((semitones - (12 if repeat % 2 else 0)) / 12)
            fading = np.exp(-2.2 * at) * np.minimum(1.0, at / 0.01)
            plucked = sum(np.sin(2 * np.pi * pitch * k * at) / k**1.7 for k in (1, 2, 3))
            bass = 0.4 * np.sin(2 * np.pi * pitch / 2 * at)
            notes.append(fading * (plucked + bass))
    return level(np.concatenate(notes), 0.35)


def write(samples: Samples, path: Path) -> None:
    """A wav file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def make(folder: Path) -> Path:
    """All sounds below ``folder``: zh/hotline/KEY.wav, en/…, beep.wav, moh/; nothing to do when they are there."""
    print_of = hashlib.sha256(json.dumps(PROMPTS, sort_keys=True).encode() + Path(__file__).read_bytes()).hexdigest()
    stamp = folder / DONE
    if stamp.exists() and stamp.read_text() == print_of:
        return folder
    speaker = Speaker()
    for language in LANGUAGES:
        for key, texts in PROMPTS.items():
            sound = speaker.say(texts[language], language) if texts[language] else tone(880, 0.4)
            write(sound, folder / language / "hotline" / f"{key}.wav")
        write(tone(1400, 0.3), folder / language / "beep.wav")
    citizen = "您好，我家门口的路灯坏了三天了，晚上很黑，请派人来修一下。谢谢。"
    write(speaker.say(citizen, "zh"), folder / "demo" / "citizen.wav")
    write(music(), folder / "moh" / "music.wav")
    stamp.write_text(print_of)
    return folder
