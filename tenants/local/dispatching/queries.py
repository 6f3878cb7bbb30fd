"""Reading dispatches and duties of the entered tenant."""

from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from telephony.contracts.outreach import UnitState
from tenants.local.voice import catalogue

from . import rules
from .models import Dispatch, DispatchState, DispatchUnit, DutyContact

MESSAGE_PREFIX = "dispatch-"
#: part of every dispatch, not a message to choose
FRAME = frozenset({"dispatch-opening", "dispatch-keys", "dispatch-accepted", "dispatch-refused"})


def messages() -> dict[str, dict[str, str]]:
    """Prerecorded messages, one's own and the city's first: key -> language -> text."""
    return {
        each.key: dict(each.texts)
        for each in catalogue.choices()
        if each.owner or (each.key.startswith(MESSAGE_PREFIX) and each.key not in FRAME)
    }


def prompts_used() -> list[tuple[str, str]]:
    """Prompt and title of every dispatch that still calls units, or is just being handed to the switchboard."""
    rows = Dispatch.objects.filter(state=DispatchState.RUNNING).order_by("pk").values_list("prompts", "title")
    return [(key, title) for keys, title in rows for key in dict.fromkeys(keys)]


def dispatches(text: str = "", case_number: str = "", state: str | None = None) -> "QuerySet[Dispatch]":
    """Newest first, with their units; ``text`` in title, case number, unit or person."""
    rows = Dispatch.objects.filter(begun=True).annotate(
        unit_count=Count("units", distinct=True),
        accepted_count=Count("units", filter=Q(units__state=UnitState.ACCEPTED.value), distinct=True),
    )
    if state:
        rows = rows.filter(state=state)
    if case_number:
        rows = rows.filter(case_number=case_number)
    if text := text.strip():
        named = DispatchUnit.objects.filter(Q(name__icontains=text) | Q(person__icontains=text)).values("dispatch")
        rows = rows.filter(Q(title__icontains=text) | Q(case_number__startswith=text) | Q(pk__in=named))
    return rows


def dispatch(pk: int) -> Dispatch | None:
    """One dispatch with units and attempts."""
    units = DispatchUnit.objects.prefetch_related("attempts")
    return Dispatch.objects.filter(pk=pk, begun=True).prefetch_related(Prefetch("units", queryset=units)).first()


def running_before(moment: datetime) -> list[Dispatch]:
    """Dispatches that began before ``moment`` and are not over."""
    return list(Dispatch.objects.filter(state=DispatchState.RUNNING, started_at__lt=moment))


def duties(text: str = "") -> list[DutyContact]:
    """The list of who is on duty when, by unit."""
    rows = DutyContact.objects.select_related("department")
    if text := text.strip():
        rows = rows.filter(Q(name__icontains=text) | Q(department__names__icontains=text) | Q(numbers__icontains=text))
    return list(rows)


def duty(pk: int) -> DutyContact | None:
    """One entry of the duty list."""
    return DutyContact.objects.select_related("department").filter(pk=pk).first()


def is_on_duty(row: DutyContact, at: datetime | None = None) -> bool:
    """Is the person on duty at ``at`` (now)?"""
    local = timezone.localtime(at or timezone.now())
    minute = local.hour * 60 + local.minute
    return rules.on_duty(row.weekdays, row.from_minute, row.to_minute, local.isoweekday(), minute)
