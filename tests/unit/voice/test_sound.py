"""Sound files of people: decoded, trimmed, levelled; what is none, too long or hostile is refused."""

import io
import wave

import av
import numpy as np
import pytest

from hotline.kernel.errors import HotlineError
from tenants.local.voice import sound
from tenants.local.voice.errors import NoSound, SoundTooBig, SoundTooLong


def tone(seconds: float = 1.0, hz: float = 700, volume: float = 0.5) -> sound.Samples:
    """A sine at sound.RATE."""
    return volume * np.sin(2 * np.pi * hz * np.arange(int(seconds * sound.RATE)) / sound.RATE)


def encoded(container: str, codec: str, rate: int = 48000) -> bytes:
    """A second of 700 Hz in stereo as a file of this kind."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate)
        stream.layout = "stereo"
        wanted = av.AudioResampler(format=stream.format.name, layout="stereo", rate=rate)
        at = np.arange(rate) / rate
        one = (16000 * np.sin(2 * np.pi * 700 * at)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(np.repeat(one, 2).reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate = rate
        for piece in [*wanted.resample(frame), *wanted.resample(None)]:
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    return file.getvalue()


def pitch(samples: sound.Samples) -> float:
    """The strongest frequency, in hertz."""
    strength = np.abs(np.fft.rfft(samples))
    return float(np.argmax(strength)) * sound.RATE / samples.size


@pytest.mark.parametrize(
    ("container", "codec"),
    [("wav", "pcm_s16le"), ("mp3", "libmp3lame"), ("ogg", "libopus"), ("mp4", "aac"), ("webm", "libopus")],
)
def test_every_kind_of_file_gives_the_same_tone(container: str, codec: str) -> None:
    samples = sound.decode(encoded(container, codec))
    assert samples.size / sound.RATE == pytest.approx(1.0, abs=0.1)
    assert pitch(samples) == pytest.approx(700, abs=5)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NoSound),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n", NoSound),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", NoSound),
        (b"RIFF\x10\x00\x00\x00WAVE" + b"\xff" * 64, NoSound),
        (b"ID3" + b"\x00" * 200, NoSound),
        (b"\x00" * (sound.MOST_BYTES + 1), SoundTooBig),
        (sound.as_wav(tone(sound.MOST_SECONDS + 2)), SoundTooLong),
    ],
)
def test_what_is_no_prompt_is_refused(content: bytes, refusal: type[HotlineError]) -> None:
    with pytest.raises(refusal) as refused:
        sound.decode(content)
    assert refused.value.field == "file"


def test_silence_around_goes_and_the_level_is_the_common_one() -> None:
    still = np.zeros(sound.RATE)
    done = sound.levelled(sound.trimmed(np.concatenate([still, tone(volume=0.05), still])))
    assert done.size / sound.RATE == pytest.approx(1.2, abs=0.01)
    loud = done[np.abs(done) > sound.QUIET]
    assert float(np.sqrt(np.mean(loud**2))) == pytest.approx(sound.LOUDNESS, rel=0.1)
    assert float(np.abs(sound.levelled(tone(volume=1.0))).max()) <= sound.PEAK
    assert np.array_equal(sound.levelled(sound.trimmed(still)), still)


def test_a_wav_is_what_the_gateway_plays() -> None:
    with wave.open(io.BytesIO(sound.as_wav(tone()))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes()) == (1, 2, 8000, 8000)
