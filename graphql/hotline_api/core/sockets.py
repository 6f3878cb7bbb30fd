"""Telling the sockets of a session that it is over."""

import hashlib

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer


def session_group(session_key: str) -> str:
    """The channel-layer group of all sockets of one session; the key itself stays out of Redis."""
    return "session." + hashlib.sha256(session_key.encode()).hexdigest()[:40]


def close_sockets(session_key: str | None) -> None:
    """Close every socket that was opened with this session."""
    layer = get_channel_layer()
    if session_key and layer is not None:
        async_to_sync(layer.group_send)(session_group(session_key), {"type": "session.over"})
