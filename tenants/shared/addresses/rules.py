"""What an address looks like. Pure."""

import re
from enum import StrEnum


class AddressKind(StrEnum):
    """Values are those of ``WorkMedium``."""

    MAIL = "MAIL"


LONGEST_MAIL = 254
"""RFC 5321, 4.5.3.1.3, without the angle brackets."""
#: addresses as people have them; quoted local parts (RFC 5321, 4.1.2) are not taken
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")

LONGEST = {"name": 80, "greeting": 500, "closing": 500, "receipt": 2000}


def mail_address(text: str) -> str:
    """The address in small letters; "" for what is none."""
    text = text.strip()
    fits = len(text) <= LONGEST_MAIL and MAIL.fullmatch(text) and ".." not in text
    return text.lower() if fits else ""
