"""What alarms there are."""

from typing import Any

import graphene

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import Field
from tenants.shared.alarms import queries

from .scope import only
from .types import AlarmKind, AlarmPage, AlarmState, AlarmsWaiting


def _value(given: Any) -> Any:
    return getattr(given, "value", given)


def _resolve_alarms(
    _root: Any,
    info: Any,
    state: Any = None,
    kind: Any = None,
    text: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> dict[str, Any]:
    with tenancy.entered_public():
        wanted = queries.AlarmState(_value(state)) if state else None
        rows = queries.alarms(only(info.context.actor), wanted, _value(kind), text or "")
        return page(rows, bounds(first, offset, info.context.locale))


def _resolve_waiting(_root: Any, info: Any) -> dict[str, int]:
    with tenancy.entered_public():
        return {"raised": queries.raised(only(info.context.actor))}


class AlarmQueries:
    """Root fields."""

    alarms = Field(
        AlarmPage,
        required=True,
        permission=Permission.ALARM_HANDLE,
        args=page_arguments(
            state=graphene.Argument(AlarmState), kind=graphene.Argument(AlarmKind), text=graphene.String()
        ),
        resolver=_resolve_alarms,
        description="The newest first. The city's people see all, a county's those of its own matters.",
    )
    alarms_waiting = Field(AlarmsWaiting, required=True, permission=Permission.ALARM_HANDLE, resolver=_resolve_waiting)
