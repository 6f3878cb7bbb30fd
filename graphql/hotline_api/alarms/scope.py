"""Whose alarms somebody may see: the city's people all, a county's its own."""

from hotline.kernel.actor import Actor
from tenants.shared.registry import queries as registry


def only(actor: Actor) -> str | None:
    """The tenant to which a reader is limited, None for none. Inside the public schema."""
    return None if registry.tenant(actor.tenant).is_city else actor.tenant
