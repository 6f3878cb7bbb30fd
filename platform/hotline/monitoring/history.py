"""The last hour in Redis, a sample every ten seconds. Lost with Redis, and begun again."""

import json
from typing import Any

KEY = "hotline:monitoring:history"
KEPT = 360
EVERY = 10.0  # seconds


def add(client: Any, sample: dict[str, Any]) -> None:
    """One more. Raises RedisError."""
    with client.pipeline(transaction=False) as pipe:
        pipe.lpush(KEY, json.dumps(sample))
        pipe.ltrim(KEY, 0, KEPT - 1)
        pipe.execute()


def last(client: Any, count: int = KEPT) -> list[dict[str, Any]]:
    """The oldest first. Raises RedisError."""
    return [json.loads(body) for body in reversed(client.lrange(KEY, 0, count - 1))]
