"""What reaches a call: a trigger with the facts that its action may need."""

from dataclasses import dataclass

from telephony.contracts.commands import CallCommand
from telephony.core.states import Trigger


@dataclass(frozen=True, slots=True)
class Signal:
    """``cause``: Q.850 of a leg that is gone; ``text``: digit, playback, queue key or guest's leg, by trigger;
    ``agent``: whom the router found."""

    trigger: Trigger
    cause: int = 16
    text: str = ""
    agent: str = ""
    found: bool = False
    prompts: tuple[str, ...] = ()
    command: CallCommand | None = None
    reconciled: bool = False  # found out after the gateway was away: nobody's fault
