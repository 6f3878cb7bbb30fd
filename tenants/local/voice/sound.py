"""Sound files of people into what Asterisk plays: 8 kHz, 16 bit, mono wav. Decoded by FFmpeg's libraries (PyAV).

The container is told by the first bytes and never guessed by the decoder: playlists and other formats that would read
further files or addresses are not even tried.
"""

import io
import wave

import av
import numpy as np
import numpy.typing as npt

from .errors import NoSound, SoundTooBig, SoundTooLong

RATE = 8000
MOST_BYTES = 10 * 1024 * 1024
MOST_SECONDS = 180
LOUDNESS, PEAK = 0.12, 0.9  # of full scale: the mean that speech is brought to, and what no sample exceeds
QUIET, MARGIN_SECONDS = 0.01, 0.1

Samples = npt.NDArray[np.float64]


def container_of(head: bytes) -> str | None:
    """FFmpeg's name of the container that begins with ``head`` (12 bytes at least), None when it is none of ours."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"OggS":
        return "ogg"
    if head[4:8] == b"ftyp":
        return "mp4"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "matroska"  # what browsers record
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0):
        return "mp3"
    return None


def decode(content: bytes) -> Samples:
    """The samples, -1..1 at RATE. Raises SoundTooBig, SoundTooLong, NoSound (none of ours, broken, or empty)."""
    if len(content) > MOST_BYTES:
        raise SoundTooBig("file", megabytes=MOST_BYTES // 1024 // 1024)
    container = container_of(content[:16])
    if container is None:
        raise NoSound("file")
    try:
        found = _decode(content, container)
    except (av.FFmpegError, ValueError, IndexError, OSError, MemoryError) as error:
        raise NoSound("file") from error
    if not found.size:
        raise NoSound("file")
    return found


def _decode(content: bytes, container: str) -> Samples:
    pieces: list[npt.NDArray[np.int16]] = []
    length = 0
    with av.open(io.BytesIO(content), mode="r", format=container) as file:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        for frame in file.decode(file.streams.audio[0]):
            for piece in resampler.resample(frame):
                pieces.append(piece.to_ndarray()[0])
                length += pieces[-1].size
            if length > MOST_SECONDS * RATE:
                raise SoundTooLong("file", seconds=MOST_SECONDS)
        pieces += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    return np.concatenate(pieces).astype(np.float64) / 32768 if pieces else np.zeros(0)


def trimmed(samples: Samples) -> Samples:
    """Without the silence before and after, but for a short margin."""
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    if not loud.size:
        return samples
    margin = int(MARGIN_SECONDS * RATE)
    return samples[max(0, int(loud[0]) - margin) : int(loud[-1]) + margin]


def levelled(samples: Samples) -> Samples:
    """At the common loudness, nowhere clipped. Silence stays silence."""
    spoken = samples[np.abs(samples) > QUIET]
    if not spoken.size:
        return samples
    loudness = float(np.sqrt(np.mean(spoken**2)))
    return samples * min(LOUDNESS / loudness, PEAK / float(np.abs(samples).max()))


def as_wav(samples: Samples) -> bytes:
    """A wav file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()
