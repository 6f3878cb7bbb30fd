"""Objects in S3 or anything that speaks it. The only room that knows boto3."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from .port import KEY, ObjectMissing, Stored, check_key

MISSING = {"404", "NoSuchKey", "NotFound"}


class S3Store:
    """Implements ObjectStore. Credentials come from the environment as boto3 reads it."""

    def __init__(self, bucket: str, endpoint_url: str | None = None) -> None:
        self.bucket = bucket
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=endpoint_url,
            config=Config(retries={"mode": "standard", "max_attempts": 4}, connect_timeout=5, read_timeout=30),
        )

    def put(self, key: str, content: BinaryIO, content_type: str) -> None:
        self._client.upload_fileobj(content, self.bucket, check_key(key), ExtraArgs={"ContentType": content_type})

    def open(self, key: str, start: int = 0, length: int | None = None) -> BinaryIO:
        if length == 0:
            return io.BytesIO()
        end = "" if length is None else start + length - 1
        wanted = {"Range": f"bytes={start}-{end}"} if start or length is not None else {}
        try:
            answer = self._client.get_object(Bucket=self.bucket, Key=check_key(key), **wanted)
        except ClientError as error:
            raise self._named(error, key) from error
        return cast(BinaryIO, answer["Body"])

    def size(self, key: str) -> int:
        try:
            return int(self._client.head_object(Bucket=self.bucket, Key=check_key(key))["ContentLength"])
        except ClientError as error:
            raise self._named(error, key) from error

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket=self.bucket, Key=check_key(key))

    def listing(self) -> Iterator[Stored]:
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):
            for each in page.get("Contents", ()):
                if KEY.fullmatch(each["Key"]):
                    mark = f"{each['ETag']} {each['LastModified'].timestamp()}"
                    yield Stored(each["Key"], int(each["Size"]), mark)

    def check(self) -> None:
        self._client.head_bucket(Bucket=self.bucket)

    @staticmethod
    def _named(error: ClientError, key: str) -> Exception:
        return ObjectMissing(key) if error.response["Error"]["Code"] in MISSING else error
