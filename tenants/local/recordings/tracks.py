"""The tracks of a recording, as the gateway wrote them, made one compressed file, and its picture. Pure.

The gateway writes 8 kHz, 16 bit, mono wav files; what is kept is FLAC (lossless, about half the size, played by every
browser), a track on each channel.
"""

import struct
from collections.abc import Sequence
from fractions import Fraction
from typing import BinaryIO

import av
import numpy as np
import numpy.typing as npt

from .errors import RecordingDamaged

RATE = 8000
MEDIA_TYPE = "audio/flac"
PICTURE_MOST = 1200
"""Bytes of a channel's picture at most; one stands for 10 ms at least."""
PICTURE_LEAST_SAMPLES = RATE // 100
PIECE = RATE * 60
PCM = 1

Samples = npt.NDArray[np.int16]
NOTHING: Samples = np.zeros(0, np.int16)


def samples_of(wav: bytes) -> Samples:
    """The samples of one of the gateway's files; a header whose sizes were never written (the gateway was killed) means
    all that is there. Raises RecordingDamaged for what is cut short or something else."""
    if len(wav) < 12 or wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise RecordingDamaged("no wav file")
    at, known = 12, False
    while at + 8 <= len(wav):
        kind, size = wav[at : at + 4], struct.unpack_from("<I", wav, at + 4)[0]
        body = at + 8
        if kind == b"fmt ":
            _check_format(wav, body, size)
            known = True
        elif kind == b"data" and known:
            return _data(wav, body, size)
        at = body + size + size % 2
    raise RecordingDamaged("no samples in the wav file")


def _check_format(wav: bytes, body: int, size: int) -> None:
    if size < 16 or body + 16 > len(wav):
        raise RecordingDamaged("the header is cut short")
    coding, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", wav, body)
    if (coding, channels, rate, bits) != (PCM, 1, RATE, 16):
        raise RecordingDamaged(f"coding {coding}, {channels} channels, {rate} Hz, {bits} bit")


def _data(wav: bytes, body: int, size: int) -> Samples:
    there = len(wav) - body
    if size > there:
        raise RecordingDamaged(f"{there} of {size} bytes")
    length = size or there
    return np.frombuffer(wav, "<i2", length // 2, body)


def together(tracks: Sequence[Samples]) -> Samples:
    """(channels, n): what ended sooner is silent to the end."""
    whole = np.zeros((len(tracks), max((len(track) for track in tracks), default=0)), np.int16)
    for channel, track in enumerate(tracks):
        whole[channel, : len(track)] = track
    return whole


def write_flac(sound: Samples, into: BinaryIO) -> None:
    """``sound``: (channels, n), one or two channels. ``into`` must be seekable: the length is written last."""
    layout = "stereo" if len(sound) == 2 else "mono"
    with av.open(into, "w", format="flac") as file:
        stream = file.add_stream("flac", rate=RATE, layout=layout)
        for start in range(0, sound.shape[1], PIECE):
            packed = np.ascontiguousarray(sound[:, start : start + PIECE].T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def picture(sound: Samples) -> bytes:
    """For each channel the same number of bytes, one for each stretch of time: its loudest sample as 0 to 255."""
    length = sound.shape[1]
    step = max(PICTURE_LEAST_SAMPLES, -(-length // PICTURE_MOST))
    stretches = -(-length // step)
    padded = np.zeros((len(sound), stretches * step), np.int32)
    padded[:, :length] = np.abs(sound.astype(np.int32))
    loudest = padded.reshape(len(sound), stretches, step).max(axis=2)
    return np.minimum(loudest * 255 // 32768, 255).astype(np.uint8).tobytes()
