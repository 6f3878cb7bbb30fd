"""Samples: G.711 both ways, sounds to send, tones to find, wav files. 8 kHz, mono, 16 bit throughout."""

import wave
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

RATE = 8000
FRAME = 160  # samples in 20 ms

Samples = npt.NDArray[np.int16]


def _ulaw_values() -> Samples:
    code = ~np.arange(256) & 0xFF
    size = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84
    return np.where(code & 0x80, -size, size).astype(np.int16)


def _alaw_values() -> Samples:
    code = np.arange(256) ^ 0x55
    exponent, mantissa = (code & 0x70) >> 4, code & 0x0F
    size = np.where(exponent == 0, (mantissa << 4) + 8, ((mantissa << 4) + 0x108) << np.maximum(exponent - 1, 0))
    return np.where(code & 0x80, size, -size).astype(np.int16)


def _codes(values: Samples) -> npt.NDArray[np.uint8]:
    """The nearest code of every possible sample, indexed by sample + 32768."""
    order = np.argsort(values, kind="stable")
    ranked = values[order].astype(np.int32)
    middle = (ranked[1:] + ranked[:-1]) / 2
    return order[np.searchsorted(middle, np.arange(-32768, 32768))].astype(np.uint8)


class Codec:
    """G.711 by table. ``payload``: its RTP payload type; ``name`` as in SDP."""

    def __init__(self, payload: int, name: str, values: Samples) -> None:
        self.payload = payload
        self.name = name
        self._values = values
        self._codes = _codes(values)

    def encode(self, samples: Samples) -> bytes:
        """Samples → one byte each."""
        return self._codes[samples.astype(np.int32) + 32768].tobytes()

    def decode(self, data: bytes) -> Samples:
        """One sample a byte."""
        return self._values[np.frombuffer(data, np.uint8)]


CODECS = {codec.payload: codec for codec in (Codec(0, "PCMU", _ulaw_values()), Codec(8, "PCMA", _alaw_values()))}


class Sound(Protocol):
    """What a telephone says."""

    def frame(self) -> Samples:
        """The next 20 ms."""


class Silence:
    """Says nothing, and sends it."""

    def frame(self) -> Samples:
        """20 ms of nothing."""
        return np.zeros(FRAME, np.int16)


class Tone:
    """A sine of ``hz`` at ``level`` of full scale."""

    def __init__(self, hz: float, level: float = 0.25) -> None:
        self.hz = hz
        self._level = level
        self._sent = 0

    def frame(self) -> Samples:
        """The next 20 ms, in phase with the last."""
        at = (np.arange(FRAME) + self._sent) / RATE
        self._sent += FRAME
        return (self._level * 32767 * np.sin(2 * np.pi * self.hz * at)).astype(np.int16)


class Speech:
    """Says tones and pauses one after the other, then nothing: ``parts`` are (hz, seconds), 0 hz is a pause. Each tone
    swells and fades like syllables do."""

    def __init__(self, parts: Iterable[tuple[float, float]], level: float = 0.25) -> None:
        self._samples = np.concatenate([self._part(hz, seconds, level) for hz, seconds in parts])
        self._at = 0

    @staticmethod
    def _part(hz: float, seconds: float, level: float) -> Samples:
        at = np.arange(int(seconds * RATE)) / RATE
        swell = 0.7 + 0.3 * np.sin(2 * np.pi * 4 * at)
        return (level * 32767 * swell * np.sin(2 * np.pi * hz * at)).astype(np.int16)

    def frame(self) -> Samples:
        """The next 20 ms; silence after the end."""
        piece = self._samples[self._at : self._at + FRAME]
        self._at += FRAME
        return np.pad(piece, (0, FRAME - len(piece)))


class WavSound:
    """A wav file (8 kHz, mono, 16 bit), said once or over and over. Raises ValueError for another format."""

    def __init__(self, path: Path, repeat: bool = False) -> None:
        self._samples = read_wav(path)
        self._repeat = repeat
        self._at = 0

    def frame(self) -> Samples:
        """The next 20 ms; silence after the end."""
        piece = self._samples[self._at : self._at + FRAME]
        self._at += FRAME
        if self._repeat and self._at >= len(self._samples):
            self._at = 0
        return np.pad(piece, (0, FRAME - len(piece)))


def read_wav(path: Path) -> Samples:
    """All samples of a wav file. Raises ValueError when it is not 8 kHz, mono, 16 bit."""
    with wave.open(str(path), "rb") as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
            raise ValueError(f"{path}: not 8 kHz, mono, 16 bit")
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def write_wav(path: Path, samples: Samples) -> None:
    """Write samples as a wav file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())


def level(samples: Samples) -> float:
    """Loudness in dB below full scale; -120 for silence."""
    power = float(np.mean((samples / 32768.0) ** 2)) if len(samples) else 0.0
    return max(-120.0, 10 * float(np.log10(power + 1e-12)))


def tones(samples: Samples, candidates: Iterable[float], threshold: float = -40.0) -> frozenset[float]:
    """Which of ``candidates`` (Hz) sound in ``samples`` louder than ``threshold`` (dB of a full-scale
    sine)."""
    if len(samples) < RATE // 20:
        return frozenset()
    window = np.hanning(len(samples))
    size = np.abs(np.fft.rfft(samples / 32768.0 * window)) / (window.sum() / 2)
    pitch = np.fft.rfftfreq(len(samples), 1 / RATE)
    limit = 10 ** (threshold / 20)
    return frozenset(hz for hz in candidates if float(size[abs(pitch - hz) < 15].max()) > limit)


def kind(samples: Samples) -> str:
    """What it sounds like: "silence", "tone 450 Hz", "speech" or "music" (a guess between the two, from
    how unsteady
    the loudness is)."""
    if level(samples) < -55:
        return "silence"
    window = np.hanning(len(samples))
    power = np.abs(np.fft.rfft(samples / 32768.0 * window)) ** 2
    peak = int(power.argmax())
    if power[max(0, peak - 4) : peak + 5].sum() > 0.9 * power.sum():
        return f"tone {round(peak * RATE / len(samples))} Hz"
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME) / 32768.0
    loudness = np.sqrt((frames**2).mean(axis=1))
    return "speech" if float(loudness.std() / (loudness.mean() + 1e-9)) > 0.6 else "music"
