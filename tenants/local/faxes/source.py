"""Where received faxes are fetched from, and what carries faxes out; chosen once at start-up by the wiring."""

from collections.abc import Iterator
from typing import Protocol


class FaxSource(Protocol):
    """Where received faxes lie until they are stored: the gateway's spool."""

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        """The TIFF in chunks. Raises FaxMissing; ConnectionError while the gateway is away."""

    def delete(self, gateway: str, name: str) -> None:
        """Forget the file; no error when it is gone."""


_wired: list[FaxSource] = []


def wire(source: FaxSource) -> None:
    """Fetch from ``source`` from now on."""
    _wired[:] = [source]


def current() -> FaxSource:
    """The source in use."""
    return _wired[0]
