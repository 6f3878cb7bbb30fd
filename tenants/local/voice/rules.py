"""What a waiting line may be set to. Pure; seconds everywhere."""

import re
from collections.abc import Mapping, Sequence

#: setting -> lowest and highest value
RANGES: dict[str, tuple[float, float]] = {
    "ring_seconds": (5, 120),
    "wrap_up_seconds": (0, 1800),
    "first_notice_seconds": (3, 600),
    "notice_every_seconds": (10, 600),
    "comfort_every_seconds": (15, 600),
    "service_level_seconds": (1, 600),
    "preferred_wait_seconds": (0, 300),
    "call_back_tries": (1, 10),
    "call_back_pause_seconds": (30, 86_400),
}
LEVELS = (1, 9)

_FLOW = re.compile(r"[a-z][a-z0-9-]{1,40}")
_ROLE = re.compile(r"[a-z][a-z0-9_]{1,31}")
_QUEUE = re.compile(r"[a-z][a-z0-9_]{0,40}\.[a-z][a-z0-9_]{1,31}")


def key_of(tenant: str, role: str) -> str | None:
    """The key of the queue of ``role``, None when that is no role."""
    return f"{tenant}.{role}" if _ROLE.fullmatch(role) else None


def out_of_range(settings: Mapping[str, object]) -> str | None:
    """The first setting that lies outside its range."""
    for name, (low, high) in RANGES.items():
        value = settings.get(name, low)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            return name
    return None


def is_overflow(own: str, steps: object) -> bool:
    """Is this a list of {"after_seconds": seconds, "queue": key}, each another queue, each named once?"""
    if not isinstance(steps, Sequence) or isinstance(steps, str):
        return False
    queues = []
    for step in steps:
        if not isinstance(step, Mapping) or set(step) != {"after_seconds", "queue"}:
            return False
        seconds, queue = step["after_seconds"], step["queue"]
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= 3600:
            return False
        if not isinstance(queue, str) or not _QUEUE.fullmatch(queue) or queue == own:
            return False
        queues.append(queue)
    return len(queues) == len(set(queues))


def is_flow_key(key: str) -> bool:
    """Small letters, digits and dashes, beginning with a letter."""
    return _FLOW.fullmatch(key) is not None
