"""The journal on disk: a snapshot of the machine and every input after it.

Each input is written before it is handled, so that replaying gives the state that was there when the process died.
Records carry a length and a checksum; a torn last record is cut off. A full disk is reported and waited out: calls go
on, and the first write that works again is a whole snapshot.
"""

import errno
import hashlib
import logging
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

import telephony.core
from telephony.contracts import codec
from telephony.core.inputs import Input, PlanReplaced, TimerFired

log = logging.getLogger(__name__)

HEADER = struct.Struct("<IId")  # length, checksum, time
SNAPSHOT, INPUTS = "snapshot", "inputs"


class Snapshot(msgspec.Struct):
    """``machine``: the switchboard's own bytes, written by code ``version``; ``pending``: events not acknowledged."""

    version: str
    number: int
    machine: bytes
    pending: list[bytes]


@dataclass(frozen=True, slots=True)
class Record:
    """One input with the time at which it was taken."""

    at: float
    given: Input


def code_version() -> str:
    """Fingerprint of the machine's code: another code may replay to another state."""
    digest = hashlib.sha256()
    folder = Path(telephony.core.__file__).parent
    for path in sorted([*folder.rglob("*.py"), *(folder.parent / "contracts").glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class Journal:
    """One folder, one writer."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._version = folder, code_version()
        self._number, self._file = 0, -1
        self.broken = False
        self.records = 0
        folder.mkdir(parents=True, exist_ok=True)

    # ------------------------------------------------------------------ coming back

    def read(self) -> tuple[Snapshot | None, list[Record], bool]:
        """(newest snapshot, inputs after it, may one go on from them?); only who wrote inputs replays them."""
        snapshot = self._newest()
        if snapshot is None:
            return None, [], False
        self._number = snapshot.number
        same, inputs = snapshot.version == self._version, self._path(INPUTS, snapshot.number)
        if not same:  # after a clean stop there is nothing to replay: the state itself tells whether it can be read
            return snapshot, [], not inputs.exists() or inputs.stat().st_size == 0
        return snapshot, list(self._records(inputs)), True

    def _newest(self) -> Snapshot | None:
        for path in sorted(self._folder.glob(f"{SNAPSHOT}-*"), reverse=True):
            try:
                return msgspec.msgpack.decode(path.read_bytes(), type=Snapshot)
            except (msgspec.DecodeError, OSError) as error:
                log.error("snapshot %s is not readable: %s", path, error)
        return None

    def _records(self, path: Path) -> Iterator[Record]:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return
        position = 0
        while position + HEADER.size <= len(content):
            length, checksum, at = HEADER.unpack_from(content, position)
            body = content[position + HEADER.size : position + HEADER.size + length]
            if len(body) < length or zlib.crc32(body) != checksum:
                log.warning("%s: torn at byte %s", path, position)
                return
            yield Record(at, _decode(body))
            position += HEADER.size + length

    # ------------------------------------------------------------------ writing

    def append(self, at: float, given: Input) -> None:
        """Write one input. A failure is remembered in ``broken`` and does not stop the calls."""
        if self.broken:
            return
        body = _encode(given)
        try:
            record = HEADER.pack(len(body), zlib.crc32(body), at) + body
            if os.write(self._file, record) < len(record):  # the last free bytes: what comes after would be unreadable
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self.records += 1
        except OSError as error:
            self._fail(error)

    def sync(self) -> None:
        """Bring what was written to the disk itself; called now and then from a thread."""
        if self._file >= 0 and not self.broken:
            try:
                os.fdatasync(self._file)
            except OSError as error:
                self._fail(error)

    def take_snapshot(self, machine: bytes, pending: list[bytes]) -> None:
        """Begin a new segment from this state; older ones are removed once it is safely there."""
        number = self._number + 1
        target, beside = self._path(SNAPSHOT, number), self._folder / "snapshot.new"
        try:
            with beside.open("wb") as file:
                file.write(msgspec.msgpack.encode(Snapshot(self._version, number, machine, pending)))
                file.flush()
                os.fsync(file.fileno())
            fresh = os.open(self._path(INPUTS, number), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
            beside.replace(target)
            self._keep_names()
        except OSError as error:
            self._fail(error)
            return
        self.close()
        self._file, self._number, self.broken, self.records = fresh, number, False, 0
        for path in self._folder.glob("*-*"):
            if not path.name.endswith(f"-{number:012d}"):
                path.unlink(missing_ok=True)

    def _keep_names(self) -> None:
        """The folder's entries too must be on the disk before the older segment is removed."""
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def close(self) -> None:
        """Let go of the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _fail(self, error: OSError) -> None:
        if not self.broken:
            log.critical("ALARM journal cannot be written: %s; calls go on without it", error)
        self.broken = True

    def _path(self, kind: str, number: int) -> Path:
        return self._folder / f"{kind}-{number:012d}"


def _encode(given: Input) -> bytes:
    match given:
        case TimerFired():
            return b"T" + given.key.encode()
        case PlanReplaced():
            return b"P" + codec.encode(given.plan)
        case _:
            return b"C" + codec.encode(given)


def _decode(body: bytes) -> Input:
    kind, rest = body[:1], body[1:]
    if kind == b"T":
        return TimerFired(key=rest.decode())
    if kind == b"P":
        return PlanReplaced(plan=codec.decode(rest))
    given: Input = codec.decode(rest)
    return given
