"""Upkeep of the house itself, by the clock."""

import logging

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from hotline import tenancy
from hotline.backup import runs
from hotline.backup.errors import AlreadyRunning
from hotline.backup.place import of_settings
from hotline.objectstore import current_store
from telephony.contracts.events import AlarmKind
from tenants.shared.alarms import actions as alarms

from . import watching

log = logging.getLogger(__name__)
STORE = "object store"
BACKUP = "backup"


@shared_task(name="main.clear_sessions", ignore_result=True)
def clear_sessions() -> None:
    """Forget sessions that have run out."""
    with tenancy.entered_public():
        call_command("clearsessions")


@shared_task(name="main.watch_store", ignore_result=True)
def watch_store() -> bool:
    """Does the object store take anything? Raises or clears its alarm; whether it does."""
    try:
        current_store().check()
    except Exception as error:  # whatever its library raises
        alarms.do_raise(AlarmKind.STORE_DOWN, STORE, f"{type(error).__name__}: {error}")
        return False
    alarms.do_clear(AlarmKind.STORE_DOWN, STORE)
    return True


@shared_task(name="main.watch_house", ignore_result=True)
def watch_house() -> None:
    """A sample of how the house does, and the alarms of what is out of order."""
    watching.watch(watching.client())


@shared_task(name="main.forget_alarms", ignore_result=True)
def forget_alarms() -> int:
    """Drop alarms that were over long ago; how many."""
    return alarms.do_forget_old()


@shared_task(name="main.back_up", ignore_result=True)
def back_up(by: str = "") -> bool:
    """Make a backup now; was it made? ``by``: who wanted it, "" for the clock. A failure is an alarm."""
    try:
        runs.do_run(of_settings(), current_store(), by)
    except AlreadyRunning:
        return False
    except Exception as error:  # whatever PostgreSQL's tools, the disk or the store's library raise
        log.exception("backup")
        alarms.do_raise(AlarmKind.BACKUP_FAILED, BACKUP, str(error) or type(error).__name__)
        return False
    alarms.do_clear(AlarmKind.BACKUP_FAILED, BACKUP)
    alarms.do_clear(AlarmKind.BACKUP_OLD, BACKUP)
    return True


@shared_task(name="main.mind_backups", ignore_result=True)
def mind_backups() -> None:
    """Make the nightly one when it is time; it is an alarm when the newest is too old."""
    with tenancy.entered_public():
        now = timezone.localtime()
        due, old, last = runs.is_due(now), runs.is_too_old(now), runs.newest()
    if due:
        back_up.delay()
    told = timezone.localtime(last.started_at).strftime("%Y-%m-%d %H:%M") if last else ""
    alarms.do_hold(AlarmKind.BACKUP_OLD, BACKUP, told if old else None)
