"""The journal gives back what was written, up to the byte where the power went."""

from pathlib import Path

import pytest

from telephony.contracts.commands import SetReady
from telephony.contracts.gateway import LegGone
from telephony.core.inputs import TimerFired
from telephony.runtime.journal import Journal, Record

READY = SetReady(command_id="c1", agent="east:8101")
GONE = LegGone(gateway="gw1", at=12.5, leg="1.1", cause=16)
TIMER = TimerFired(key="ring:c1")


def begun(folder: Path) -> Journal:
    journal = Journal(folder)
    journal.take_snapshot(b"machine", [b"pending"])
    return journal


def test_given_an_empty_folder_when_read_then_there_is_nothing_to_go_on_from(tmp_path: Path) -> None:
    assert Journal(tmp_path).read() == (None, [], False)


def test_given_inputs_when_read_again_then_they_come_back_in_order_with_their_times(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    for at, item in ((1.0, READY), (2.0, GONE), (3.5, TIMER)):
        journal.append(at, item)
    journal.close()
    snapshot, records, replay = Journal(tmp_path).read()
    assert replay
    assert snapshot is not None
    assert (snapshot.machine, snapshot.pending) == (b"machine", [b"pending"])
    assert records == [Record(1.0, READY), Record(2.0, GONE), Record(3.5, TIMER)]


@pytest.mark.parametrize("lost", [1, 5, 20])
def test_given_a_torn_last_record_when_read_then_all_before_it_is_there(tmp_path: Path, lost: int) -> None:
    journal = begun(tmp_path)
    journal.append(1.0, READY)
    journal.append(2.0, GONE)
    journal.close()
    path = next(tmp_path.glob("inputs-*"))
    path.write_bytes(path.read_bytes()[:-lost])
    assert Journal(tmp_path).read()[1] == [Record(1.0, READY)]


def test_given_a_flipped_bit_when_read_then_reading_stops_before_it(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.append(1.0, READY)
    journal.append(2.0, GONE)
    journal.close()
    path = next(tmp_path.glob("inputs-*"))
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(bytes(content))
    assert Journal(tmp_path).read()[1] == [Record(1.0, READY)]


def test_given_a_new_snapshot_when_read_then_only_what_came_after_it_is_replayed(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.append(1.0, READY)
    journal.take_snapshot(b"later", [])
    journal.append(2.0, GONE)
    journal.close()
    snapshot, records, _ = Journal(tmp_path).read()
    assert snapshot is not None and snapshot.machine == b"later"
    assert records == [Record(2.0, GONE)]
    assert len(list(tmp_path.glob("snapshot-*"))) == len(list(tmp_path.glob("inputs-*"))) == 1


def test_given_other_code_when_read_then_pending_events_stay_but_nothing_is_replayed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begun(tmp_path)
    journal.append(1.0, READY)
    journal.close()
    monkeypatch.setattr("telephony.runtime.journal.code_version", lambda: "another")
    snapshot, records, replay = Journal(tmp_path).read()
    assert snapshot is not None and snapshot.pending == [b"pending"]
    assert (records, replay) == ([], False)


def test_given_a_full_disk_when_written_then_calls_go_on_and_the_next_snapshot_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begun(tmp_path)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("telephony.runtime.journal.os.write", full)
        journal.append(1.0, READY)
    assert journal.broken
    journal.take_snapshot(b"whole", [])
    assert not journal.broken
    journal.append(2.0, GONE)
    journal.close()
    snapshot, records, _ = Journal(tmp_path).read()
    assert snapshot is not None and snapshot.machine == b"whole"
    assert records == [Record(2.0, GONE)]


def test_given_a_disk_that_takes_half_a_record_when_written_then_nothing_is_written_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begun(tmp_path)
    journal.append(1.0, READY)
    with monkeypatch.context() as patched:
        patched.setattr("telephony.runtime.journal.os.write", lambda file, body: len(body) // 2)
        journal.append(2.0, GONE)
    assert journal.broken
    journal.append(3.0, TIMER)
    journal.close()
    assert Journal(tmp_path).read()[1] == [Record(1.0, READY)]


def test_given_a_clean_stop_when_other_code_reads_then_it_may_go_on_from_the_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(tmp_path).close()
    monkeypatch.setattr("telephony.runtime.journal.code_version", lambda: "another")
    snapshot, records, usable = Journal(tmp_path).read()
    assert snapshot is not None and snapshot.machine == b"machine"
    assert (records, usable) == ([], True)


def test_given_a_snapshot_still_on_its_way_when_the_power_goes_then_both_segments_are_replayed(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.append(1.0, READY)
    assert journal.begin() == 2
    journal.append(2.0, GONE)
    journal.close()
    snapshot, records, replay = Journal(tmp_path).read()
    assert snapshot is not None and snapshot.machine == b"machine"
    assert (records, replay) == ([Record(1.0, READY), Record(2.0, GONE)], True)


def test_given_inputs_that_could_not_be_written_when_a_later_segment_has_no_snapshot_then_nobody_replays_over_the_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begun(tmp_path)
    journal.append(1.0, READY)
    with monkeypatch.context() as patched:
        patched.setattr("telephony.runtime.journal.os.write", lambda file, body: 0)
        journal.append(2.0, GONE)
    assert journal.begin() == 3
    journal.append(3.0, TIMER)
    journal.close()
    assert Journal(tmp_path).read()[1] == [Record(1.0, READY)]


def test_given_a_snapshot_that_fails_when_stored_then_older_segments_stay_until_one_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begun(tmp_path)
    journal.append(1.0, READY)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("telephony.runtime.journal.os.fsync", full)
        assert not journal.take_snapshot(b"later", [])
    assert (journal.unstored, journal.broken) == (True, False)
    journal.append(2.0, GONE)
    assert Journal(tmp_path).read()[1] == [Record(1.0, READY), Record(2.0, GONE)]
    assert journal.take_snapshot(b"latest", [])
    journal.close()
    snapshot, records, _ = Journal(tmp_path).read()
    assert snapshot is not None and snapshot.machine == b"latest"
    assert (records, journal.unstored) == ([], False)
