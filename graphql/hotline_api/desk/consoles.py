"""Which consoles are there, counted in Redis so that several web processes agree and one may die.

Every open ``desk`` subscription keeps its agent in the sorted set CONSOLES, with the moment at which the console counts
as gone. Whoever lets go renews it one last time. ``sweep`` (run by the recorder every second) takes out whose time has
come and tells the engine; a console that comes back puts itself in again and tells the engine so.
"""

import logging
import time
from typing import Any
from uuid import uuid4

import redis
from django.conf import settings

from telephony import facade
from telephony.contracts.commands import SeatConnection

log = logging.getLogger(__name__)

CONSOLES = "hotline:consoles"
#: seconds without a console until the engine is told
GONE_AFTER = 6.0
#: seconds between two signs of life
BEAT_EVERY = 2.0

_client: list[Any] = []

#: atomically take out who is overdue: two sweepers never tell the engine twice
_TAKE = """
local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
for _, agent in ipairs(gone) do redis.call('ZREM', KEYS[1], agent) end
return gone
"""

#: put in or renew many, never shorten; whom it had not yet
_NOTE = """
local fresh = {}
for place = 2, #ARGV do
  if not redis.call('ZSCORE', KEYS[1], ARGV[place]) then table.insert(fresh, ARGV[place]) end
  redis.call('ZADD', KEYS[1], 'GT', ARGV[1], ARGV[place])
end
return fresh
"""


def _redis() -> Any:
    if not _client:
        _client.append(redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2))
    return _client[0]


def beat(agent_key: str, now: float | None = None) -> bool:
    """The console of ``agent_key`` is there. True when it was not known before; a Redis that is away is no error."""
    until = (time.time() if now is None else now) + GONE_AFTER
    try:
        fresh = not _redis().zscore(CONSOLES, agent_key)
        _redis().zadd(CONSOLES, {agent_key: until}, gt=True)
    except redis.RedisError as error:
        log.warning("console of %s not noted: %s", agent_key, error)
        return False
    return fresh


def appear(*agent_keys: str) -> None:
    """A sign of life of each, in one round trip; the engine is told of those that were away. A Redis that is away is
    no error."""
    try:
        fresh = _redis().eval(_NOTE, 1, CONSOLES, time.time() + GONE_AFTER, *agent_keys)
    except redis.RedisError as error:
        log.warning("%s consoles not noted: %s", len(agent_keys), error)
        return
    for key in fresh:
        tell(key.decode(), connected=True)


def sweep(now: float | None = None) -> list[str]:
    """Tell the engine of every console that is gone; returns their agent keys."""
    try:
        gone = _redis().eval(_TAKE, 1, CONSOLES, time.time() if now is None else now)
    except redis.RedisError as error:
        log.warning("consoles not swept: %s", error)
        return []
    agents = [key.decode() for key in gone]
    for agent in agents:
        tell(agent, connected=False)
    return agents


def tell(agent_key: str, *, connected: bool) -> None:
    """Let the engine know, without waiting for its answer."""
    facade.submit(SeatConnection(command_id=uuid4().hex, agent=agent_key, connected=connected), wait=0)
