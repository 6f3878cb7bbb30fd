"""Finished recordings on the media gateways, as the recordings room wants to read them."""

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from telephony.adapters import twilio
from telephony.adapters.asterisk import RecordingMissing as GoneFromGateway
from telephony.adapters.asterisk import RecordingStore, nodes
from tenants.local.recordings.errors import RecordingMissing


class Store(Protocol):
    """The recordings of one gateway."""

    def opened(self, name: str) -> AbstractContextManager[Iterator[bytes]]: ...

    def delete(self, name: str) -> None: ...


class GatewaySpool:
    """Implements RecordingSource over every gateway: those that ARI_URL names (gw1, gw2 …), and Twilio (tw1)."""

    def __init__(self, stores: Mapping[str, Store]) -> None:
        self._stores = stores

    @classmethod
    def from_environment(cls, urls: str) -> "GatewaySpool":
        """With the credentials that the switchboard uses too."""
        user, password = os.environ.get("ARI_USER") or "hotline", os.environ.get("ARI_PASSWORD") or ""
        found = nodes.named(nodes.listed(urls), user, password)
        stores: dict[str, Store] = {node.key: RecordingStore(node.url, node.user, node.password) for node in found}
        stores[twilio.KEY] = twilio.LaidDown(twilio.recordings_folder(os.environ))
        return cls(stores)

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        """The file in pieces. Raises RecordingMissing; ConnectionError while the gateway is away."""
        try:
            with self._stores[gateway].opened(name) as pieces:
                yield from pieces
        except (GoneFromGateway, FileNotFoundError, KeyError) as error:
            raise RecordingMissing(f"{gateway}/{name}") from error

    def delete(self, gateway: str, name: str) -> None:
        """Forget the file."""
        if gateway in self._stores:
            self._stores[gateway].delete(name)
