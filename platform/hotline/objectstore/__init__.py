"""Where files live: one port, three stores (files on disk, S3, memory).

Keys are slash-separated paths without ``..``; the first part is the tenant. Contents are streamed.
"""

from .port import BadKey, ObjectMissing, ObjectStore

__all__ = ["BadKey", "ObjectMissing", "ObjectStore"]
