"""Encrypted audio (SRTP, RFC 3711) with keys that were exchanged in SDP (RFC 4568)."""

import base64
import secrets

from pylibsrtp import Error, Policy, Session

KEY_BYTES = 30  # key and salt of AES_CM_128_HMAC_SHA1_80


def new_key() -> str:
    """Base64, as it stands in SDP."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


class Srtp:
    """Both directions of one stream."""

    def __init__(self, own: str, other: str) -> None:
        self._out = Session(Policy(key=base64.b64decode(own), ssrc_type=Policy.SSRC_ANY_OUTBOUND))
        self._in = Session(Policy(key=base64.b64decode(other), ssrc_type=Policy.SSRC_ANY_INBOUND))

    def seal(self, packet: bytes) -> bytes:
        """RTP → SRTP."""
        return bytes(self._out.protect(packet))

    def opened(self, packet: bytes) -> bytes | None:
        """SRTP → RTP; None for what was not sealed with the other side's key."""
        try:
            return bytes(self._in.unprotect(packet))
        except Error:
            return None
