"""Scripts and dry runs as the API shows them."""

from typing import Any

from tenants.local.routing import queries
from tenants.local.routing.models import DryRun, RoutingScript


def script_view(row: RoutingScript, in_force: RoutingScript | None) -> dict[str, Any]:
    """One version."""
    return {
        "version": row.version,
        "source": row.source,
        "note": row.note,
        "author": row.author,
        "created_at": row.created_at,
        "in_force": row == in_force,
    }


def kept(row: RoutingScript) -> dict[str, Any]:
    """A version just kept or put in force."""
    return script_view(row, queries.in_force())


def run_view(row: DryRun) -> dict[str, Any]:
    """One dry run with its figures, if it is done."""
    figures = row.figures or {}
    return {
        "id": row.pk,
        "day": row.day,
        "draft": row.draft,
        "in_force_version": row.in_force.version if row.in_force else None,
        "author": row.author,
        "created_at": row.created_at,
        "state": row.state,
        "progress": row.progress,
        "calls": row.calls,
        "draft_figures": figures.get("draft"),
        "in_force_figures": figures.get("in_force"),
        "problem": row.problem,
    }
