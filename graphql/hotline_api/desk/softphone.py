"""What a browser needs to be the telephone of a seat."""

import secrets

from django.conf import settings


def fresh_secret() -> str:
    """The password of a seat's SIP account for one sign-in."""
    return secrets.token_urlsafe(24)


def softphone(seat: str, secret: str) -> dict[str, object]:
    """The account of ``seat``; TURN and STUN servers as the settings name them."""
    return {
        "urls": settings.SIP_URLS,
        "user": seat,
        "password": secret,
        "domain": settings.SIP_DOMAIN,
        "ice_servers": getattr(settings, "ICE_SERVERS", []),
    }
