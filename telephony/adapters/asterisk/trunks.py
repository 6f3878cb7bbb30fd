"""Trunks and shut out addresses pushed into a running Asterisk. Pure."""

from dataclasses import replace
from ipaddress import ip_address

from telephony.adapters.asterisk.accounts import config_request, media_fields
from telephony.adapters.asterisk.inventory import TRUNK_PREFIX
from telephony.adapters.asterisk.requests import AriRequest, Purpose
from telephony.contracts.plan import SipTransport, TrunkPlan

FAX_TONE_SECONDS = 40
"""So long from its beginning a call is listened to for the tone of a fax machine."""
NO_AUDIO_SECONDS = 120
"""A caller whose line died without a BYE."""
NO_AUDIO_ON_HOLD_SECONDS = 3600


ASKED = {"qualify_frequency": "10", "qualify_timeout": "3"}
"""Seconds: the carrier is asked by OPTIONS whether it is there; any answer counts."""
NOT_ASKED = {"qualify_frequency": "0"}
"""Who only brings calls in need not answer."""
SETTLES_SECONDS = 15.0
"""So long after a trunk was made it is not known whether its carrier answers: Asterisk asks first at some moment within
the first interval."""


def endpoint_of(key: str) -> str:
    """What Asterisk calls the trunk ``key``."""
    return f"{TRUNK_PREFIX}{key}"


REGISTERED = {
    "expiration": "300",
    "retry_interval": "20",
    "forbidden_retry_interval": "60",
    "fatal_retry_interval": "60",
    "max_retries": "1000000",
    "auth_rejection_permanent": "no",
}
"""Seconds. A carrier that refuses is asked again for ever: it may have mended its side."""


FORGOTTEN_AFTER_SECONDS = 40.0
"""Longer than a carrier may take to answer (RFC 3261, timer F: 32 s)."""


def is_asked(trunk: TrunkPlan) -> bool:
    """Does anything depend on its carrier's answering us?"""
    return trunk.outgoing or bool(trunk.account)


def trunk_requests(key: str, trunk: TrunkPlan | None, password: str = "") -> tuple[AriRequest, ...]:
    """Make or replace a trunk, or remove it (None): who brings calls in goes first, comes last. ``password``: of the
    trunk's user, in the clear; Asterisk keeps it in memory only."""
    name = endpoint_of(key)
    if trunk is None:
        kinds = ("registration", "identify", "endpoint", "aor")
        return (*(config_request("DELETE", kind, name) for kind in kinds), _forget(name))
    wanted = [
        config_request("DELETE", "registration", name),
        *([_auth(name, trunk, password)] if trunk.user else []),
        config_request("PUT", "aor", name, {"contact": _contact(trunk), **(ASKED if is_asked(trunk) else NOT_ASKED)}),
        config_request("PUT", "endpoint", name, _endpoint(name, trunk)),
        # a list would be added to the one that is there
        config_request("DELETE", "identify", name),
    ]
    if trunk.match:
        wanted.append(config_request("PUT", "identify", name, {"endpoint": name, "match": ",".join(trunk.match)}))
    if not trunk.user:
        wanted.append(_forget(name))
    elif trunk.register:
        wanted.append(config_request("PUT", "registration", name, _registration(name, trunk)))
    return tuple(wanted)


def _forget(name: str) -> AriRequest:
    """Its password goes when the carrier has been told that we are gone: it may ask who says so."""
    return replace(config_request("DELETE", "auth", name, purpose=Purpose.FORGET), after=FORGOTTEN_AFTER_SECONDS)


def _auth(name: str, trunk: TrunkPlan, password: str) -> AriRequest:
    return config_request(
        "PUT", "auth", name, {"auth_type": "userpass", "username": trunk.user, "password": password, "realm": ""}
    )


def _registration(name: str, trunk: TrunkPlan) -> dict[str, str]:
    return {
        "server_uri": _contact(trunk),
        "client_uri": f"sip:{trunk.account}",
        "contact_user": trunk.user,
        "outbound_auth": name,
        "transport": _transport(trunk),
        **REGISTERED,
    }


def _transport(trunk: TrunkPlan) -> str:
    tls = trunk.transport is SipTransport.TLS
    return trunk.transport.value.lower() + ("" if trunk.verify or not tls else "-unverified")


def _contact(trunk: TrunkPlan) -> str:
    return f"sip:{trunk.host}:{trunk.port};transport={trunk.transport.value.lower()}"


def _endpoint(name: str, trunk: TrunkPlan) -> dict[str, str]:
    tls = trunk.transport is SipTransport.TLS
    return {
        # by another way than TLS nobody comes in where TLS is set: the context looks
        "context": "from-secure-trunk" if tls else "from-trunk",
        "transport": _transport(trunk),
        "outbound_auth": name if trunk.user else "",
        "disallow": "all",
        "allow": "alaw,ulaw",
        "aors": name,
        "dtmf_mode": "rfc4733",
        "direct_media": "no",
        "trust_id_inbound": "yes",
        "send_pai": "yes",
        "send_connected_line": "no",
        "trust_connected_line": "no",
        "rtp_timeout": str(NO_AUDIO_SECONDS),
        "rtp_timeout_hold": str(NO_AUDIO_ON_HOLD_SECONDS),
        "allow_transfer": "no",
        "fax_detect": "yes",
        "fax_detect_timeout": str(FAX_TONE_SECONDS),
        "t38_udptl": "yes",
        "t38_udptl_ec": "redundancy",
        **media_fields(trunk.media),
    }


def shut_requests(address: str, shut: bool) -> tuple[AriRequest, ...]:
    """Drop every SIP message from ``address``, or take them again. An address that is none is left alone."""
    try:
        bits = ip_address(address).max_prefixlen
    except ValueError:
        return ()
    name = f"shut-{address.replace(':', '_')}"
    if not shut:
        return (config_request("DELETE", "acl", name, purpose=Purpose.PLAIN),)
    # Asterisk makes it and then cannot show what it has made: it says 500
    return (config_request("PUT", "acl", name, {"deny": f"{address}/{bits}"}, purpose=Purpose.PLAIN),)
