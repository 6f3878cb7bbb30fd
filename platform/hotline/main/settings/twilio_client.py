"""A seat's browser as a client of Twilio: who signs its access tokens, and where it signs in."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from .env import BadSetting

TOKEN_SECONDS = 1800
"""A token cannot be taken back: it is short, and asked for again at half its time."""
EDGE = re.compile(r"[a-z]{2,20}(-[a-z]{2,10})?")


@dataclass(frozen=True, slots=True)
class TwilioClient:
    """The API key that signs, and the edges to sign in at, best first (none: Twilio finds the nearest)."""

    account_sid: str
    key_sid: str
    key_secret: str
    edges: tuple[str, ...] = ()
    seconds: int = TOKEN_SECONDS

    def token(self, seat: str) -> str:
        """A JWT by which a browser may be called as ``client:{seat}`` for ``seconds``, and may call nobody
        (https://www.twilio.com/docs/iam/access-tokens)."""
        grants = [VoiceGrant(incoming_allow=True)]
        token = AccessToken(self.account_sid, self.key_sid, self.key_secret, grants, identity=seat, ttl=self.seconds)
        return cast("Callable[[], str]", token.to_jwt)()

    def hosts(self) -> list[str]:
        """What a page must be let connect to: the signalling of each edge, and where the kit reports quality
        (https://github.com/twilio/twilio-voice.js#content-security-policy-csp)."""
        signalling = [f"wss://voice-js.{edge}.twilio.com" for edge in self.edges or ("roaming",)]
        return ["https://eventgw.twilio.com", *signalling]


def twilio_api() -> str:
    """Where Twilio's API is asked, from ``TWILIO_BASE_URL``."""
    return (os.environ.get("TWILIO_BASE_URL") or "https://api.twilio.com").rstrip("/")


def twilio_client(account_sid: str) -> TwilioClient | None:
    """From ``TWILIO_API_KEY_SID``, ``TWILIO_API_KEY_SECRET`` and ``TWILIO_EDGES``; None when no key is given.
    Raises BadSetting."""
    sid, secret = os.environ.get("TWILIO_API_KEY_SID") or "", os.environ.get("TWILIO_API_KEY_SECRET") or ""
    if not sid and not secret:
        return None
    if not (sid.startswith("SK") and secret and account_sid.startswith("AC")):
        raise BadSetting(
            "TWILIO_API_KEY_SID (SK…) and TWILIO_API_KEY_SECRET are needed together, with TWILIO_ACCOUNT_SID (AC…)"
        )
    edges = tuple(edge.strip() for edge in (os.environ.get("TWILIO_EDGES") or "").split(",") if edge.strip())
    for edge in edges:
        if not EDGE.fullmatch(edge):
            raise BadSetting(f"TWILIO_EDGES must be edges of Twilio such as singapore,tokyo, not {edge!r}")
    return TwilioClient(account_sid, sid, secret, edges)
