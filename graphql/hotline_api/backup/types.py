"""Backups."""

from typing import Any

import graphene

from hotline.backup import models
from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType

BackupState = api_enum("BackupState", models.BackupState)
BackupStep = api_enum("BackupStep", models.BackupStep)


class Backup(GuardedType):
    """One run. Sizes in bytes; ``done`` of ``total`` objects of the step."""

    class Meta:
        permission = Permission.ADMIN_BACKUP

    id = graphene.ID(required=True)
    name = graphene.String(required=True, description="Of its folder.")
    by = graphene.String(required=True, description='"" for the clock.')
    state = graphene.Field(BackupState, required=True)
    step = graphene.Field(BackupStep, required=True)
    done = graphene.Int(required=True)
    total = graphene.Int(required=True)
    started_at = graphene.DateTime(required=True)
    ended_at = graphene.DateTime()
    checked_at = graphene.DateTime(description="When all that was newly written had been read back.")
    size = graphene.Float(required=True)
    fresh = graphene.Float(required=True, description="Bytes newly copied.")
    objects = graphene.Int(required=True)
    rows = graphene.Float(required=True, description="Rows of all tables.")
    kept = graphene.Boolean(required=True, description="Is it still there?")
    error = graphene.String(required=True)

    @staticmethod
    def resolve_objects(root: models.BackupRun, _info: Any) -> int:
        return root.objects_count


BackupPage = page_type("Backup", Backup)


class BackupRules(GuardedType):
    """Made nightly at ``hour``:``minute``, the newest ``keep`` kept, an alarm when the newest is older than
    ``limitHours``."""

    class Meta:
        permission = Permission.ADMIN_BACKUP

    nightly = graphene.Boolean(required=True)
    hour = graphene.Int(required=True)
    minute = graphene.Int(required=True)
    keep = graphene.Int(required=True)
    limit_hours = graphene.Int(required=True)


class BackupOverview(GuardedType):
    """How it stands."""

    class Meta:
        permission = Permission.ADMIN_BACKUP

    rules = graphene.Field(BackupRules, required=True)
    running = graphene.Field(Backup)
    newest = graphene.Field(Backup, description="The newest whole one.")
    too_old = graphene.Boolean(required=True)
    folder = graphene.String(required=True, description="Where backups lie, on the worker's machine.")
    editable = graphene.Boolean(required=True, description="Only the city's people make backups and set when.")
