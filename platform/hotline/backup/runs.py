"""Runs in the books: making one with its progress told, the history, the rule."""

import time
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hotline import tenancy
from hotline.objectstore import ObjectStore

from . import making, schedule
from .errors import AlreadyRunning
from .manifest import Manifest
from .models import BackupRule, BackupRun, BackupState, BackupStep
from .place import House

TOLD_EVERY = 1.0  # seconds
INTERRUPTED = "The process that made it ended in the middle"


def rule() -> BackupRule:
    """The rule; made when it is asked for first. Inside the public schema."""
    return BackupRule.objects.get_or_create(pk=1)[0]


def runs() -> QuerySet[BackupRun]:
    """The newest first. Inside the public schema."""
    return BackupRun.objects.all()


def newest() -> BackupRun | None:
    """The newest whole backup. Inside the public schema."""
    return BackupRun.objects.filter(state=BackupState.DONE).first()


def do_run(house: House, store: ObjectStore, by: str = "") -> BackupRun:
    """Make a backup, remove those that are not kept. Raises AlreadyRunning, or what went wrong, which is in the run."""
    if not making.free(house):
        raise AlreadyRunning("A backup is being made already")
    with tenancy.entered_public():
        BackupRun.objects.filter(state=BackupState.RUNNING).update(
            state=BackupState.FAILED, ended_at=timezone.now(), error=INTERRUPTED
        )
        now = timezone.now()
        run = BackupRun.objects.create(name=making.name_at(now), by=by[:64], started_at=now)
        try:
            made, fresh = making.make(house, store, run.name, _Telling(run).tell)
            making.prune(house, rule().keep)
        except Exception as error:
            run.state, run.ended_at = BackupState.FAILED, timezone.now()
            run.error = (str(error) or type(error).__name__)[:500]
            run.save()
            raise
        _note(run, made, fresh)
        names = [folder.name for folder in house.backups()]
        BackupRun.objects.filter(kept=True).exclude(name__in=names).update(kept=False)
        return run


def _note(run: BackupRun, made: Manifest, fresh: int) -> None:
    run.state, run.kept = BackupState.DONE, True
    run.ended_at = run.checked_at = timezone.now()
    run.size, run.fresh, run.objects_count, run.rows = made.size, fresh, made.objects, made.rows
    run.save()


class _Telling:
    """Progress into the run's row, at most once a second and at every new step."""

    def __init__(self, run: BackupRun) -> None:
        self._run, self._told = run, 0.0

    def tell(self, step: BackupStep, done: int, total: int) -> None:
        now = time.monotonic()
        if step == self._run.step and now - self._told < TOLD_EVERY and done < total:
            return
        self._told = now
        self._run.step, self._run.done, self._run.total = step, done, total
        self._run.save(update_fields=["step", "done", "total"])


def do_settle_restored(made: Manifest) -> None:
    """In a restored database the very run that made it stands as going on: it was whole."""
    with tenancy.entered_public():
        found = BackupRun.objects.filter(state=BackupState.RUNNING, name=made.name).first()
        if found:
            _note(found, made, 0)


def do_set_rule(nightly: bool, hour: int, minute: int, keep: int, limit_hours: int) -> BackupRule:
    """Replace the rule; its numbers have been checked."""
    with tenancy.entered_public(), transaction.atomic():
        row = rule()
        row.nightly, row.hour, row.minute, row.keep, row.limit_hours = nightly, hour, minute, keep, limit_hours
        row.save()
        return row


def is_due(now: datetime) -> bool:
    """Is it time for the nightly one? ``now`` on the city's clock. Inside the public schema."""
    law, last = rule(), BackupRun.objects.first()
    return law.nightly and schedule.due(now, law.hour, law.minute, law.since, last.started_at if last else None)


def is_too_old(now: datetime) -> bool:
    """Is there no new enough backup? Inside the public schema."""
    law, last = rule(), newest()
    return schedule.too_old(now, law.limit_hours, law.since, last.started_at if last else None)
