"""Why a backup was not made, or not brought back. Their texts are for operators; nothing changed when one is raised."""


class BackupError(Exception):
    """Base: the text tells what is wrong and what to do."""


class AlreadyRunning(BackupError):
    """Another backup is being made."""


class ToolMissing(BackupError):
    """No pg_dump or pg_restore that is new enough for the server."""


class ToolFailed(BackupError):
    """pg_dump or pg_restore ended with an error."""


class Damaged(BackupError):
    """Something in the backup is missing or is not what was written."""


class OtherKey(BackupError):
    """The backup was sealed with another secret key, or its list was changed."""


class TooNew(BackupError):
    """The backup was made by a newer version of the program."""


class NotEmpty(BackupError):
    """There is a house here already."""


class InUse(BackupError):
    """Processes of the house are still at work on the database."""
