"""How backups stand, and who may order one."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from hotline import tenancy
from hotline.backup import runs
from hotline.backup.models import BackupState
from hotline.kernel.actor import Actor
from tenants.shared.registry import queries as registry

from .errors import CityOnly


def of_city(actor: Actor) -> bool:
    """Inside the public schema."""
    return registry.tenant(actor.tenant).is_city


def check_city(actor: Actor) -> None:
    """Raises CityOnly."""
    with tenancy.entered_public():
        if not of_city(actor):
            raise CityOnly


def overview(actor: Actor) -> dict[str, Any]:
    """The rule, what runs, the newest."""
    with tenancy.entered_public():
        first = runs.runs().first()
        return {
            "rules": runs.rule(),
            "running": first if first and first.state == BackupState.RUNNING else None,
            "newest": runs.newest(),
            "too_old": runs.is_too_old(timezone.now()),
            "folder": str(settings.ENV.backup_folder),
            "editable": of_city(actor),
        }
