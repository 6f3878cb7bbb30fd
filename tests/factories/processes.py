"""Processes that a test watches end."""

import os
import select


class Watched:
    """A process by its id, held so that the id cannot come to mean another one."""

    def __init__(self, pid: int) -> None:
        self._handle = os.pidfd_open(pid)

    def ended(self, seconds: float = 10.0) -> bool:
        """Wait until it has ended, at most ``seconds``."""
        poll = select.poll()
        poll.register(self._handle, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
