"""What tables, columns and rows of statistics are called where no browser writes them."""

import json
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any


class Language(StrEnum):
    """In which a recipient is written to."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


@cache
def words(language: str) -> dict[str, Any]:
    """The catalogue of one of ``Language``."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / f"{language}.json").read_text(encoding="utf-8"))
    return found
