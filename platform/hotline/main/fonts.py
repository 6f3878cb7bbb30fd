"""The font that letters are drawn with: one with Chinese characters, simplified and traditional, and Latin ones."""

import os
from pathlib import Path

from .settings.env import cache_folder, home_folder

#: Debian's package that brings one where the machine has none (GPL 2 with the exception for documents that embed it)
PACKAGES = ["fonts-wqy-zenhei"]
PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
)
UNPACKED = "fonts/root/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"


def found() -> Path | None:
    """FAX_FONT, else one of the machine's own, else the unpacked one; None: there is none."""
    given = os.environ.get("FAX_FONT")
    if given:
        return Path(given)
    places = [*map(Path, PLACES), cache_folder(home_folder()) / UNPACKED]
    return next((place for place in places if place.is_file()), None)
