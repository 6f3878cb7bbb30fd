"""SIP accounts pushed into a running Asterisk: the fields of one seat or one web line. Pure."""

from enum import StrEnum
from urllib.parse import quote

from telephony.adapters.asterisk.requests import AriRequest, Purpose

MEDIA_LOST_SECONDS = 8
"""No audio for so long: the browser is gone, whatever its socket says."""
MEDIA_LOST_ON_HOLD_SECONDS = 3600


class SeatProfile(StrEnum):
    """How seats carry audio: browsers (WebRTC over websocket) or SIP telephones (plain RTP over UDP or
    TCP)."""

    WEBRTC = "WEBRTC"
    SIP = "SIP"


def account_requests(name: str, secret: str | None, context: str, profile: SeatProfile) -> tuple[AriRequest, ...]:
    """Make or replace the account ``name``, or remove it (``secret`` None)."""
    if secret is None:
        return tuple(_request("DELETE", kind, name) for kind in ("endpoint", "aor", "auth"))
    fields = {
        "auth": {"auth_type": "userpass", "username": name, "password": secret},
        "aor": _aor(profile),
        "endpoint": _endpoint(name, context, profile),
    }
    return tuple(_request("PUT", kind, name, values) for kind, values in fields.items())


def _aor(profile: SeatProfile) -> dict[str, str]:
    # the newest browser wins; a browser that is stuck without closing its socket is found by OPTIONS
    fields = {"max_contacts": "1", "remove_existing": "yes"}
    if profile is SeatProfile.WEBRTC:
        fields |= {"qualify_frequency": "15", "qualify_timeout": "4"}
    return fields


def _endpoint(name: str, context: str, profile: SeatProfile) -> dict[str, str]:
    fields = {
        "context": context,
        "disallow": "all",
        # G.711 first: the trunk speaks it, so nothing is transcoded; Opus for browsers that insist
        "allow": "alaw,ulaw,opus",
        "aors": name,
        "auth": name,
        "direct_media": "no",
        "dtmf_mode": "rfc4733",
        "rtp_timeout": str(MEDIA_LOST_SECONDS),
        "rtp_timeout_hold": str(MEDIA_LOST_ON_HOLD_SECONDS),
        "rewrite_contact": "yes",
        "rtp_symmetric": "yes",
        "allow_transfer": "no",
        # the console knows who is connected: no re-INVITE at every join
        "send_connected_line": "no",
    }
    if profile is SeatProfile.WEBRTC:
        fields |= {"webrtc": "yes", "dtls_auto_generate_cert": "yes"}
    return fields


def _request(method: str, kind: str, name: str, values: dict[str, str] | None = None) -> AriRequest:
    body = None
    if values is not None:
        body = {"fields": [{"attribute": key, "value": value} for key, value in values.items()]}
    path = f"asterisk/config/dynamic/res_pjsip/{kind}/{quote(name, safe='')}"
    return AriRequest(method, path, (), body, Purpose.ACCOUNT, name)
