"""The house whose backup is made, and where its backups lie."""

from dataclasses import dataclass
from pathlib import Path

from .pool import Pool
from .postgres import Database


@dataclass(frozen=True, slots=True)
class House:
    """``key``: the secret key; ``journal``: the switchboard's folder; ``program``: that of the program itself;
    ``folder``: of all backups."""

    database: Database
    key: str
    journal: Path
    program: Path
    folder: Path

    @property
    def pool(self) -> Pool:
        """Contents of all backups."""
        return Pool(self.folder / "pool")

    def backups(self) -> list[Path]:
        """Folders of whole backups, the newest first."""
        return sorted((path.parent for path in self.folder.glob("*/manifest.json")), reverse=True)


def of_settings() -> House:
    """This house, as its settings say."""
    from django.conf import settings

    return House(
        Database.of_settings(settings.DATABASES["default"]),
        settings.SECRET_KEY,
        settings.HOTLINE_HOME / "journal",
        settings.BASE_DIR,
        settings.ENV.backup_folder,
    )
