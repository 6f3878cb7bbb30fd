"""SIP accounts pushed into a running Asterisk: the fields of one seat or one web line. Pure."""

from enum import StrEnum
from urllib.parse import quote

from telephony.adapters.asterisk.requests import AriRequest, Purpose
from telephony.contracts.plan import MediaSafety, PhonePlan, SipTransport

MEDIA_LOST_SECONDS = 8
"""No audio for so long: the browser is gone, whatever its socket says."""
MEDIA_LOST_ON_HOLD_SECONDS = 3600


SECURE_DOMAIN = "tls.hotline.invalid"
"""What comes by Asterisk's TLS transport counts as of this domain (``domain`` in pjsip.conf)."""


class SeatProfile(StrEnum):
    """How seats carry audio: browsers (WebRTC over websocket) or SIP telephones (plain RTP over UDP or
    TCP)."""

    WEBRTC = "WEBRTC"
    SIP = "SIP"


def account_requests(name: str, secret: str | None, context: str, profile: SeatProfile) -> tuple[AriRequest, ...]:
    """Make or replace the account ``name``, or remove it (``secret`` None)."""
    if secret is None:
        return tuple(config_request("DELETE", kind, name) for kind in ("endpoint", "aor", "auth"))
    fields = {
        "auth": {"auth_type": "userpass", "username": name, "password": secret},
        "aor": _aor(profile),
        "endpoint": _endpoint(name, context, profile),
    }
    return tuple(config_request("PUT", kind, name, values) for kind, values in fields.items())


def phone_requests(name: str, context: str, phone: PhonePlan) -> tuple[AriRequest, ...]:
    """Make or replace the account of a telephone that stands at a seat: its password is known as a digest only.

    One that is set to TLS is known by TLS alone: by its own name it is rung but not recognised, so that who comes in
    the clear is a stranger, asked for a password and refused with any."""
    endpoint = (
        _endpoint(name, context, SeatProfile.SIP)
        | {"transport": phone.transport.value.lower()}
        | media_fields(phone.media)
    )
    auth = {"auth_type": "digest", "username": name, "password_digest": f"MD5:{phone.digest}"}
    aor = _aor(SeatProfile.SIP) | {"qualify_frequency": "30", "qualify_timeout": "4"}
    common = (config_request("PUT", "auth", name, auth), config_request("PUT", "aor", name, aor))
    if phone.transport is not SipTransport.TLS:
        return (*common, config_request("PUT", "endpoint", name, endpoint), not_by_tls(name))
    return (
        *common,
        config_request("PUT", "endpoint", name, endpoint | {"identify_by": "ip"}),
        config_request("PUT", "endpoint", by_tls(name), endpoint),
    )


def by_tls(name: str) -> str:
    """The name under which an account is recognised by TLS alone."""
    return f"{name}@{SECURE_DOMAIN}"


def not_by_tls(name: str) -> AriRequest:
    """The account is recognised under its own name, by any transport, or not at all."""
    return config_request("DELETE", "endpoint", by_tls(name))


def media_fields(media: MediaSafety) -> dict[str, str]:
    """Whether audio is encrypted: what comes in plain is refused (488) where it is REQUIRED."""
    if media is MediaSafety.PLAIN:
        return {"media_encryption": "no"}
    return {"media_encryption": "sdes", "media_encryption_optimistic": "yes" if media is MediaSafety.OPTIONAL else "no"}


def _aor(profile: SeatProfile) -> dict[str, str]:
    # the newest browser wins; a browser that is stuck without closing its socket is found by OPTIONS
    asked = "15" if profile is SeatProfile.WEBRTC else "0"
    return {"max_contacts": "1", "remove_existing": "yes", "qualify_frequency": asked, "qualify_timeout": "4"}


def _endpoint(name: str, context: str, profile: SeatProfile) -> dict[str, str]:
    fields = {
        "context": context,
        "disallow": "all",
        # G.711 first: the trunk speaks it, so nothing is transcoded; Opus for browsers that insist
        "allow": "alaw,ulaw,opus",
        "aors": name,
        "auth": name,
        "identify_by": "username,ip",
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
    # said in full: an account is changed where it stands, and keeps what is not said
    if profile is SeatProfile.WEBRTC:
        return fields | {"transport": "", "webrtc": "yes", "dtls_auto_generate_cert": "yes"}
    browsers_only = ("webrtc", "dtls_auto_generate_cert", "rtcp_mux", "use_avpf", "ice_support")
    return fields | {"transport": "", "media_encryption": "no"} | dict.fromkeys(browsers_only, "no")


def config_request(
    method: str,
    kind: str,
    name: str,
    values: dict[str, str] | None = None,
    purpose: Purpose = Purpose.ACCOUNT,
) -> AriRequest:
    """Make, change or remove (DELETE) an object of Asterisk's SIP configuration in memory."""
    body = None
    if values is not None:
        body = {"fields": [{"attribute": key, "value": value} for key, value in values.items()]}
    path = f"asterisk/config/dynamic/res_pjsip/{kind}/{quote(name, safe='')}"
    return AriRequest(method, path, (), body, purpose, name)
