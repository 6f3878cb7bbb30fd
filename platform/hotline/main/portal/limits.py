"""How often one address may try something. Counted in Redis over all web processes; here when Redis is away."""

import time
from collections import defaultdict
from functools import lru_cache

import redis
from django.conf import settings
from django.http import HttpRequest

_here: dict[str, list[float]] = defaultdict(list)
MOST_KEYS = 10_000


@lru_cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5)


def address(request: HttpRequest) -> str:
    """Who asks, as the network tells; the proxy in front, if any, is trusted to set it."""
    return str(request.META.get("REMOTE_ADDR") or "unknown")


def take(what: str, who: str, most: int, seconds: int) -> bool:
    """Count one try; False when ``who`` has had ``most`` within the window of ``seconds``."""
    key = f"hotline:limit:{what}:{who}:{int(time.time() // seconds)}"
    try:
        with _redis().pipeline() as pipe:
            pipe.incr(key)
            pipe.expire(key, seconds)
            count, _ = pipe.execute()
    except redis.RedisError:
        return _take_here(key, most, seconds)
    return int(count) <= most


def _take_here(key: str, most: int, seconds: int) -> bool:
    now = time.monotonic()
    if len(_here) > MOST_KEYS:
        _here.clear()
    _here[key] = [at for at in _here[key] if now - at < seconds] + [now]
    return len(_here[key]) <= most


def forget() -> None:
    """Start counting anew (for tests)."""
    _here.clear()
