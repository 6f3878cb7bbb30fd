"""The list of work, the course of one piece, the rules."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.worklist import queries

from .types import WorkBox, WorkMedium, WorkPage, WorkSetup, WorkStep
from .view import work_setup, work_views


def _resolve_work(
    _root: Any,
    info: Any,
    box: Any = None,
    medium: Any = None,
    queue: str | None = None,
    agent: str | None = None,
    text: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    rows = queries.items(
        box.value if box else "OPEN", medium.value if medium else "", queue or "", agent or "", text or ""
    )
    found = page(rows, bounds(first, offset, info.context.locale))
    return {**found, "items": work_views(found["items"])}


def _resolve_course(_root: Any, _info: Any, work_id: str) -> list[Any]:
    return queries.course(work_id)


def _resolve_setup(_root: Any, _info: Any) -> dict[str, Any]:
    return work_setup()


class WorkQueries:
    """Root fields."""

    written_work = Field(
        WorkPage,
        required=True,
        permission=Permission.FLOOR_VIEW,
        args=page_arguments(
            box=graphene.Argument(WorkBox),
            medium=graphene.Argument(WorkMedium),
            queue=graphene.String(),
            agent=graphene.String(),
            text=graphene.String(),
        ),
        resolver=_resolve_work,
        description="Open pieces oldest first, others newest first.",
    )
    work_course = Field(
        graphene.NonNull(graphene.List(graphene.NonNull(WorkStep))),
        permission=Permission.FLOOR_VIEW,
        work_id=graphene.ID(required=True),
        resolver=_resolve_course,
    )
    work_setup = Field(WorkSetup, required=True, permission=Permission.ADMIN_ROUTING, resolver=_resolve_setup)
