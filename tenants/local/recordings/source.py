"""Where finished recordings are fetched from; chosen once at start-up by the wiring."""

from .actions import RecordingSource

_wired: list[RecordingSource] = []


def wire(source: RecordingSource) -> None:
    """Use ``source`` from now on."""
    _wired[:] = [source]


def current() -> RecordingSource:
    """The source in use."""
    return _wired[0]
