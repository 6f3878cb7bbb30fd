"""Where prompts are played: by flows and queues here, by what lies in rooms above this one, wired once at start-up.

A finder returns the places of the entered tenant by prompt key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from hotline import tenancy
from tenants.shared.registry import queries as registry

from .models import Flow, Queue


@dataclass(frozen=True, slots=True)
class Place:
    """Something that plays a prompt. ``kind``: "flow", "queue", "survey", "dispatch", "campaign"; ``name``: its key or
    title; ``tenant``: names by locale of the city or county whose it is, empty for the entered one."""

    kind: str
    name: str
    tenant: Mapping[str, str] = field(default_factory=dict)


Found = dict[str, list[Place]]
Finder = Callable[[], Iterable[tuple[str, Place]]]


def _of_flows() -> Iterable[tuple[str, Place]]:
    """Every version counts: a former one can be put in force again."""
    for flow in Flow.objects.order_by("key"):
        definitions = [flow.definition, *flow.versions.values_list("definition", flat=True)]
        for key in {key for each in definitions for node in each.get("nodes", ()) for key in node.get("prompts", ())}:
            yield key, Place("flow", flow.key)


def _of_queues() -> Iterable[tuple[str, Place]]:
    for queue in Queue.objects.order_by("key"):
        for key in {*queue.welcome_prompts, *queue.busy_prompts, *queue.comfort_prompts}:
            yield key, Place("queue", queue.key)


_finders: list[Finder] = [_of_flows, _of_queues]


def wire(*finders: Finder) -> None:
    """Ask these too from now on; wiring twice asks once."""
    _finders.extend(each for each in finders if each not in _finders)


def places() -> Found:
    """Prompt key -> where the entered tenant plays it."""
    found: Found = {}
    for finder in _finders:
        for key, place in finder():
            found.setdefault(key, []).append(place)
    return found


def everywhere(key: str) -> list[Place]:
    """Where one's own prompt is played, by the counties too when it is the city's."""
    played = places().get(key, [])
    here = tenancy.current()
    with tenancy.entered_public():
        tenants = registry.tenants()
        if any(tenant.key == here and tenant.is_city for tenant in tenants):
            for tenant in tenants:
                if tenant.key != here:
                    with tenancy.entered(tenant.key):
                        played = played + [replace(each, tenant=tenant.names) for each in places().get(key, [])]
    return played
