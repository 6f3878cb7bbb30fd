"""Who makes a backup when one is ordered: plugged in by the house."""

from collections.abc import Callable

_maker: list[Callable[[str], None]] = []


class NobodyThere(Exception):
    """Whoever makes backups cannot be told."""


def wire(maker: Callable[[str], None]) -> None:
    """``maker(by)`` has a backup made soon, or raises NobodyThere."""
    _maker[:] = [maker]


def order(by: str) -> None:
    """Have one made soon, for ``by``. Raises NobodyThere."""
    if not _maker:
        raise NobodyThere
    _maker[0](by)
