"""What the tests drive and the product does not need: a browser, a Chinese font, SIPp. Installed where we may."""

import os
import shutil
from pathlib import Path

from . import steps

#: program or file that shows that a package is there -> the package
NEEDED = {
    "chromium": "chromium",
    "sipp": "sip-tester",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
}


def missing() -> list[str]:
    """Packages that are not there."""
    return [
        package
        for sign, package in NEEDED.items()
        if not (Path(sign).exists() if sign.startswith("/") else shutil.which(sign))
    ]


def ensure_tools(log: Path) -> list[str]:
    """Install what is missing when we are root; lines that tell what was done or what the tests will skip."""
    packages = missing()
    if not packages:
        return []
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return [f"missing, their tests are skipped: {' '.join(packages)} (apt install them)"]
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        steps.run(["apt-get", *command], log, env={"DEBIAN_FRONTEND": "noninteractive"})
    left = missing()
    return [f"installed: {' '.join(p for p in packages if p not in left)}"] + (
        [f"not installed, their tests are skipped: {' '.join(left)}; see {log}"] if left else []
    )
