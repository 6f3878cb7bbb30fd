"""Who is at the other end of a call of the peer's, and how long their silence and their speech last."""

import asyncio
import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Person:
    """``answers_after``: seconds, None rings until somebody gives up. ``refuses``: the SIP answer instead of ringing
    (486 busy, 480 absent, 404 unknown). ``ends_as``: the call's status where the SIP answer does not tell it.
    ``greeting``: an answering machine that speaks so many seconds. ``heard``: addresses of what was played to them, as
    it began; ``tones``: digits that were played to them."""

    answers_after: float | None = 0.02
    refuses: int | None = None
    ends_as: str = ""
    greeting: float | None = None
    heard: list[str] = field(default_factory=list)
    tones: str = ""
    speaks_until: float = 0.0
    spoke_since: float | None = None

    def speak(self, seconds: float) -> None:
        """From now on they speak."""
        self.spoke_since = time.monotonic()
        self.speaks_until = self.spoke_since + seconds

    async def silent_for(self, seconds: float) -> None:
        """Return when nothing has been said for so long, from now on."""
        began = time.monotonic()

        def left() -> float:
            return max(self.speaks_until, began) + seconds - time.monotonic()

        for pause in iter(left, None):
            if pause is None or pause <= 0:
                return
            await asyncio.sleep(pause)
