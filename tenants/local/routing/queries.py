"""Reading scripts, alarms and dry runs of the entered tenant (the city)."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from telephony.contracts.plan import ScriptPlan

from .models import Activation, DryRun, RoutingScript, RunState, ScriptAlarm

ALARM_SHOWN_FOR = timedelta(minutes=10)
LOST_AFTER = timedelta(minutes=2)
"""A dry run whose progress has not moved for so long has lost its worker."""


def scripts() -> QuerySet[RoutingScript]:
    """Every version, newest first."""
    return RoutingScript.objects.all()


def script(version: int) -> RoutingScript | None:
    """One version."""
    return RoutingScript.objects.filter(version=version).first()


def in_force() -> RoutingScript | None:
    """The version in force, None for the built-in order."""
    newest = Activation.objects.select_related("script").first()
    return newest.script if newest else None


def activations(limit: int = 20) -> list[Activation]:
    """What was in force when, newest first."""
    return list(Activation.objects.select_related("script")[:limit])


def script_plan() -> ScriptPlan | None:
    """The script in force as the engine takes it. Its version there is that of the activation: a script that was
    suspended for its failures is tried again when it is put in force again."""
    newest = Activation.objects.select_related("script").first()
    return ScriptPlan(version=newest.pk, source=newest.script.source) if newest and newest.script else None


def alarms() -> QuerySet[ScriptAlarm]:
    """Newest first."""
    return ScriptAlarm.objects.all()


def alarm_now() -> ScriptAlarm | None:
    """The newest alarm of what is in force: for as long as the script is suspended, else for a while."""
    newest, alarm = Activation.objects.first(), alarms().first()
    if newest is None or newest.script_id is None or alarm is None or alarm.at < newest.at:
        return None
    return alarm if alarm.suspended or alarm.at > timezone.now() - ALARM_SHOWN_FOR else None


def version_of_activation(activation: int) -> int | None:
    """The script version that an activation put in force."""
    row = Activation.objects.select_related("script").filter(pk=activation).first()
    return row.script.version if row and row.script else None


def dry_runs() -> QuerySet[DryRun]:
    """Newest first."""
    return DryRun.objects.select_related("in_force")


def dry_run(pk: int) -> DryRun | None:
    """One dry run."""
    return dry_runs().filter(pk=pk).first()


def run_under_way() -> bool:
    """Is a dry run waiting or running, with a worker that is alive?"""
    rows = DryRun.objects.filter(state__in=(RunState.WAITING, RunState.RUNNING))
    return rows.filter(touched_at__gt=timezone.now() - LOST_AFTER).exists()
