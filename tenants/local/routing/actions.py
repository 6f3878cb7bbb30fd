"""Keeping the routing script and trying it out. Only the city does: one script for all queues."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound, Phrase
from telephony.contracts import script_flaws
from telephony.facade.replay import Figures, replay
from telephony.facade.scripts import flaw_of
from tenants.shared.numbering import actions as numbering
from tenants.shared.registry import queries as registry

from . import queries, recorded_day, routing_plan
from .errors import AlreadyInForce, CityOnly, NothingRecorded, NothingToReturnTo, RunUnderWay, ScriptFlawed
from .models import Activation, DryRun, RoutingScript, RunState

BUILT_IN = "built-in"


def _in_the_city(actor: Actor) -> None:
    with tenancy.entered_public():
        if not registry.tenant(actor.tenant).is_city:
            raise CityOnly


def check(source: str) -> None:
    """Raises ScriptFlawed with line, column (from 1; 0 when it is about the whole) and problem."""
    if flaw := flaw_of(source):
        code, named = script_flaws.told(flaw.problem)
        problem = Phrase(f"SCRIPT_FLAW_{code}", {**named})
        raise ScriptFlawed("source", line=flaw.line or 0, column=flaw.column or 0, problem=problem)


@transaction.atomic
def do_keep_script(actor: Actor, source: str, note: str = "") -> RoutingScript:
    """Keep a new version. It is not in force by that. Raises CityOnly, ScriptFlawed."""
    _in_the_city(actor)
    check(source)
    last = RoutingScript.objects.aggregate(last=Max("version"))["last"] or 0
    row = RoutingScript.objects.create(version=last + 1, source=source, note=note.strip()[:200], author=actor.name)
    audit.record(actor, "routing.script", str(row.version), row.note)
    return row


@transaction.atomic
def do_put_in_force(actor: Actor, version: int | None) -> RoutingScript | None:
    """Route by this version from now on; None: by the built-in order. Raises CityOnly, NotFound, AlreadyInForce."""
    _in_the_city(actor)
    row = queries.script(version) if version is not None else None
    if version is not None and row is None:
        raise NotFound("version")
    if queries.in_force() == row and not _suspended():
        raise AlreadyInForce
    Activation.objects.create(script=row, by=actor.name)
    numbering.do_mark_plan_changed()
    audit.record(actor, "routing.in_force", str(version or BUILT_IN))
    return row


def _suspended() -> bool:
    """Has the activation in force been suspended by the switchboard? Then the same version may be tried again."""
    newest, alarm = Activation.objects.first(), queries.alarms().first()
    return bool(newest and alarm and alarm.suspended and alarm.at > newest.at)


@transaction.atomic
def do_return(actor: Actor) -> RoutingScript | None:
    """Put in force again what was before. Raises CityOnly, NothingToReturnTo."""
    _in_the_city(actor)
    history = queries.activations(2)
    if not history:
        raise NothingToReturnTo
    former = history[1].script if len(history) > 1 else None
    return do_put_in_force(actor, former.version if former else None)


def do_begin_dry_run(actor: Actor, source: str, day: date) -> DryRun:
    """Note that ``day`` is to be played with the draft ``source``; the task does it.

    Raises CityOnly, ScriptFlawed, RunUnderWay, NothingRecorded.
    """
    _in_the_city(actor)
    check(source)
    if queries.run_under_way():
        raise RunUnderWay
    if not recorded_day.has_calls(day):
        raise NothingRecorded("day")
    with transaction.atomic():
        row = DryRun.objects.create(day=day, draft=source, in_force=queries.in_force(), author=actor.name)
        audit.record(actor, "routing.dry_run", str(day))
    return row


def do_dry_run(row: DryRun) -> None:
    """Play the day twice and keep the figures; a failure is kept too."""
    DryRun.objects.filter(pk=row.pk).update(state=RunState.RUNNING)
    try:
        plan = routing_plan.build(0)
        calls, duties = recorded_day.calls(row.day), recorded_day.duties(row.day)

        def played(source: str | None, begin: int) -> Figures:
            return replay(plan, source, calls, duties, lambda share: _progress(row, begin + int(50 * share)))

        in_force = row.in_force.source if row.in_force else None
        figures = {"draft": played(row.draft, 0), "in_force": played(in_force, 50)}
    except Exception as error:
        DryRun.objects.filter(pk=row.pk).update(state=RunState.FAILED, problem=repr(error)[:300])
        raise
    row.figures, row.calls = recorded_day.plain(figures), len(calls)
    row.state, row.progress = RunState.DONE, 100
    row.save()


def _progress(row: DryRun, percent: int) -> None:
    if percent > row.progress:
        row.progress = percent
        row.save(update_fields=["progress", "touched_at"])
