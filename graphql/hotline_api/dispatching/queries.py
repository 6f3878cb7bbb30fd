"""Dispatches, messages, duties."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.ids import row_id
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.local.dispatching import queries
from tenants.local.people import queries as people

from .types import Dispatch, DispatchMessage, DispatchPage, DispatchState, DutyContact, DutyDepartment, many
from .view import DispatchView, DutyView, build_dispatch, dispatch_view, duty_view

PERMISSION = Permission.ENFORCEMENT_DISPATCH


def _resolve_dispatches(
    _root: Any,
    info: Any,
    text: str | None = None,
    case_number: str | None = None,
    state: Any = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    part = bounds(first, offset, info.context.locale)
    rows = queries.dispatches(text or "", case_number or "", state.value if state else None)
    found = page(rows, part)
    items = [dispatch_view(row, [], row.unit_count, row.accepted_count) for row in found["items"]]
    return {"items": items, "total": found["total"]}


def _resolve_dispatch(_root: Any, _info: Any, id: str) -> DispatchView | None:
    pk = row_id(id)
    return build_dispatch(pk) if pk else None


def _resolve_messages(_root: Any, _info: Any) -> list[dict[str, str]]:
    return [{"key": key, **texts} for key, texts in queries.messages().items()]


def _resolve_duties(_root: Any, _info: Any, text: str | None = None) -> list[DutyView]:
    return [duty_view(row) for row in queries.duties(text or "")]


def _resolve_departments(_root: Any, info: Any) -> list[dict[str, str]]:
    locale = info.context.locale
    rows = [row for row in people.departments() if row.is_open]
    return [{"code": row.code, "name": str(row.names.get(locale) or row.code)} for row in rows]


class DispatchQueries:
    """Root fields."""

    dispatches = Field(
        DispatchPage,
        required=True,
        permission=PERMISSION,
        args=page_arguments(
            text=graphene.String(), case_number=graphene.String(), state=graphene.Argument(DispatchState)
        ),
        resolver=_resolve_dispatches,
        description="Enforcement dispatches, newest first.",
    )
    dispatch = Field(
        Dispatch, permission=PERMISSION, args={"id": graphene.ID(required=True)}, resolver=_resolve_dispatch
    )
    dispatch_messages = Field(
        many(DispatchMessage),
        permission=PERMISSION,
        resolver=_resolve_messages,
        description="Prerecorded messages to choose from.",
    )
    duty_contacts = Field(
        many(DutyContact),
        permission=PERMISSION,
        args={"text": graphene.String()},
        resolver=_resolve_duties,
        description="Who of which unit is called when.",
    )
    duty_departments = Field(many(DutyDepartment), permission=PERMISSION, resolver=_resolve_departments)
