"""Reading numbers as parts of the routing plan."""

from django.utils import timezone

from telephony.contracts import plan

from .models import Area, CalledNumber, ListedNumber, PlanVersion


def called_numbers() -> list[plan.CalledNumberPlan]:
    """What can be called."""
    return [
        plan.CalledNumberPlan(number=row.number, flow=row.flow, language=row.language, priority=row.priority)
        for row in CalledNumber.objects.order_by("number")
    ]


def areas() -> list[plan.AreaPlan]:
    """Where callers belong."""
    rows = Area.objects.select_related("tenant").order_by("prefix")
    return [plan.AreaPlan(prefix=row.prefix, tenant=row.tenant.key) for row in rows]


def listed() -> list[plan.ListedNumber]:
    """The black and white lists, without what is over."""
    rows = ListedNumber.objects.exclude(until__lt=timezone.now()).order_by("id")
    return [
        plan.ListedNumber(
            number=row.number,
            kind=plan.ListKind(row.kind),
            until=row.until.timestamp() if row.until else None,
        )
        for row in rows
    ]


def plan_changed() -> bool:
    """Must the engine be told a new plan?"""
    return not PlanVersion.objects.filter(pk=1, changed=False).exists()
