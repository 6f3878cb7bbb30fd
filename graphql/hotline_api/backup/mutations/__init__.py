"""The buttons of backups."""

from .backup_rules_set import BackupRulesSet
from .backup_start import BackupStart

ALL = (BackupStart, BackupRulesSet)
