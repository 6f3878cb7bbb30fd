"""Why a backup was not begun."""

from hotline.kernel.errors import HotlineError


class CityOnly(HotlineError):
    """Only the city's people make backups and set when."""

    code = "BACKUP_CITY_ONLY"


class BackupRunning(HotlineError):
    """A backup is being made already."""

    code = "BACKUP_RUNNING"


class WorkerAway(HotlineError):
    """The worker cannot be told; try again in a minute."""

    code = "WORKER_AWAY"
