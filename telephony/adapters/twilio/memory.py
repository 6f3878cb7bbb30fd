"""What the gateway keeps between two lives of its process: legs, recordings, seats, in a small SQLite file."""

import sqlite3
from pathlib import Path

import msgspec

from telephony.adapters.twilio.legs import Kept


class KeptRecording(msgspec.Struct):
    """``sid``: Twilio's recording, "" while not known; ``call``: the call's; ``message``: one channel, else two."""

    name: str
    leg: str
    call: str
    message: bool
    sid: str = ""
    paused: bool = False
    stopping: bool = False


class Memory:
    """The file. A loss of power may lose the last moment; the end of the process does not."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = sqlite3.connect(folder / "calls.sqlite", isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = NORMAL")
        self._file.execute(
            "CREATE TABLE IF NOT EXISTS kept (kind TEXT, name TEXT, body BLOB, PRIMARY KEY (kind, name))"
        )

    def keep_leg(self, leg: Kept) -> None:
        self._keep("leg", leg.leg, msgspec.json.encode(leg))

    def forget_leg(self, leg: str) -> None:
        self._forget("leg", leg)

    def legs(self) -> list[Kept]:
        """In the order in which they came."""
        return [msgspec.json.decode(body, type=Kept) for body in self._all("leg")]

    def keep_recording(self, recording: KeptRecording) -> None:
        self._keep("recording", recording.name, msgspec.json.encode(recording))

    def forget_recording(self, name: str) -> None:
        self._forget("recording", name)

    def recordings(self) -> list[KeptRecording]:
        return [msgspec.json.decode(body, type=KeptRecording) for body in self._all("recording")]

    def keep_seat(self, seat: str) -> None:
        self._keep("seat", seat, b"")

    def forget_seat(self, seat: str) -> None:
        self._forget("seat", seat)

    def seats(self) -> list[str]:
        rows = self._file.execute("SELECT name FROM kept WHERE kind = 'seat' ORDER BY name")
        return [str(name) for (name,) in rows]

    def close(self) -> None:
        self._file.close()

    def _keep(self, kind: str, name: str, body: bytes) -> None:
        self._file.execute(
            "INSERT INTO kept VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET body = excluded.body",
            (kind, name, body),
        )

    def _forget(self, kind: str, name: str) -> None:
        self._file.execute("DELETE FROM kept WHERE kind = ? AND name = ?", (kind, name))

    def _all(self, kind: str) -> list[bytes]:
        rows = self._file.execute("SELECT body FROM kept WHERE kind = ? ORDER BY rowid", (kind,))
        return [body for (body,) in rows]
