"""Writing into the outbox, in the caller's transaction."""

import logging
from typing import Any

from django.db import transaction

from hotline import tenancy

log = logging.getLogger(__name__)


def put(kind: str, key: str, payload: dict[str, Any]) -> None:
    """Want an effect for the entered tenant. ``key`` is the tenant's own name for it: the same key again does nothing.

    The row commits or rolls back with the caller; the worker is woken after the commit, or comes by itself.
    """
    from .models import OutboxRow

    tenant = tenancy.current()
    row = OutboxRow(tenant=tenant, kind=kind, key=f"{tenant}:{kind}:{key}", payload=payload)
    OutboxRow.objects.bulk_create([row], ignore_conflicts=True)
    transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Have the outbox carried out soon. A broker that is away is no trouble: the clock comes by anyway."""
    from kombu.exceptions import OperationalError

    from .tasks import drain_outbox

    try:
        drain_outbox.apply_async(retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("the worker was not woken: %s", error)
