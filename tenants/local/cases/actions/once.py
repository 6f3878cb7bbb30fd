"""A request that comes twice is carried out once: (who, key, what) is kept with the case it made."""

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from hotline.kernel.actor import Actor
from hotline.kernel.errors import Required, TooLong

from ..errors import KeyReused
from ..models import CaseRequest

if TYPE_CHECKING:
    from .registering import CaseInput

LONGEST_KEY = 120


def claim(actor: Actor, key: str, action: str, given: "CaseInput") -> CaseRequest:
    """The request's row under lock; its ``number`` is set when it was carried out before. In a transaction.

    A twin that runs at the same moment waits here until the first commits. Raises Required("key"), TooLong("key"),
    KeyReused("key") when the key came with something else.
    """
    if not key.strip():
        raise Required("key")
    if len(key) > LONGEST_KEY:
        raise TooLong("key", limit=LONGEST_KEY)
    text = json.dumps([action, asdict(given)], sort_keys=True, ensure_ascii=False)
    row = CaseRequest(key=f"{actor.user_id or 0}:{key}", fingerprint=hashlib.sha256(text.encode()).hexdigest())
    CaseRequest.objects.bulk_create([row], ignore_conflicts=True)
    kept = CaseRequest.objects.select_for_update().get(key=row.key)
    if kept.fingerprint != row.fingerprint:
        raise KeyReused("key")
    return kept
