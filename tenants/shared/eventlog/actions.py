"""Moving the cursor."""

from .models import EngineCursor, EventSetAside


def do_claim(seq: int) -> bool:
    """Lock the cursor and move it to ``seq``; False when ``seq`` was written before. In the caller's transaction."""
    EngineCursor.objects.get_or_create(pk=1)
    row = EngineCursor.objects.select_for_update().get(pk=1)
    if seq <= row.seq:
        return False
    row.seq = seq
    row.save(update_fields=["seq"])
    return True


def do_set_aside(seq: int, tenant: str, body: str, error: str) -> None:
    """Keep an event that could not be written."""
    EventSetAside.objects.get_or_create(seq=seq, defaults={"tenant": tenant, "body": body, "error": error})
