"""What numbers and prefixes look like. Pure."""

import re

_CALLED = re.compile(r"\+?[0-9*#]{2,20}")
_PREFIX = re.compile(r"\+[1-9][0-9]{0,14}")

LANGUAGES = ("zh", "en")
HIGHEST_PRIORITY = 1000


def is_called_number(text: str) -> bool:
    """Can this be dialled? Short codes ("12345") too."""
    return _CALLED.fullmatch(text) is not None


def is_prefix(text: str) -> bool:
    """Is this the beginning of an E.164 number?"""
    return _PREFIX.fullmatch(text) is not None


MOST_CHANNELS = 100_000


def fits(guaranteed: list[int], maximum: list[int], channels: int) -> bool:
    """Can every guarantee be kept at once, and does none exceed its own maximum (0: none)?"""
    each = all(not most or least <= most for least, most in zip(guaranteed, maximum, strict=True))
    return each and (not channels or sum(guaranteed) <= channels)
