"""What codes, seats and agent numbers look like. Pure."""

import hashlib
import re
from collections.abc import Mapping

LOCALES = ("zh-Hans", "zh-Hant", "en")

_CODE = re.compile(r"[a-z][a-z0-9-]{1,31}")
_AGENT = re.compile(r"[0-9]{3,8}")


def is_code(text: str) -> bool:
    """Can this be a unit's code?"""
    return _CODE.fullmatch(text) is not None


def missing_name(names: Mapping[str, str]) -> str | None:
    """The first language without a name."""
    return next((locale for locale in LOCALES if not names.get(locale, "").strip()), None)


def is_seat_of(tenant: str, key: str) -> bool:
    """Can ``key`` be a seat of ``tenant``? It is a SIP user name, unique in the city: the tenant's key leads it."""
    return re.fullmatch(rf"{re.escape(tenant)}-[0-9]{{2,4}}", key) is not None


def is_agent_number(text: str) -> bool:
    """Can this be announced as an agent's number?"""
    return _AGENT.fullmatch(text) is not None


REALM = "asterisk"
"""Of the gateways' SIP passwords."""


def phone_digest(seat: str, password: str) -> str:
    """All that is kept of a telephone's password: HA1 of RFC 2617, which SIP telephones answer challenges with."""
    return hashlib.md5(f"{seat}:{REALM}:{password}".encode(), usedforsecurity=False).hexdigest()
