"""The routing script of the city."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from telephony.facade.scripts import Flaw, flaw_of
from tenants.local.routing import queries

from .types import (
    DryRun,
    DryRunPage,
    RoutingScriptPage,
    ScriptActivation,
    ScriptAlarmPage,
    ScriptFlaw,
)
from .view import run_view, script_view

PERMISSION = Permission.ADMIN_ROUTING


def _resolve_scripts(_root: Any, info: Any, first: int = 20, offset: int = 0) -> dict[str, Any]:
    found = page(queries.scripts(), bounds(first, offset, info.context.locale))
    in_force = queries.in_force()
    return {**found, "items": [script_view(row, in_force) for row in found["items"]]}


def _resolve_flaw(_root: Any, _info: Any, source: str) -> Flaw | None:
    return flaw_of(source)


def _resolve_activations(_root: Any, _info: Any) -> list[dict[str, Any]]:
    return [
        {"id": row.pk, "version": row.script.version if row.script else None, "at": row.at, "by": row.by}
        for row in queries.activations()
    ]


def _resolve_alarms(_root: Any, info: Any, first: int = 20, offset: int = 0) -> dict[str, Any]:
    return page(queries.alarms(), bounds(first, offset, info.context.locale))


def _resolve_runs(_root: Any, info: Any, first: int = 20, offset: int = 0) -> dict[str, Any]:
    found = page(queries.dry_runs(), bounds(first, offset, info.context.locale))
    return {**found, "items": [run_view(row) for row in found["items"]]}


def _resolve_run(_root: Any, _info: Any, id: str) -> dict[str, Any] | None:
    pk = row_id(id)
    row = queries.dry_run(pk) if pk else None
    return run_view(row) if row else None


class RoutingQueries:
    """Root fields; empty for a county, which has no script of its own."""

    routing_scripts = Field(
        RoutingScriptPage,
        required=True,
        permission=PERMISSION,
        args=page_arguments(),
        resolver=_resolve_scripts,
        description="Versions of the routing script, newest first.",
    )
    routing_script_flaw = Field(
        ScriptFlaw,
        permission=PERMISSION,
        args={"source": graphene.Argument(graphene.String, required=True)},
        resolver=_resolve_flaw,
        description="What is wrong with a draft; null when it can be put in force.",
    )
    routing_activations = Field(
        graphene.List(graphene.NonNull(ScriptActivation)),
        required=True,
        permission=PERMISSION,
        resolver=_resolve_activations,
        description="What was in force when, newest first.",
    )
    routing_alarms = Field(
        ScriptAlarmPage, required=True, permission=PERMISSION, args=page_arguments(), resolver=_resolve_alarms
    )
    routing_dry_runs = Field(
        DryRunPage, required=True, permission=PERMISSION, args=page_arguments(), resolver=_resolve_runs
    )
    routing_dry_run = Field(DryRun, permission=PERMISSION, id=graphene.ID(required=True), resolver=_resolve_run)
