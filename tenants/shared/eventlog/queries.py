"""Reading the cursor."""

from .models import EngineCursor


def cursor() -> int:
    """The seq of the last event written; 0 before the first."""
    row = EngineCursor.objects.filter(pk=1).first()
    return row.seq if row else 0
