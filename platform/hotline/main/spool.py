"""Finished recordings on the media gateways, as the recordings room wants to read them."""

import os
from collections.abc import Iterator

from telephony.adapters.asterisk import RecordingMissing as GoneFromGateway
from telephony.adapters.asterisk import RecordingStore, nodes
from tenants.local.recordings.errors import RecordingMissing


class GatewaySpool:
    """Implements RecordingSource over every gateway that ARI_URL names (gw1, gw2 …)."""

    def __init__(self, urls: str, user: str, password: str) -> None:
        found = nodes.named(nodes.listed(urls), user, password)
        self._stores = {node.key: RecordingStore(node.url, node.user, node.password) for node in found}

    @classmethod
    def from_environment(cls, urls: str) -> "GatewaySpool":
        """With the credentials that the switchboard uses too."""
        return cls(urls, os.environ.get("ARI_USER") or "hotline", os.environ.get("ARI_PASSWORD") or "")

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        """The file in pieces. Raises RecordingMissing; ConnectionError while the gateway is away."""
        try:
            with self._stores[gateway].opened(name) as pieces:
                yield from pieces
        except (GoneFromGateway, KeyError) as error:
            raise RecordingMissing(f"{gateway}/{name}") from error

    def delete(self, gateway: str, name: str) -> None:
        """Forget the file."""
        if gateway in self._stores:
            self._stores[gateway].delete(name)
