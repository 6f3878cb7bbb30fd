"""What is set up here."""

from typing import Any

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field

from .types import PeopleSetup, RoutingSetup
from .view import people_setup, routing_setup


def _resolve_routing(_root: Any, _info: Any) -> dict[str, Any]:
    return routing_setup()


def _resolve_people(_root: Any, _info: Any) -> dict[str, Any]:
    return people_setup()


class SetupQueries:
    """Root fields."""

    routing_setup = Field(RoutingSetup, required=True, permission=Permission.ADMIN_ROUTING, resolver=_resolve_routing)
    people_setup = Field(PeopleSetup, required=True, permission=Permission.ADMIN_PEOPLE, resolver=_resolve_people)
