"""Every object store passes the same contract."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from hotline.objectstore import BadKey, ObjectMissing, ObjectStore
from hotline.objectstore.files import FileStore
from hotline.objectstore.memory import MemoryStore
from hotline.objectstore.s3 import S3Store

KEY = "east/recordings/2026/07/04/02-20260704-00001.wav"


@pytest.fixture(params=["memory", "files", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStore]:
    if request.param == "memory":
        yield MemoryStore()
    elif request.param == "files":
        yield FileStore(tmp_path)
    else:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "test")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        with mock_aws():
            boto3.client("s3").create_bucket(Bucket="hotline")
            yield S3Store("hotline")


def put(store: ObjectStore, content: bytes) -> None:
    store.put(KEY, BytesIO(content), "audio/wav")


def test_given_an_object_when_opened_then_its_bytes_come_back(store: ObjectStore) -> None:
    put(store, b"0123456789")
    with store.open(KEY) as content:
        assert content.read() == b"0123456789"
    assert store.size(KEY) == 10


@pytest.mark.parametrize(
    ("start", "length", "expected"), [(3, None, b"3456789"), (2, 4, b"2345"), (8, 100, b"89"), (0, 0, b"")]
)
def test_given_an_object_when_a_range_is_opened_then_only_that_comes(
    store: ObjectStore, start: int, length: int | None, expected: bytes
) -> None:
    put(store, b"0123456789")
    with store.open(KEY, start, length) as content:
        assert content.read() == expected


def test_given_an_object_when_put_again_then_it_is_replaced_whole(store: ObjectStore) -> None:
    put(store, b"a much longer first content")
    put(store, b"second")
    with store.open(KEY) as content:
        assert content.read() == b"second"


def test_given_nothing_when_opened_then_it_is_missing(store: ObjectStore) -> None:
    with pytest.raises(ObjectMissing):
        store.open(KEY)
    with pytest.raises(ObjectMissing):
        store.size(KEY)


def test_given_an_object_when_deleted_twice_then_it_is_gone_and_no_error(store: ObjectStore) -> None:
    put(store, b"x")
    store.delete(KEY)
    store.delete(KEY)
    with pytest.raises(ObjectMissing):
        store.size(KEY)


def test_given_objects_when_listed_then_each_is_told_with_a_mark_that_changes_when_it_is_put_anew(
    store: ObjectStore,
) -> None:
    assert list(store.listing()) == []
    put(store, b"0123456789")
    store.put("city/files/a.txt", BytesIO(b"abc"), "text/plain")
    seen = {each.key: each for each in store.listing()}
    assert {key: each.size for key, each in seen.items()} == {KEY: 10, "city/files/a.txt": 3}
    assert {each.key: each for each in store.listing()} == seen
    put(store, b"9876543210")
    after = {each.key: each for each in store.listing()}
    assert after[KEY].mark != seen[KEY].mark
    assert after["city/files/a.txt"] == seen["city/files/a.txt"]


@pytest.mark.parametrize("key", ["../etc/passwd", "east/../west/x", "/abs/x", "alone", "east//x", "east/ü"])
def test_given_a_hostile_key_when_put_then_refused_and_nothing_is_written(store: ObjectStore, key: str) -> None:
    with pytest.raises(BadKey):
        store.put(key, BytesIO(b"x"), "text/plain")


def test_given_a_file_store_when_writing_fails_then_the_old_object_stays(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    put(store, b"old")

    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        store.put(KEY, Broken(), "audio/wav")
    with store.open(KEY) as content:
        assert content.read() == b"old"
    assert [path.name for path in (tmp_path / KEY).parent.iterdir()] == [Path(KEY).name]
