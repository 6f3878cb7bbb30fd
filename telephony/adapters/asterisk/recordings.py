"""Finished recordings on the gateway's disk: read them over ARI's HTTP side, delete them there.
Synchronous, for workers."""

import base64
import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

CHUNK_BYTES = 64 * 1024


class RecordingMissing(LookupError):
    """The gateway has no such recording."""


class RecordingStoreUnreachable(ConnectionError):
    """The gateway does not answer, or not as it should: try again later."""


class RecordingStore:
    """The recordings of one gateway. ``url`` as in ``http://127.0.0.1:8088``; ``seconds``: longest silence
    waited for."""

    def __init__(self, url: str, user: str, password: str, seconds: float = 30.0) -> None:
        self._url = urlsplit(url)
        self._headers = {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}
        self._seconds = seconds

    @contextmanager
    def opened(self, name: str) -> Iterator[Iterator[bytes]]:
        """The wav file of recording ``name``, in pieces. Raises RecordingMissing,
        RecordingStoreUnreachable (also from
        the pieces when the file is cut short)."""
        with self._asked("GET", f"{quote(name, safe='')}/file") as response:
            yield self._pieces(response)

    def delete(self, name: str) -> None:
        """Forget a recording; one that is gone already is no error. Raises RecordingStoreUnreachable."""
        try:
            with self._asked("DELETE", quote(name, safe="")):
                return
        except RecordingMissing:
            return

    @contextmanager
    def _asked(self, method: str, path: str) -> Iterator[http.client.HTTPResponse]:
        kind = http.client.HTTPSConnection if self._url.scheme == "https" else http.client.HTTPConnection
        connection = kind(self._url.hostname or "", self._url.port, timeout=self._seconds)
        try:
            connection.request(
                method, f"{self._url.path.rstrip('/')}/ari/recordings/stored/{path}", headers=self._headers
            )
            response = connection.getresponse()
            if response.status == 404:
                raise RecordingMissing(path)
            if response.status >= 300:
                raise RecordingStoreUnreachable(f"{method} {path}: {response.status} {response.reason}")
            yield response
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, RecordingStoreUnreachable):
                raise
            raise RecordingStoreUnreachable(f"{method} {path}: {error}") from error
        finally:
            connection.close()

    @staticmethod
    def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
        expected = response.length
        got = 0
        while piece := response.read(CHUNK_BYTES):
            got += len(piece)
            yield piece
        if expected is not None and got != expected:
            raise RecordingStoreUnreachable(f"got {got} of {expected} bytes")
