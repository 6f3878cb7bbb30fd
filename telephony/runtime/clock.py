"""The engine's clock: the wall's time, which never goes back."""

import time
from collections.abc import Callable


class SteadyClock:
    """Epoch seconds as the wall tells them, but never less than before plus what has truly passed.

    A wall clock that is set back would otherwise stand still for the calls, and every time limit that is running
    (an agent's ring, a citizen's patience) would be late by as much. It stays ahead until the wall has caught up.
    """

    def __init__(self, wall: Callable[[], float] = time.time, passed: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._passed = wall, passed
        self._began = wall() - passed()

    def go_on_after(self, at: float) -> None:
        """Not to tell less than ``at``: what was told before a restart."""
        self._began = max(self._began, at - self._passed())

    def __call__(self) -> float:
        wall, passed = self._wall(), self._passed()  # in this order: a pause in between cannot put it ahead
        self._began = max(self._began, wall - passed)
        return self._began + passed
