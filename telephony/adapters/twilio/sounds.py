"""Prompts as Twilio fetches them: a list of prompts is one wav file, made of those that the Asterisk nodes play too.

An address carries a mark made with the account's token, so nobody else can ask for recordings or prompts.
"""

import hashlib
import hmac
import io
import logging
import wave
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlencode

log = logging.getLogger(__name__)

RATE, WIDTH = 8000, 2  # Hz, bytes a sample: as all prompts are
SILENCE = "silence"


class SoundMissing(LookupError):
    """No such sound, or the mark is wrong."""


class Sounds:
    """``folders``: of prompts; ``recordings``: of what was recorded here."""

    def __init__(self, folders: Sequence[Path], recordings: Path, secret: str) -> None:
        self._folders, self._recordings, self._secret = tuple(folders), recordings, secret.encode()

    def address(self, prompts: Sequence[str], language: str, playback: str = "") -> str:
        """Path and query of ``prompts``, one after the other; "" when there is nothing to be heard of them. Another
        ``playback``, or another file under the same name, is another address."""
        found = [each for prompt in prompts for each in self._pieces(prompt) if self._file(each, language)]
        if len(found) < len(prompts):
            log.warning("prompts without a file among %s (%s)", list(prompts), language)
        if not found:
            return ""
        newest = max(int(path.stat().st_mtime) for each in found if (path := self._file(each, language)))
        words = "+".join(found)
        query = {"of": words, "in": language, "v": newest, "p": playback, "mark": self._mark(words, language)}
        return f"/voice/sound.wav?{urlencode(query, quote_via=quote)}"

    def silence(self) -> str:
        """Address of a moment of nothing, which ends an announcement."""
        query = {"of": SILENCE, "in": "", "v": 0, "p": "", "mark": self._mark(SILENCE, "")}
        return f"/voice/sound.wav?{urlencode(query)}"

    def read(self, words: str, language: str, mark: str) -> bytes:
        """The wav file. Raises SoundMissing."""
        if not hmac.compare_digest(mark.encode(errors="replace"), self._mark(words, language).encode()):
            raise SoundMissing(words)
        if words == SILENCE:
            return _wav(bytes(RATE * WIDTH // 10))
        frames = [self._frames(each, language) for each in words.split("+")]
        if not any(frames):
            raise SoundMissing(words)
        return _wav(b"".join(frames))

    def music(self) -> bytes:
        """Music on hold. Raises SoundMissing."""
        for folder in self._folders:
            for path in sorted((folder / "moh").glob("*.wav")):
                return path.read_bytes()
        raise SoundMissing("music")

    def _mark(self, words: str, language: str) -> str:
        return hmac.new(self._secret, f"{language} {words}".encode(), hashlib.sha256).hexdigest()[:32]

    @staticmethod
    def _pieces(prompt: str) -> list[str]:
        kind, colon, rest = prompt.partition(":")
        if colon and kind == "digits":
            return [f"digit-{digit}" for digit in rest if digit.isdigit()]
        return [prompt]

    def _file(self, piece: str, language: str) -> Path | None:
        kind, colon, rest = piece.partition(":")
        if "/" in piece or ".." in piece:
            return None
        if colon:
            path = self._recordings / f"{rest}.wav"
            return path if kind == "recording" and path.is_file() else None
        for folder in self._folders:
            path = folder / language / "hotline" / f"{piece}.wav"
            if path.is_file():
                return path
        return None

    def _frames(self, piece: str, language: str) -> bytes:
        path = self._file(piece, language)
        if path is None:
            return b""
        try:
            with wave.open(str(path)) as file:
                if (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, RATE, WIDTH):
                    return bytes(file.readframes(file.getnframes()))
        except (wave.Error, EOFError, OSError) as error:
            log.warning("prompt %s cannot be read: %s", path, error)
            return b""
        log.warning("prompt %s is not 8 kHz, 16 bit, one channel", path)
        return b""


def _wav(frames: bytes) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDTH)
        file.setframerate(RATE)
        file.writeframes(frames)
    return buffer.getvalue()
