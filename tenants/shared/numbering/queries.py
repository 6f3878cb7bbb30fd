"""Reading numbers as parts of the routing plan."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from hotline.kernel.phone import to_e164
from telephony.contracts import plan

from .models import (
    Area,
    CalledNumber,
    ChannelAllotment,
    ListedNumber,
    PlanVersion,
    ScannerRules,
    SipTrunk,
    TollRule,
    TrunkChannels,
)


def called_numbers() -> list[plan.CalledNumberPlan]:
    """What can be called."""
    return [
        plan.CalledNumberPlan(
            number=row.number, flow=row.flow, language=row.language, priority=row.priority, tenant=row.tenant
        )
        for row in CalledNumber.objects.order_by("number")
    ]


def fax_number_of(tenant: str) -> str:
    """The called number that leads to ``tenant``'s fax: to the city's flow "fax-<tenant>" or to the tenant's own
    flow "fax"; "" when there is none."""
    rows = CalledNumber.objects.filter(flow__in=(f"fax-{tenant}", f"{tenant}.fax"))
    row = rows.order_by("number").first()
    return row.number if row else ""


def tenant_of_called(number: str) -> str | None:
    """Whose a called number (in whatever form) is: a county's key, "" the city's; None when it is not set up here."""
    wanted = {number, to_e164(number) or number}
    for row in CalledNumber.objects.order_by("number"):
        if row.number in wanted or to_e164(row.number) in wanted:
            return row.tenant
    return None


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
            services=tuple(row.services),
            tenant=row.tenant,
            priority=row.priority,
            free=row.free,
        )
        for row in rows
    ]


def plan_changed() -> bool:
    """Must the engine be told a new plan?"""
    return not PlanVersion.objects.filter(pk=1, changed=False).exists()


def listed_numbers(
    tenant: str | None = None, text: str = "", kind: str | None = None, over: bool = False
) -> QuerySet[ListedNumber]:
    """Entries of the lists, newest first: those in force, or (``over``) those whose term has ended.

    ``tenant``: only its own and the whole city's. ``text``: part of the number or the reason. Read inside the public
    schema.
    """
    rows, now = ListedNumber.objects.order_by("-created_at", "-id"), timezone.now()
    rows = rows.filter(until__lte=now) if over else rows.filter(Q(until=None) | Q(until__gt=now))
    if tenant is not None:
        rows = rows.filter(tenant__in=("", tenant))
    if kind:
        rows = rows.filter(kind=kind)
    if text := text.strip():
        bare = text.replace(" ", "").replace("-", "").lstrip("0") or text
        rows = rows.filter(Q(number__contains=bare) | Q(reason__icontains=text))
    return rows


def channels() -> int:
    """How many channels the trunks have together; 0: not counted."""
    row = TrunkChannels.objects.filter(pk=1).first()
    return row.channels if row else 0


def allotment_rows() -> list[ChannelAllotment]:
    """Every allotment, in the order of the plan."""
    return list(ChannelAllotment.objects.order_by("use", "subject"))


def allotments() -> list[plan.AllotmentPlan]:
    """As parts of the plan."""
    return [
        plan.AllotmentPlan(
            use=plan.ChannelUse(row.use),
            subject=row.subject,
            guaranteed=row.guaranteed,
            maximum=row.maximum,
            when_full=plan.WhenFull(row.when_full),
            flow=row.flow,
        )
        for row in allotment_rows()
    ]


def toll_rows() -> list[TollRule]:
    """Every rule about calling out; everybody's first."""
    return list(TollRule.objects.order_by("subject"))


def tolls() -> list[plan.TollPlan]:
    """As parts of the plan."""
    return [
        plan.TollPlan(
            subject=row.subject,
            classes=tuple(plan.NumberClass(name) for name in row.classes.split(",") if name),
            concurrent=row.concurrent,
            hourly=row.hourly,
            auto_concurrent=row.auto_concurrent,
            auto_hourly=row.auto_hourly,
        )
        for row in toll_rows()
    ]


def trunks() -> list[plan.TrunkPlan]:
    """The carriers' trunks, as parts of the plan, in order."""
    return [
        plan.TrunkPlan(
            key=row.key,
            host=row.host,
            port=row.port,
            match=tuple(row.match.split(",")) if row.match else (),
            transport=plan.SipTransport(row.transport),
            media=plan.MediaSafety(row.media),
            verify=row.verify,
            outgoing=row.outgoing,
            number_form=plan.NumberForm(row.number_form),
            shown=row.shown,
            shown_form=plan.NumberForm(row.shown_form),
            user=row.user,
            sealed=row.sealed,
            register=row.register,
        )
        for row in SipTrunk.objects.all()
    ]


def scanners() -> plan.ScannerPlan:
    """When an address is shut out, as part of the plan."""
    row = ScannerRules.objects.filter(pk=1).first()
    if row is None:
        return plan.ScannerPlan()
    return plan.ScannerPlan(
        failures=row.failures,
        within_seconds=row.within_seconds,
        shut_seconds=row.shut_seconds,
        never=tuple(row.never.split(",")) if row.never else (),
    )
