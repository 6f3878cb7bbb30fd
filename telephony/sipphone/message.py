"""SIP messages as text: parsing, building, digest answers (RFC 3261, RFC 7616 with MD5), SDP of one audio
stream."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field

from telephony.sipphone.audio import CODECS

_SHORT = {
    "v": "via",
    "f": "from",
    "t": "to",
    "i": "call-id",
    "m": "contact",
    "l": "content-length",
    "c": "content-type",
}
DTMF_PAYLOAD = 101
SUITE = "AES_CM_128_HMAC_SHA1_80"


def token() -> str:
    """A fresh tag, branch or call id."""
    return secrets.token_hex(8)


@dataclass(slots=True)
class SipMessage:
    """A request (``method``, ``uri``) or a response (``status``). Header names in lower case, in order."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""
    method: str = ""
    uri: str = ""
    status: int = 0
    reason: str = ""

    @classmethod
    def parse(cls, data: bytes) -> "SipMessage":
        """Raises ValueError for what is not SIP."""
        head, _, body = data.decode("utf-8", "replace").partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        parts = first.split(" ", 2)
        if len(parts) < 2:
            raise ValueError("no start line")
        message = cls(body=body)
        if parts[0] == "SIP/2.0":
            message.status, message.reason = int(parts[1]), parts[2] if len(parts) > 2 else ""
        else:
            message.method, message.uri = parts[0], parts[1]
        for line in lines:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            message.headers.append((_SHORT.get(name, name), value.strip()))
        if message.status:
            message.method = message.get("cseq").partition(" ")[2]
        return message

    def get(self, name: str) -> str:
        """First value of a header; empty when missing."""
        return next((value for key, value in self.headers if key == name), "")

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for key, value in self.headers if key == name]

    def tag(self, name: str) -> str:
        """The tag of From or To."""
        found = re.search(r";tag=([^;>\s]+)", self.get(name))
        return found[1] if found else ""

    def address(self, name: str) -> str:
        """The URI in From, To or Contact."""
        value = self.get(name)
        found = re.search(r"<([^>]+)>", value)
        return found[1] if found else value.partition(";")[0]


def build(first: str, headers: list[tuple[str, str]], body: str = "") -> bytes:
    """A message as it goes on the wire."""
    lines = [first, *(f"{name}: {value}" for name, value in headers)]
    if body:
        lines.append("Content-Type: application/sdp")
    lines.append(f"Content-Length: {len(body.encode())}")
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def digest_answer(challenge: str, method: str, uri: str, user: str, password: str) -> str:
    """The Authorization value for a Digest challenge."""
    asked = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge.partition(" ")[2]))
    realm, nonce = asked.get("realm", ""), asked.get("nonce", "")

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    ha1, ha2 = md5(f"{user}:{realm}:{password}"), md5(f"{method}:{uri}")
    answer = f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", algorithm=MD5'
    if "auth" in asked.get("qop", ""):
        cnonce = token()
        response = md5(f"{ha1}:{nonce}:00000001:{cnonce}:auth:{ha2}")
        answer += f', qop=auth, nc=00000001, cnonce="{cnonce}"'
    else:
        response = md5(f"{ha1}:{nonce}:{ha2}")
    if "opaque" in asked:
        answer += f', opaque="{asked["opaque"]}"'
    return f'{answer}, response="{response}"'


def sdp(host: str, port: int, payloads: list[int], crypto: str = "") -> str:
    """One audio stream: the codecs of ``payloads`` in this order, and telephone events. ``crypto``: base64 of
    SRTP's key and salt (RFC 4568); audio is then encrypted."""
    kind = "RTP/SAVP" if crypto else "RTP/AVP"
    keys = f"a=crypto:1 {SUITE} inline:{crypto}\r\n" if crypto else ""
    maps = "".join(f"a=rtpmap:{number} {CODECS[number].name}/8000\r\n" for number in payloads)
    return (
        f"v=0\r\no=- {port} 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
        f"m=audio {port} {kind} {' '.join(map(str, payloads))} {DTMF_PAYLOAD}\r\n{maps}"
        f"a=rtpmap:{DTMF_PAYLOAD} telephone-event/8000\r\n"
        f"a=fmtp:{DTMF_PAYLOAD} 0-16\r\na=ptime:20\r\na=sendrecv\r\n{keys}"
    )


@dataclass(frozen=True, slots=True)
class Media:
    """Where the far end hears, the payload types that it offers or took, its SRTP key (base64, "" for plain audio)."""

    host: str
    port: int
    payloads: tuple[int, ...]
    events: int
    crypto: str = ""


def media_of(body: str) -> Media | None:
    """The audio stream of an SDP; None when there is none."""
    audio = re.search(r"^m=audio (\d+) \S+ ([\d ]+)", body, re.MULTILINE)
    where = re.search(r"^c=IN IP4 (\S+)", body, re.MULTILINE)
    if not audio or not where:
        return None
    offered = [int(number) for number in audio[2].split()]
    events = re.search(r"^a=rtpmap:(\d+) telephone-event/8000", body, re.MULTILINE)
    crypto = re.search(rf"^a=crypto:\d+ {SUITE} inline:([A-Za-z0-9+/=]+)", body, re.MULTILINE)
    return Media(
        where[1].strip(),
        int(audio[1]),
        tuple(number for number in offered if number in CODECS),
        int(events[1]) if events else DTMF_PAYLOAD,
        crypto[1] if crypto else "",
    )
