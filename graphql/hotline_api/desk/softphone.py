"""What a browser needs to be the telephone of a seat."""

import secrets

from django.conf import settings

from telephony.contracts.commands import SECRET_SECONDS
from tenants.local.people import queries as people


def fresh_secret() -> str:
    """The password of a seat's SIP account for one sign-in."""
    return secrets.token_urlsafe(24)


def softphone(seat: str, secret: str) -> dict[str, object] | None:
    """The account of ``seat``; TURN and STUN servers as the settings name them. None where a SIP telephone stands."""
    if people.has_phone(seat):
        return None
    client = settings.TWILIO_CLIENT
    return {
        "urls": settings.SIP_NODES[0] if settings.SIP_NODES else [],
        "nodes": settings.SIP_NODES,
        "renew_after_seconds": (client.seconds if client else SECRET_SECONDS) / 2,
        "user": seat,
        "password": secret,
        "domain": settings.SIP_DOMAIN,
        "ice_servers": getattr(settings, "ICE_SERVERS", []),
        "twilio": {"token": client.token(seat), "edges": client.edges} if client else None,
    }
