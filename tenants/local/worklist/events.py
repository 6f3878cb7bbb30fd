"""What the rest of the house may want to know after written work changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkTouched:
    """A piece of written work moved: the floor no longer shows the truth, nor does the desk of ``agent`` (key or "").
    ``medium``, ``source``: what was taken in hand or given back, for the app that keeps it."""

    agent: str = ""
    medium: str = ""
    source: str = ""
