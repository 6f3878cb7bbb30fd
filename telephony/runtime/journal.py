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
import threading
import zlib
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
        self._behind: list[int] = []  # files of segments that are over, not yet brought to the disk
        self._files = threading.Lock()
        self.broken = False  # inputs cannot be written
        self.unstored = False  # the newest segment's snapshot could not be written
        self.records = 0
        folder.mkdir(parents=True, exist_ok=True)

    # ------------------------------------------------------------------ coming back

    def read(self) -> tuple[Snapshot | None, list[Record], bool]:
        """(newest snapshot, inputs after it, may one go on from them?); only who wrote inputs replays them."""
        snapshot = self._newest()
        if snapshot is None:
            return None, [], False
        segments = self._segments(snapshot.number)
        self._number = max([snapshot.number, *(int(path.name.partition("-")[2]) for path in self._all(INPUTS))])
        if snapshot.version != self._version:
            # after a clean stop there is nothing to replay: the state itself tells whether it can be read
            return snapshot, [], all(path.stat().st_size == 0 for path in segments)
        records: list[Record] = []
        for path in segments:
            found, whole = self._records(path)
            records += found
            if not whole:  # nothing that comes after the tear may be taken for what came next
                break
        return snapshot, records, True

    def _all(self, kind: str) -> list[Path]:
        return [path for path in self._folder.glob(f"{kind}-*") if path.name.partition("-")[2].isdigit()]

    def _segments(self, number: int) -> list[Path]:
        """The inputs after snapshot ``number``: several files when the snapshots of the later ones were not stored."""
        found: list[Path] = []
        while (path := self._path(INPUTS, number + len(found))).exists():
            found.append(path)
        return found

    def _newest(self) -> Snapshot | None:
        for path in sorted(self._folder.glob(f"{SNAPSHOT}-*"), reverse=True):
            try:
                return msgspec.msgpack.decode(path.read_bytes(), type=Snapshot)
            except (msgspec.DecodeError, OSError) as error:
                log.error("snapshot %s is not readable: %s", path, error)
        return None

    def _records(self, path: Path) -> tuple[list[Record], bool]:
        """(the records of one file, was it whole?)"""
        content, position, found = path.read_bytes(), 0, list[Record]()
        while position + HEADER.size <= len(content):
            length, checksum, at = HEADER.unpack_from(content, position)
            body = content[position + HEADER.size : position + HEADER.size + length]
            if len(body) < length or zlib.crc32(body) != checksum:
                log.warning("%s: torn at byte %s", path, position)
                return found, False
            found.append(Record(at, _decode(body)))
            position += HEADER.size + length
        return found, position == len(content)

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
        with self._files:
            if self._file >= 0 and not self.broken:
                try:
                    os.fdatasync(self._file)
                except OSError as error:
                    self._fail(error)

    def begin(self) -> int | None:
        """Begin a new segment: inputs go there from now on, and the state of this very moment is to be stored under the
        returned number. None when that is not possible. Quick: nothing is waited for.

        After inputs that could not be written a number is left out, so that nobody replays over the gap."""
        number = self._number + (2 if self.broken else 1)
        try:
            fresh = os.open(self._path(INPUTS, number), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        except OSError as error:
            self._fail(error)
            return None
        if self._file >= 0:
            self._behind.append(self._file)
        self._file, self._number, self.broken, self.records = fresh, number, False, 0
        return number

    def store(self, number: int, machine: bytes, pending: list[bytes]) -> bool:
        """Bring the snapshot of segment ``number`` to the disk, then remove what is older. Waits for the disk: for a
        thread. False when it failed: then the older segments stay and are replayed together with this one."""
        target, beside = self._path(SNAPSHOT, number), self._folder / "snapshot.new"
        with self._files:
            try:
                while self._behind:
                    behind = self._behind.pop()
                    try:
                        os.fdatasync(behind)
                    finally:
                        os.close(behind)
                with beside.open("wb") as file:
                    file.write(msgspec.msgpack.encode(Snapshot(self._version, number, machine, pending)))
                    file.flush()
                    os.fsync(file.fileno())
                beside.replace(target)
                self._keep_names()
            except OSError as error:
                log.critical("ALARM snapshot cannot be written: %s; calls go on", error)
                self.unstored = True
                return False
            for path in (*self._all(SNAPSHOT), *self._all(INPUTS)):
                if int(path.name.partition("-")[2]) < number:
                    path.unlink(missing_ok=True)
        self.unstored = False
        return True

    def take_snapshot(self, machine: bytes, pending: list[bytes]) -> bool:
        """Begin a new segment and store its snapshot at once, waiting for the disk. False when that failed."""
        number = self.begin()
        return number is not None and self.store(number, machine, pending)

    def _keep_names(self) -> None:
        """The folder's entries too must be on the disk before the older segment is removed."""
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def close(self) -> None:
        """Let go of the file."""
        with self._files:
            for file in (*self._behind, self._file):
                if file >= 0:
                    os.close(file)
            self._behind, self._file = [], -1

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
