"""Passwords that must be shown to others again (a carrier's trunk), kept so that who reads the database or a backup
cannot use them. Pure: the same password under the same name and key seals to the same text (AES-SIV, RFC 5297).
"""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES = 64


class NotOurs(Exception):
    """Sealed by another key or under another name, or no sealed text at all."""


def seal(password: str, name: str, key: str) -> str:
    """``password`` as text that only ``key`` opens, and only under ``name``; "" for none."""
    if not password:
        return ""
    return base64.b64encode(_cipher(key).encrypt(password.encode(), [name.encode()])).decode()


def unseal(sealed: str, name: str, key: str) -> str:
    """The password; "" for none. Raises NotOurs."""
    if not sealed:
        return ""
    try:
        return _cipher(key).decrypt(base64.b64decode(sealed, validate=True), [name.encode()]).decode()
    except (InvalidTag, ValueError, binascii.Error) as error:
        raise NotOurs(name) from error


def _cipher(key: str) -> AESSIV:
    derived = HKDF(hashes.SHA256(), _KEY_BYTES, salt=None, info=b"hotline sealed passwords").derive(key.encode())
    return AESSIV(derived)
