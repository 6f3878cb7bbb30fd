"""Ending tasks for certain. A library may lose a cancellation that comes just as a connection breaks or is made."""

import asyncio
from collections.abc import Iterable
from typing import Any

AGAIN_AFTER = 0.2  # seconds


async def end(tasks: Iterable["asyncio.Task[Any]"], again_after: float = AGAIN_AFTER) -> None:
    """Cancel ``tasks``, again and again, until all have ended. What they ended with is theirs to tell."""
    left = {task for task in tasks if not task.done()}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=again_after)
