"""The edge before several gateways: Kamailio as installed or unpacked without root, its configuration, its start."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hotline.main.settings.env import ROOT

from . import debian
from .authority import Tls

TEMPLATES = ROOT / "infra" / "kamailio"
PACKAGES = ["kamailio", "kamailio-tls-modules", "kamailio-websocket-modules"]
GATEWAYS, CARRIERS, SECURE_GATEWAYS, SECURE_CARRIERS = 1, 2, 3, 4
"""Sets of the dispatcher's list."""
PIKE_DENSITY = 30
"""Requests of one stranger within two seconds that are heard."""
WRONG_PASSWORDS = 10
"""Of browsers of one address within a minute, before nothing of it is heard."""


@dataclass(frozen=True, slots=True)
class Kamailio:
    """A Kamailio that can be run: its command and its modules."""

    command: list[str]
    modules: Path


@dataclass(frozen=True, slots=True)
class Listeners:
    """Where the edge is heard: ``sip`` by UDP and TCP, ``tls``, and ``wss`` for browsers (``wss://…/ws/1`` leads to
    the first node). ``lines``: the address from which it speaks to the nodes for browsers; no trunk's there, or whoever
    opens a line is taken for the carrier."""

    bind: str
    sip: int
    tls: int
    wss: int
    lines: str


@dataclass(frozen=True, slots=True)
class Node:
    """A gateway, HOST:PORT each: by UDP and by TLS."""

    sip: str
    tls: str


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
    root = debian.unpack(PACKAGES, cache / "edge", log)
    modules = next(root.glob("usr/lib/*-linux-gnu*/kamailio/modules"))
    return Kamailio(debian.program(root, "usr/sbin/kamailio", ["kamailio"]), modules)


def configure(
    kamailio: Kamailio,
    folder: Path,
    listeners: Listeners,
    tls: Tls,
    nodes: Sequence[Node],
    carriers: Sequence[str],
    match: str,
    secure_carriers: Sequence[str] = (),
) -> EdgeProcess:
    """Write the configuration into ``folder``. ``carriers``: HOST:PORT that take calls out, by UDP and by TLS;
    ``match``: addresses and networks that may bring calls in, with commas between. ``tls``: what the edge shows, and
    who signs the nodes' and the carriers' certificates."""
    folder.mkdir(parents=True, exist_ok=True)
    sets = [(GATEWAYS, f"sip:{node.sip}") for node in nodes]
    sets += [(CARRIERS, f"sip:{place}") for place in carriers]
    sets += [(SECURE_GATEWAYS, f"sip:{node.tls};transport=tls") for node in nodes]
    sets += [(SECURE_CARRIERS, f"sip:{place};transport=tls") for place in secure_carriers]
    addresses = [place.partition("/") for place in match.split(",")]
    marks = {
        "EDGE_BIND": listeners.bind,
        "EDGE_LINES_BIND": listeners.lines,
        "EDGE_PORT": listeners.sip,
        "EDGE_TLS_PORT": listeners.tls,
        "EDGE_WSS_PORT": listeners.wss,
        "TLS_CERT": tls.cert,
        "TLS_KEY": tls.key,
        "TLS_CA": tls.ca,
        "MODULES": f"{kamailio.modules}/",
        "ETC": folder,
        "PIKE_DENSITY": PIKE_DENSITY,
        "WRONG_PASSWORDS": WRONG_PASSWORDS,
        "DISPATCHER": "\n".join(f"{number} {place}" for number, place in sets),
        "ADDRESSES": "\n".join(f"{GATEWAYS} {address} {length or 32}" for address, _, length in addresses),
        "NODES": "\n".join(f'    $sht(nodes=>{n}) = "sip:{node.sip}";' for n, node in enumerate(nodes, start=1)),
    }
    for template in ("kamailio.cfg", "tls.cfg", "dispatcher.list", "address.list"):
        text = (TEMPLATES / template).read_text(encoding="utf-8")
        filled = re.sub(r"@([A-Z_]+)@", lambda found: str(marks[found.group(1)]), text)
        (folder / template).write_text(filled, encoding="utf-8")
    return EdgeProcess(kamailio, folder)
