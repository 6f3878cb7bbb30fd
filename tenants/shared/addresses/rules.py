"""What an address looks like. Pure."""

import re
from enum import StrEnum

from hotline.kernel.phone import to_e164


class AddressKind(StrEnum):
    """Values are those of ``WorkMedium``."""

    MAIL = "MAIL"
    SMS = "SMS"


LONGEST_MAIL = 254
"""RFC 5321, 4.5.3.1.3, without the angle brackets."""
#: addresses as people have them; quoted local parts (RFC 5321, 4.1.2) are not taken
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
SHORT_NUMBER = re.compile(r"[0-9]{3,12}")

LONGEST = {"name": 80, "greeting": 500, "closing": 500, "receipt": 2000}


def mail_address(text: str) -> str:
    """The address in small letters; "" for what is none."""
    text = text.strip()
    fits = len(text) <= LONGEST_MAIL and MAIL.fullmatch(text) and ".." not in text
    return text.lower() if fits else ""


def normal(kind: str, text: str) -> str:
    """An address of ours as it is kept: mail in small letters, a number in E.164 or a short one; "" for neither."""
    if kind == AddressKind.MAIL:
        return mail_address(text)
    digits = text.strip().replace(" ", "").replace("-", "")
    return to_e164(digits) or (digits if SHORT_NUMBER.fullmatch(digits) else "")
