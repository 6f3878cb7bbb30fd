"""Where statistics may be sent: what administrators may write, and what a name may stand for. Pure."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from tenants.shared.addresses.rules import mail_address

from .errors import AddressRefused

MAILTO = "mailto:"


def checked(url: str, here_too: bool) -> str:
    """``url`` as it is kept; somebody's mail address too. ``here_too``: this machine may be meant, also without TLS
    (the city's own forwarder).
    Raises AddressRefused."""
    url = url.strip()
    if by_mail := mail_address(url.removeprefix(MAILTO)):
        return MAILTO + by_mail
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise AddressRefused("url") from None
    usual = parts.scheme == "https" or (here_too and parts.scheme == "http" and _is_here(host))
    if not host or not usual or parts.username is not None or parts.fragment or len(url) > 300:
        raise AddressRefused("url")
    if not may_stand_for(host, here_too):
        raise AddressRefused("url")
    return url


def mailbox(url: str) -> str:
    """The mail address that ``url`` is; "" for another way."""
    return url.removeprefix(MAILTO) if url.startswith(MAILTO) else ""


def may_stand_for(address: str, here_too: bool) -> bool:
    """May something be sent to this IP address? Nets of the administration may be private; this machine, its
    neighbours without a router and groups are none of them. A name is judged by what it is resolved to."""
    try:
        found = ip_address(address)
    except ValueError:
        return here_too or address.lower() != "localhost"
    if found.is_loopback:
        return here_too
    return not (found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
