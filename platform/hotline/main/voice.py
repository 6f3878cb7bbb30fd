"""The machine's voice for texts that people type: one at a time, for the library keeps state of its own."""

import threading
from typing import TYPE_CHECKING

from tenants.local.voice.sound import Samples

if TYPE_CHECKING:
    from .launch.voices import Speaker

_lock = threading.Lock()
_speaker: list["Speaker"] = []


def say(text: str, language: str) -> Samples:
    """``text`` spoken, -1..1 at 8 kHz. Raises ImportError where the voice is not installed, RuntimeError."""
    from .launch.voices import Speaker

    with _lock:
        if not _speaker:
            _speaker.append(Speaker())
        return _speaker[0].say(text, language)
