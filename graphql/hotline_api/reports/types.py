"""A table of figures."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.permissions import GuardedType
from tenants.local.reports import rules

StatisticsSubject = api_enum("StatisticsSubject", rules.Subject)
StatisticsUnit = api_enum("StatisticsUnit", rules.Unit)


class StatisticsColumn(GuardedType):
    """One figure; ``norm``: what it should be at least, null where no norm speaks of it."""

    class Meta:
        permission = Permission.REPORT_VIEW

    key = graphene.String(required=True)
    unit = graphene.Field(StatisticsUnit, required=True)
    norm = graphene.Float()


class StatisticsRow(GuardedType):
    """``key``: of whom or what, by the subject; "" where the books do not say. ``values`` belong to the columns; null
    where there is nothing to divide by."""

    class Meta:
        permission = Permission.REPORT_VIEW

    key = graphene.String(required=True)
    values = graphene.List(graphene.Float, required=True)


class Statistics(GuardedType):
    """Figures from ``begin`` to ``end``, both included, with what is worked out over all rows."""

    class Meta:
        permission = Permission.REPORT_VIEW

    subject = graphene.Field(StatisticsSubject, required=True)
    begin = graphene.Date(required=True)
    end = graphene.Date(required=True)
    columns = graphene.List(graphene.NonNull(StatisticsColumn), required=True)
    rows = graphene.List(graphene.NonNull(StatisticsRow), required=True)
    total = graphene.Field(StatisticsRow, required=True)
