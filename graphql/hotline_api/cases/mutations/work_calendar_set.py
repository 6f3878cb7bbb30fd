"""workCalendarSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, Required
from hotline.kernel.permissions import Permission
from hotline_api.cases.clock import WorkCalendar, WorkPeriodInput, calendar_view
from hotline_api.cases.enums import Urgency
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from tenants.local.cases import actions
from tenants.local.cases.worktime import Period


class WorkCalendarSet(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={
        "periods": graphene.Argument(graphene.NonNull(graphene.List(graphene.NonNull(WorkPeriodInput)))),
        "closed_days": graphene.Argument(graphene.NonNull(graphene.List(graphene.NonNull(graphene.String)))),
        "working_days": graphene.Argument(graphene.NonNull(graphene.List(graphene.NonNull(graphene.String)))),
        "urgencies": graphene.Argument(graphene.NonNull(graphene.List(graphene.NonNull(Urgency)))),
    },
    gives={"calendar": WorkCalendar},
    refusals=(
        Required,
        Invalid,
        Forbidden,
    ),
):
    """Replace the working calendar; it counts for deadlines that are given from now on."""

    @staticmethod
    def perform(
        context: Context, periods: list[Any], closed_days: list[str], working_days: list[str], urgencies: list[Any]
    ) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        actions.do_set_calendar(
            context.actor,
            [Period(tuple(each.weekdays), each.begins, each.ends) for each in periods],
            closed_days,
            working_days,
            [getattr(each, "value", each) for each in urgencies],
        )
        return {"calendar": calendar_view()}
