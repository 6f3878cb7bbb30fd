"""The working calendar of deadlines: what is set, and what it comes to for a case registered now."""

from typing import Any

import graphene
from django.utils import timezone

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field, GuardedType
from tenants.local.cases import queries, rules

from .enums import Urgency


class WorkPeriod(GuardedType):
    """Worked on these weekdays (1 is Monday), minutes from midnight."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    weekdays = graphene.List(graphene.NonNull(graphene.Int), required=True)
    begins = graphene.Int(required=True)
    ends = graphene.Int(required=True)


class DeadlineExample(GuardedType):
    """When feedback on a case of this urgency would be due if it were registered now."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    urgency = graphene.Field(Urgency, required=True)
    due_at = graphene.DateTime(required=True)


class WorkCalendar(GuardedType):
    """How deadlines count. Urgencies that are not named go by the clock."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    periods = graphene.List(graphene.NonNull(WorkPeriod), required=True)
    closed_days = graphene.List(graphene.NonNull(graphene.String), required=True, description="Holidays, 2026-10-01.")
    working_days = graphene.List(graphene.NonNull(graphene.String), required=True, description="Make-up days.")
    urgencies = graphene.List(graphene.NonNull(Urgency), required=True)
    examples = graphene.List(graphene.NonNull(DeadlineExample), required=True)


class WorkPeriodInput(graphene.InputObjectType):
    """As WorkPeriod."""

    weekdays = graphene.List(graphene.NonNull(graphene.Int), required=True)
    begins = graphene.Int(required=True)
    ends = graphene.Int(required=True)


def calendar_view() -> dict[str, Any]:
    """The calendar of the entered tenant."""
    found, now = queries.calendar(), timezone.now()
    return {
        "periods": [{"weekdays": p.weekdays, "begins": p.begins, "ends": p.ends} for p in found.periods]
        if found
        else [],
        "closed_days": sorted(found.closed_days) if found else [],
        "working_days": sorted(found.working_days) if found else [],
        "urgencies": [each for each in rules.Urgency if found and each in found.urgencies],
        "examples": [{"urgency": each, "due_at": rules.due_at(each, now, found)} for each in rules.Urgency],
    }


class WorkCalendarQueries:
    """Root fields."""

    work_calendar = Field(
        WorkCalendar,
        required=True,
        permission=Permission.ADMIN_ROUTING,
        resolver=lambda _root, _info: calendar_view(),
        description="In which deadlines of cases count.",
    )
