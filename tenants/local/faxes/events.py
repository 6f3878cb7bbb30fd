"""What the rest of the house may want to know after a fax changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaxTouched:
    """A fax of the tenant came, was worked on, or went out. ``fax``: its id in the API; ``spooled``: its row, while
    it waits to be stored."""

    fax: str
    spooled: int | None = None
