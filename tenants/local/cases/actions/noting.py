"""Letters to and fro in a case's history: a line that changes nothing else, so that nobody's work is in the way."""

from django.db import transaction

from hotline.kernel.actor import Actor

from ..models import CaseEvent
from .announcing import announce
from .federation import hold, write_event


@transaction.atomic
def do_note_correspondence(actor: Actor, number: str, action: str, note: str, key: str) -> bool:
    """Write ``action`` ("FAX_RECEIVED", "FAX_SENT" …) with ``note`` on every side of the case, once per ``key``.

    Whether it was written now. Raises NotFound("number")."""
    held = hold(actor, number)
    if CaseEvent.objects.filter(case=held.own, key=key).exists():
        return False
    for tenant, row in held.rows.items():
        with held.inside(tenant, action):
            write_event(row, actor, action, held.at, from_state=row.state, note=note, key=key)
            announce(row.number)
    return True
