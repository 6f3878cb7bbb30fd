"""The set-up of the entered tenant as plain data."""

from typing import Any

from hotline import tenancy
from hotline.kernel.permissions import Role
from telephony import facade
from tenants.local.people import queries as people
from tenants.local.voice import catalogue
from tenants.local.voice import queries as voice
from tenants.local.voice.models import Queue
from tenants.shared.identity import queries as identity
from tenants.shared.numbering import queries as numbers
from tenants.shared.registry import queries as registry

SETTINGS = (
    "key",
    "role",
    "name",
    "is_active",
    "revision",
    "ring_seconds",
    "wrap_up_seconds",
    "first_notice_seconds",
    "notice_every_seconds",
    "service_level_seconds",
    "preferred_wait_seconds",
    "selection",
    "record",
    "music",
    "notices",
    "tell_wait",
    "welcome_prompts",
    "busy_prompts",
    "comfort_prompts",
    "comfort_every_seconds",
    "call_back",
    "call_back_tries",
    "call_back_pause_seconds",
    "overflow",
)


def queue_view(row: Queue) -> dict[str, Any]:
    """One waiting line."""
    waiting = int(facade.live_queues().get(row.key, {}).get("waiting") or 0)
    return {**{name: getattr(row, name) for name in SETTINGS}, "waiting": waiting}


def prompt_choices() -> list[dict[str, Any]]:
    """The catalogue that everything chooses from."""
    return [{"key": each.key, **each.texts, "owner": each.owner} for each in catalogue.choices()]


def routing_setup() -> dict[str, Any]:
    """Queues, skills, numbers."""
    here = tenancy.current()
    with tenancy.entered_public():
        tenants = [(tenant.key, tenant.is_city) for tenant in registry.tenants()]
    is_city = (here, True) in tenants
    known = {row.key: here for row in voice.queues()}
    known |= {key: str(view.get("tenant") or "") for key, view in facade.live_queues().items()}
    setup: dict[str, Any] = {
        "is_city": is_city,
        "queues": [queue_view(row) for row in voice.all_queues()],
        "prompts": prompt_choices(),
        "all_queues": [{"key": key, "tenant": tenant} for key, tenant in sorted(known.items())],
        "agents": people.agents(),
        "skills": voice.skills(),
        "flows": flow_keys(here, [key for key, _ in tenants], is_city),
        "tenants": [key for key, _ in tenants],
        "numbers": [],
        "areas": [],
    }
    with tenancy.entered_public():
        setup["numbers"] = [each for each in numbers.called_numbers() if is_city or each.tenant == here]
        setup["areas"] = numbers.areas() if is_city else []
    return setup


def flow_keys(here: str, tenants: list[str], is_city: bool) -> list[str]:
    """Flows that a number can lead to, as the plan calls them: a county's own and the city's; for the city all."""
    keys: list[str] = []
    with tenancy.entered_public():
        city = {tenant.key for tenant in registry.tenants() if tenant.is_city}
    for tenant in tenants:
        if is_city or tenant in city or tenant == here:
            with tenancy.entered_public(), tenancy.entered(tenant):
                keys += [flow.key for flow in voice.flow_plans()]
    return keys


def people_setup() -> dict[str, Any]:
    """Agents and seats."""
    here, live = tenancy.current(), facade.live_agents()
    with tenancy.entered_public():
        members = {row.user_id: row for row in identity.members(here)}
    seated = {str(view["seat"]): key for key, view in live.items()}
    return {
        "tenant": here,
        "agents": [
            {
                "agent_number": card.agent_number,
                "display_name": card.display_name,
                "username": member.user.username if (member := members.get(card.user_id)) else "",
                "auto_answer": card.auto_answer,
                "supervisor": bool(member and Role.SHIFT_SUPERVISOR.value in member.roles),
                "state": str((live.get(card.key) or {}).get("state") or "SIGNED_OUT"),
            }
            for card in people.agents()
        ],
        "seats": [
            {
                "key": row.key,
                "number": row.number,
                "remote": row.remote,
                "agent": seated.get(row.key),
                "phone": people.phone_of(row),
            }
            for row in people.seats()
        ],
    }
