"""Keeping numbers, areas and lists. Each enters the public schema by itself; the plan follows after the commit.

``actor`` None: the house itself, at set-up; not written into an audit log.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, NotFound, Required
from telephony.contracts.plan import AllotmentPlan, TollPlan, WhenFull
from tenants.shared.registry import queries as registry

from . import plan_port, rules
from .errors import CityOnly, GuaranteesExceed, InvalidNumber, InvalidPrefix
from .models import Area, CalledNumber, ChannelAllotment, PlanVersion, TollRule, TrunkChannels


def do_keep_called_number(
    number: str, flow: str, language: str = "zh", priority: int = 0, *, tenant: str = "", actor: Actor | None = None
) -> None:
    """What calling ``number`` leads to; with ``priority`` its callers go before others in the queues.
    ``tenant``: key of the county to which it is given, "" the city's own.

    Raises InvalidNumber, Invalid (language, priority), Required (flow).
    """
    if not rules.is_called_number(number):
        raise InvalidNumber("number")
    if language not in rules.LANGUAGES:
        raise Invalid("language")
    if abs(priority) > rules.HIGHEST_PRIORITY:
        raise Invalid("priority")
    if not flow:
        raise Required("flow")
    if tenant:
        registry.tenant(tenant)
    settings = {"flow": flow, "language": language, "priority": priority, "tenant": tenant}
    with changed(actor, "numbering.called_number", number, flow):
        CalledNumber.objects.update_or_create(number=number, defaults=settings)


def do_keep_area(prefix: str, tenant: str, *, actor: Actor | None = None) -> None:
    """Callers with this E.164 ``prefix`` belong to ``tenant`` (its key). Raises InvalidPrefix, NotFound."""
    if not rules.is_prefix(prefix):
        raise InvalidPrefix("prefix")
    with changed(actor, "numbering.area", prefix, tenant):
        Area.objects.update_or_create(prefix=prefix, defaults={"tenant_id": registry.tenant(tenant).pk})


def do_allot_channels(channels: int, rows: Sequence[AllotmentPlan], *, actor: Actor | None = None) -> None:
    """Replace the whole allotment. Raises CityOnly, Invalid (a number out of range, a use and subject twice, an unknown
    subject or flow), GuaranteesExceed."""
    check_city(actor)
    if not 0 <= channels <= rules.MOST_CHANNELS:
        raise Invalid("channels")
    if any(not 0 <= n <= rules.MOST_CHANNELS for row in rows for n in (row.guaranteed, row.maximum)):
        raise Invalid("rows")
    if len({(row.use, row.subject) for row in rows}) < len(rows):
        raise Invalid("rows")
    if any(row.when_full is WhenFull.FLOW and not row.flow for row in rows):
        raise Required("flow")
    wide = {row.use for row in rows if not row.subject}
    counted = [row for row in rows if not row.subject or row.use not in wide]
    if not rules.fits([row.guaranteed for row in counted], [row.maximum for row in counted], channels):
        raise GuaranteesExceed("rows")
    with tenancy.entered_public():
        known = {"", *(t.key for t in registry.tenants()), *CalledNumber.objects.values_list("number", flat=True)}
    if any(row.subject not in known for row in rows):
        raise Invalid("subject")
    said = "; ".join(f"{r.use.value} {r.subject or '*'} {r.guaranteed}–{r.maximum or '∞'}" for r in rows)
    with changed(actor, "channels.allot", f"{channels or '∞'} channels", said[:500]):
        TrunkChannels.objects.update_or_create(pk=1, defaults={"channels": channels})
        ChannelAllotment.objects.all().delete()
        ChannelAllotment.objects.bulk_create(
            ChannelAllotment(
                use=row.use.value,
                subject=row.subject,
                guaranteed=row.guaranteed,
                maximum=row.maximum,
                when_full=row.when_full.value,
                flow=row.flow,
            )
            for row in rows
        )


def do_set_tolls(rows: Sequence[TollPlan], *, actor: Actor | None = None) -> None:
    """Replace the rules of what may be called from seats. Raises CityOnly, Invalid (a subject twice, limits of 0)."""
    check_city(actor)
    if len({row.subject for row in rows}) < len(rows):
        raise Invalid("subject")
    if any(not 0 < row.concurrent <= 100 or not 0 < row.hourly <= 10_000 for row in rows):
        raise Invalid("rows")
    if any(not 0 < n <= rules.MOST_CHANNELS for row in rows for n in (row.auto_concurrent, row.auto_hourly)):
        raise Invalid("rows")
    said = "; ".join(
        f"{r.subject or '*'}: {','.join(c.value for c in r.classes)} {r.concurrent}/{r.hourly}"
        f" auto {r.auto_concurrent}/{r.auto_hourly}"
        for r in rows
    )
    with changed(actor, "tolls.set", "calls out", said[:500]):
        TollRule.objects.all().delete()
        TollRule.objects.bulk_create(
            TollRule(
                subject=row.subject,
                classes=",".join(each.value for each in row.classes),
                concurrent=row.concurrent,
                hourly=row.hourly,
                auto_concurrent=row.auto_concurrent,
                auto_hourly=row.auto_hourly,
            )
            for row in rows
        )


def check_city(actor: Actor | None) -> None:
    """Raises CityOnly for the people of a county."""
    if actor is not None:
        with tenancy.entered_public():
            if not registry.tenant(actor.tenant).is_city:
                raise CityOnly


def do_drop_called_number(number: str, *, actor: Actor) -> None:
    """Nobody can call ``number`` any more. Raises NotFound."""
    with changed(actor, "numbering.called_number", number, "dropped"):
        if not CalledNumber.objects.filter(number=number).delete()[0]:
            raise NotFound("number")


def do_drop_area(prefix: str, *, actor: Actor) -> None:
    """Callers with ``prefix`` belong where the next shorter one says, else to the city. Raises NotFound."""
    with changed(actor, "numbering.area", prefix, "dropped"):
        if not Area.objects.filter(prefix=prefix).delete()[0]:
            raise NotFound("prefix")


@contextmanager
def changed(actor: Actor | None, action: str, thing: str, detail: str) -> Iterator[None]:
    """A change of numbers: in the public schema, with its audit entry, and the plan marked."""
    with tenancy.entered_public(), transaction.atomic():
        yield
        do_mark_plan_changed()
        if actor is not None:
            with tenancy.entered(actor.tenant):
                audit.record(actor, action, thing, detail)


def do_mark_plan_changed() -> None:
    """What the engine knows is no longer true: in the change's transaction, so that it is told even after a fault."""
    with tenancy.entered_public():
        if not PlanVersion.objects.filter(pk=1).update(changed=True):
            PlanVersion.objects.get_or_create(pk=1, defaults={"changed": True})
    if not any(waiting[1] is plan_port.publish for waiting in connection.run_on_commit):
        transaction.on_commit(plan_port.publish)


def do_publish_next(publish: Callable[[int], None]) -> None:
    """Call ``publish`` with the next version; one at a time, so that an older plan never replaces a newer one.

    Nothing is counted when ``publish`` raises. Call outside a transaction.
    """
    with tenancy.entered_public(), transaction.atomic():
        PlanVersion.objects.get_or_create(pk=1)
        row = PlanVersion.objects.select_for_update().get(pk=1)
        publish(row.version + 1)
        row.version, row.changed = row.version + 1, False
        row.save(update_fields=["version", "changed"])
