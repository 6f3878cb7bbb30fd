"""Engine events that are about prompts."""

from telephony.contracts.events import Event
from telephony.contracts.takes import PromptRecorded

from . import takes


def handle(event: Event) -> int | None:
    """Id of a take that is to be fetched now; None for everything else."""
    if not isinstance(event, PromptRecorded):
        return None
    row = takes.do_note(event)
    return row.pk if row else None
