"""The nodes that ``ARI_URL`` names, and how they are called: gw1, gw2 … in the order of the list. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Node:
    """One gateway: its key, its address without credentials, its account."""

    key: str
    url: str
    user: str
    password: str


def listed(text: str) -> list[str]:
    """The parts of a comma-separated setting."""
    return [part.strip() for part in text.split(",") if part.strip()]


def named(urls: Sequence[str], user: str, password: str) -> list[Node]:
    """The nodes; ``user`` and ``password`` count where an address has none of its own (``http://user:password@…``)."""
    return [_node(f"gw{number}", url, user, password) for number, url in enumerate(urls, start=1)]


def _node(key: str, url: str, user: str, password: str) -> Node:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return Node(
        key=key,
        url=urlunsplit((parts.scheme, place, parts.path, "", "")),
        user=unquote(parts.username) if parts.username else user,
        password=unquote(parts.password) if parts.password else password,
    )


def place(text: str) -> tuple[str, int]:
    """``host:port``. Raises ValueError."""
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(f"not HOST:PORT: {text!r}")
    return host.strip("[]"), int(port)
