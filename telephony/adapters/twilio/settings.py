"""How the Twilio gateway is set up, from the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

KEY = "tw1"
API = "https://api.twilio.com"
E164 = re.compile(r"\+[1-9][0-9]{4,14}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioSettings:
    """Where Twilio is and where it finds us. Times in seconds.

    ``url``: what Twilio's webhooks are asked under, without a slash at its end; ``listen``: where they arrive here;
    ``number``: the account's number that calls out come from; ``folder``: what is kept between two lives of the
    process; ``recordings``: where finished recordings are laid; ``sounds``: folders of prompts, the first that has one
    counts; ``seat_address``: a SIP address with ``{seat}`` in it, "" for browsers that are Twilio's clients;
    ``fallback``: whom Twilio asks when we do not answer, "" nobody."""

    key: str = KEY
    account: str
    token: str
    api: str = API
    url: str
    listen: tuple[str, int]
    number: str
    folder: Path
    recordings: Path
    sounds: tuple[Path, ...]
    seat_address: str = ""
    fallback: str = ""
    calls_per_second: float = 1.0
    answer_within: float = 5.0
    probe_every: float = 2.0


def from_environment(environment: Mapping[str, str]) -> TwilioSettings | None:
    """As ``TWILIO_*`` says; None without ``TWILIO_VOICE_URL``. Raises ValueError for what cannot work."""
    url = environment.get("TWILIO_VOICE_URL", "").rstrip("/")
    if not url:
        return None
    account, token = environment.get("TWILIO_ACCOUNT_SID", ""), environment.get("TWILIO_AUTH_TOKEN", "")
    if not account.startswith("AC") or not token:
        raise ValueError("TWILIO_VOICE_URL needs TWILIO_ACCOUNT_SID (AC…) and TWILIO_AUTH_TOKEN")
    number = environment.get("TWILIO_VOICE_FROM", "")
    if not E164.fullmatch(number):
        raise ValueError(f"TWILIO_VOICE_FROM must be a number of the account as +86…, not {number!r}")
    home = Path(environment.get("HOTLINE_HOME", "var"))
    return TwilioSettings(
        account=account,
        token=token,
        api=environment.get("TWILIO_BASE_URL", "").rstrip("/") or API,
        url=_address(url),
        listen=_place(environment.get("TWILIO_VOICE_LISTEN", "") or "127.0.0.1:8095"),
        number=number,
        folder=home / "twilio",
        recordings=recordings_folder(environment),
        sounds=_folders(environment.get("SOUNDS_FOLDERS", "")) or (home / "sounds",),
        seat_address=_seat_address(environment.get("TWILIO_SEAT_ADDRESS", "")),
        fallback=environment.get("TWILIO_VOICE_FALLBACK_URL", ""),
        calls_per_second=_rate(environment.get("TWILIO_CALLS_PER_SECOND", "") or "1"),
    )


def recordings_folder(environment: Mapping[str, str]) -> Path:
    """Where the gateway lays recordings and the house takes them from."""
    given = environment.get("TWILIO_RECORDINGS", "")
    return Path(given) if given else Path(environment.get("HOTLINE_HOME", "var")) / "twilio" / "recordings"


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"TWILIO_VOICE_URL must be https://HOST or https://HOST/PATH, not {url!r}")
    return url


def _place(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(f"TWILIO_VOICE_LISTEN must be HOST:PORT, not {text!r}")
    return host.strip("[]"), int(port)


def _folders(text: str) -> tuple[Path, ...]:
    return tuple(Path(each) for each in text.split(os.pathsep) if each)


def _seat_address(text: str) -> str:
    if text and not (text.startswith("sip:") and "{seat}" in text and "@" in text):
        raise ValueError(f"TWILIO_SEAT_ADDRESS must be as sip:{{seat}}@NAME.sip.twilio.com, not {text!r}")
    return text


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= 1000:
        raise ValueError(f"TWILIO_CALLS_PER_SECOND must be a number above 0, not {text!r}")
    return rate
