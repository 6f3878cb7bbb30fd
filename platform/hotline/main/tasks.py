"""Upkeep of the house itself, by the clock."""

from celery import shared_task
from django.core.management import call_command

from hotline import tenancy
from hotline.objectstore import current_store
from telephony.contracts.events import AlarmKind
from tenants.shared.alarms import actions as alarms

STORE = "object store"


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


@shared_task(name="main.forget_alarms", ignore_result=True)
def forget_alarms() -> int:
    """Drop alarms that were over long ago; how many."""
    return alarms.do_forget_old()
