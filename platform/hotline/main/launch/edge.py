"""The edge before several gateways: Kamailio as installed or unpacked without root, its configuration, its start."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hotline.main.settings.env import ROOT

from . import debian

TEMPLATES = ROOT / "infra" / "kamailio"
PACKAGES = ["kamailio"]
GATEWAYS, CARRIERS = 1, 2
PIKE_DENSITY = 30
"""Requests of one stranger within two seconds that are heard."""


@dataclass(frozen=True, slots=True)
class Kamailio:
    """A Kamailio that can be run: its command and its modules."""

    command: list[str]
    modules: Path


@dataclass(frozen=True, slots=True)
class EdgeProcess:
    """A configured edge."""

    kamailio: Kamailio
    folder: Path

    @property
    def command(self) -> list[str]:
        """Runs in the foreground, with nothing outside ``folder``."""
        folder = str(self.folder)
        return [*self.kamailio.command, "-DD", "-E", "-f", f"{folder}/kamailio.cfg", "-Y", folder, "-w", folder]

    def start(self, log: Path) -> "subprocess.Popen[bytes]":
        """Start it in a process group of its own."""
        with log.open("ab") as sink:
            return subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT, start_new_session=True
            )

    def checked(self) -> str:
        """ "" when the configuration can be run, else what Kamailio says about it."""
        done = subprocess.run([*self.command, "-c"], capture_output=True, text=True, check=False)
        return "" if done.returncode == 0 else done.stderr


def find(cache: Path, log: Path) -> Kamailio:
    """The machine's own Kamailio, else one unpacked into ``cache``. Raises CannotUnpack."""
    installed = shutil.which("kamailio")
    if installed:
        modules = next(Path("/usr/lib").glob("*-linux-gnu*/kamailio/modules"), Path("/usr/lib/kamailio/modules"))
        return Kamailio([installed], modules)
    root = debian.unpack(PACKAGES, cache / "kamailio", log)
    modules = next(root.glob("usr/lib/*-linux-gnu*/kamailio/modules"))
    return Kamailio(debian.program(root, "usr/sbin/kamailio", ["kamailio"]), modules)


def configure(
    kamailio: Kamailio, folder: Path, bind: str, port: int, nodes: Sequence[str], carriers: Sequence[str], match: str
) -> EdgeProcess:
    """Write the configuration into ``folder``. ``nodes`` and ``carriers``: HOST:PORT each; ``match``: addresses and
    networks that may bring calls in, with commas between."""
    folder.mkdir(parents=True, exist_ok=True)
    sets = [(GATEWAYS, place) for place in nodes] + [(CARRIERS, place) for place in carriers]
    addresses = [place.partition("/") for place in match.split(",")]
    marks = {
        "EDGE_BIND": bind,
        "EDGE_PORT": port,
        "MODULES": f"{kamailio.modules}/",
        "ETC": folder,
        "PIKE_DENSITY": PIKE_DENSITY,
        "DISPATCHER": "\n".join(f"{number} sip:{place}" for number, place in sets),
        "ADDRESSES": "\n".join(f"{GATEWAYS} {address} {length or 32}" for address, _, length in addresses),
    }
    for template in ("kamailio.cfg", "dispatcher.list", "address.list"):
        text = (TEMPLATES / template).read_text(encoding="utf-8")
        filled = re.sub(r"@([A-Z_]+)@", lambda found: str(marks[found.group(1)]), text)
        (folder / template).write_text(filled, encoding="utf-8")
    return EdgeProcess(kamailio, folder)
