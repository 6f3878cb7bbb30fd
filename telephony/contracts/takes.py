"""Recording a prompt at a telephone: a seat is rung, somebody speaks after the beep, hears it back, keeps it or speaks
again."""

from dataclasses import dataclass
from enum import StrEnum

from .commands import AgentCommand
from .events import CallEvent


class TakeStep(StrEnum):
    """Where a take stands."""

    OPENING = "OPENING"  # the telephone rings, or says what to do
    RECORDING = "RECORDING"  # after the beep, until # or hang-up
    REVIEW = "REVIEW"  # it is played back; 1 keeps it, 2 records again, 3 plays it once more
    KEPT = "KEPT"


class TakeChoice(StrEnum):
    """What is done with a take; the key beside it does the same at the telephone."""

    KEEP = "KEEP"  # 1
    AGAIN = "AGAIN"  # 2
    LISTEN = "LISTEN"  # 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPrompt(AgentCommand):
    """Ring the seat of ``agent`` (signed in, not in a call) to record ``prompt`` in ``language``; ``by``: who asked.
    The call's id is in the reply."""

    prompt: str
    language: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideTake(AgentCommand):
    """What to do with what was recorded in ``call_id``, from the screen. WRONG_STATE unless it is being reviewed."""

    call_id: str
    choice: TakeChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRecorded(CallEvent):
    """``prompt`` was recorded as the file ``name`` on ``gateway`` and kept (or the speaker hung up after it, which
    loses nothing: it is a draft)."""

    prompt: str
    language: str
    name: str
    gateway: str
    agent: str
    by: str
