"""What numbers and prefixes look like. Pure."""

import re
from collections.abc import Iterable
from ipaddress import ip_network

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


_TRUNK = re.compile(r"[a-z][a-z0-9-]{0,31}")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_USER = re.compile(r"[A-Za-z0-9._~+*-]{1,64}")
MOST_TRUNKS = 20
LONGEST_PASSWORD = 128


def is_trunk_key(text: str) -> bool:
    """Can a trunk be called so?"""
    return _TRUNK.fullmatch(text) is not None


def is_host(text: str) -> bool:
    """Is this a host's name or IPv4 address?"""
    return _HOST.fullmatch(text) is not None


def is_trunk_user(text: str) -> bool:
    """Can a carrier know us by this name? What would end a SIP address is left out."""
    return _USER.fullmatch(text) is not None


def is_trunk_password(text: str) -> bool:
    """Can it be shown to a carrier? No line ends and the like."""
    return 0 < len(text) <= LONGEST_PASSWORD and text.isprintable()


def networks(given: Iterable[str]) -> list[str] | None:
    """Addresses and networks in their plain form; None when one of them is none, or is the whole world."""
    found = []
    for each in given:
        try:
            network = ip_network(each.strip(), strict=False)
        except ValueError:
            return None
        if network.prefixlen == 0:
            return None
        found.append(str(network))
    return found
