"""The screen of the house's health, put together from signs of life, the engine's own, and the alarms that stand."""

import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from redis import Redis, RedisError

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.monitoring import beats, history
from hotline_api.alarms.scope import only
from telephony import facade
from tenants.shared.alarms import queries as alarms
from tenants.shared.alarms.queries import AlarmState

TROUBLES = 20
SHOWN = 3
"""Of the last hour's samples every third is told: one in half a minute."""


def health(actor: Actor) -> dict[str, Any]:
    """Live numbers. Where Redis is away, what only Redis knows is left out and Redis is missing from the services."""
    living, missing, samples, services = _told_by_redis()
    engine = facade.live_engine()
    channels = facade.live_channels()
    with tenancy.entered_public():
        whose = only(actor)
        standing = [*alarms.alarms(whose, AlarmState.RAISED), *alarms.alarms(whose, AlarmState.ACKNOWLEDGED)]
        services.insert(0, _database())
    standing.sort(key=lambda each: each.last_at, reverse=True)
    return {
        "troubles": standing[:TROUBLES],
        "processes": [*_silent(missing), *_switchboard(engine), *(_process(each) for each in living)],
        "machines": list({each["machine"]["host"]: each["machine"] for each in living}.values()),
        "services": services,
        "gateways": [{**seen, "key": key} for key, seen in sorted(facade.live_nodes().items())],
        "channels": channels.get("channels", 0),
        "taken": channels.get("taken", 0),
        "samples": samples[::-SHOWN][::-1],
    }


def _told_by_redis() -> tuple[list[dict[str, Any]], dict[str, float], list[dict[str, Any]], list[dict[str, Any]]]:
    """(living processes, silent ones, samples, Redis itself as a service)."""
    client: Any = Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
    try:
        told = client.info()
        service = {
            "name": "Redis",
            "version": told["redis_version"],
            "size": told["used_memory"],
            "connected": told["connected_clients"],
        }
        return beats.living(client), beats.missing(client, time.time()), history.last(client), [service]
    except RedisError:
        return [], {}, [], []
    finally:
        client.close()


def _database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database()),"
            " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())"
        )
        version, size, connected = cursor.fetchone()
    return {"name": "PostgreSQL", "version": version, "size": size, "connected": connected}


def _silent(missing: dict[str, float]) -> list[dict[str, Any]]:
    return [
        {"name": name, "up": False, "host": "", "version": "", "at": _moment(at)}
        for name, at in sorted(missing.items())
    ]


def _switchboard(engine: dict[str, Any]) -> list[dict[str, Any]]:
    if not engine:
        return []
    return [{"name": "switchboard", "up": True, "host": "", "version": "", "at": _moment(engine["at"])}]


def _process(seen: dict[str, Any]) -> dict[str, Any]:
    return {
        **seen,
        "up": True,
        "host": seen["machine"]["host"],
        "since": _moment(seen["since"]),
        "at": _moment(seen["at"]),
    }


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
