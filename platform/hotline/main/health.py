"""``/healthz`` and ``/metrics``: does every part of the house answer, and its numbers."""

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from redis import Redis

from hotline import tenancy
from hotline.monitoring.health import PartSilent, examine
from telephony import facade
from tenants.shared.registry import queries as registry

STATES = ("NOT_READY", "READY", "RINGING", "DIALLING", "TALKING", "WRAP_UP")


def _database() -> None:
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connections.close_all()


def _redis() -> None:
    Redis.from_url(settings.REDIS_URL, socket_timeout=1).ping()


def _switchboard() -> None:
    if not facade.engine_alive():
        raise PartSilent("no heartbeat")


def _gateway() -> None:
    known = facade.live_gateways()
    if known and not any(known.values()):  # one of several is an alarm of its own: calls go on by the others
        raise PartSilent("not connected: " + ", ".join(known))


CHECKS = {"database": _database, "redis": _redis, "switchboard": _switchboard, "gateway": _gateway}


def healthz(request: HttpRequest) -> HttpResponse:
    """200 when every part answers, else 503 that names the parts."""
    health = examine(CHECKS)
    body = {"ok": health.ok, "failing": health.failing}
    return JsonResponse(body, status=200 if health.ok else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers of the moment for Prometheus, labelled by tenant."""
    book = CollectorRegistry()
    part = Gauge("hotline_part_up", "1 when the part answers", ["part"], registry=book)
    failing = examine(CHECKS).failing
    for name in CHECKS:
        part.labels(name).set(0 if name in failing else 1)
    if "redis" not in failing:
        _agents(book)
        _queues(book)
        _nodes(book)
    return HttpResponse(generate_latest(book), content_type=CONTENT_TYPE_LATEST)


def _agents(book: CollectorRegistry) -> None:
    gauge = Gauge("hotline_agents", "Agents by state", ["tenant", "state"], registry=book)
    with tenancy.entered_public():
        for tenant in registry.tenants():
            for state in STATES:
                gauge.labels(tenant.key, state).set(0)
    for agent in facade.live_agents().values():
        if agent["state"] in STATES:
            gauge.labels(agent["tenant"], agent["state"]).inc()


def _queues(book: CollectorRegistry) -> None:
    gauge = Gauge("hotline_calls_waiting", "Calls waiting", ["tenant", "queue"], registry=book)
    for key, queue in facade.live_queues().items():
        gauge.labels(key.partition(".")[0], key).set(queue["waiting"])


def _nodes(book: CollectorRegistry) -> None:
    up = Gauge("hotline_gateway_up", "1 when the node serves calls", ["gateway"], registry=book)
    legs = Gauge("hotline_gateway_legs", "Legs on the node", ["gateway"], registry=book)
    latency = Gauge("hotline_gateway_control_seconds", "Round trip of the node's control", ["gateway"], registry=book)
    for key, node in facade.live_nodes().items():
        up.labels(key).set(1 if node["up"] else 0)
        legs.labels(key).set(node["legs"])
        if node["control_ms"] is not None:
            latency.labels(key).set(node["control_ms"] / 1000)
