"""Where texts are spoken: the voice plugs in here, for not every machine has one."""

from collections.abc import Callable

from .errors import NoVoice
from .sound import Samples

Say = Callable[[str, str], Samples]

_wired: list[Say] = []


def wire(say: Say) -> None:
    """Let ``say(text, language)`` speak; samples of -1..1 at 8 kHz."""
    _wired[:] = [say]


def is_wired() -> bool:
    """Is there a voice on this machine?"""
    return bool(_wired)


def say(text: str, language: str) -> Samples:
    """``text`` spoken. Raises NoVoice."""
    if not _wired:
        raise NoVoice
    try:
        return _wired[0](text, language)
    except (ImportError, OSError, RuntimeError) as error:
        raise NoVoice from error
