"""Where files live: one port, three stores (files on disk, S3, memory).

Keys are slash-separated paths without ``..``; the first part is the tenant. Contents are streamed.
"""

from .port import BadKey, ObjectMissing, ObjectStore, Stored

__all__ = ["BadKey", "ObjectMissing", "ObjectStore", "Stored", "current_store", "wire"]

_wired: list[ObjectStore] = []


def wire(store: ObjectStore) -> None:
    """Use ``store`` from now on; called once at start-up."""
    _wired[:] = [store]


def current_store() -> ObjectStore:
    """The store in use."""
    return _wired[0]
