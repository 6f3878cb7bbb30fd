"""The Asterisk gateway: ARI behind the Gateway port. Asterisk's words (channel, Stasis, snoop, PJSIP) end
at this door."""

from telephony.adapters.asterisk import nodes
from telephony.adapters.asterisk.accounts import SeatProfile
from telephony.adapters.asterisk.gateway import AsteriskGateway, AsteriskSettings
from telephony.adapters.asterisk.recordings import (
    RecordingMissing,
    RecordingStore,
    RecordingStoreUnreachable,
)

__all__ = [
    "AsteriskGateway",
    "AsteriskSettings",
    "RecordingMissing",
    "RecordingStore",
    "RecordingStoreUnreachable",
    "SeatProfile",
    "nodes",
]
