"""The media gateway on this machine: Asterisk as installed, or unpacked without root; its configuration, its start."""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hotline.main.settings.env import ROOT

from . import authority, certificate, debian

TEMPLATES = ROOT / "infra" / "asterisk"
PACKAGES = ["asterisk", "asterisk-modules"]
OLDEST = {20: (20, 14), 21: (21, 9), 22: (22, 4)}
"""The first release of each branch that takes REST requests over the ARI websocket; later branches all do."""
BOOT_SECONDS = 30.0


class CannotRun(RuntimeError):
    """The media gateway does not run here; the text names its log."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the gateway listens. ``sip_bind`` takes trunk calls, ARI is for this machine only."""

    ari: int = 8088
    wss: int = 8089
    sip: int = 5060
    sip_tls: int = 5061
    sip_tls_unverified: int = 5062
    ami: int = 5038
    rtp_first: int = 10000
    rtp_last: int = 10999
    sip_bind: str = "127.0.0.1"
    trunk_match: str = "127.0.0.0/8"
    trunk_peer: str = "127.0.0.1:5090"


@dataclass(frozen=True, slots=True)
class Asterisk:
    """An Asterisk that can be run: its command, its modules, its documentation."""

    command: list[str]
    modules: Path
    share: Path
    sbin: Path


@dataclass(frozen=True, slots=True)
class GatewayProcess:
    """A configured gateway. ``secret`` is ARI's password."""

    asterisk: Asterisk
    folder: Path
    ports: Ports
    secret: str
    user: str = "hotline"
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def command(self) -> list[str]:
        """Runs in the foreground."""
        return [*self.asterisk.command, "-C", str(self.folder / "etc" / "asterisk.conf"), "-f", "-n"]

    @property
    def ari_url(self) -> str:
        """Where the engine finds it."""
        return f"http://127.0.0.1:{self.ports.ari}"

    def start(self, log: Path) -> "subprocess.Popen[bytes]":
        """Start it in a process group of its own."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as sink:
            return subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT, start_new_session=True
            )

    def wait_booted(self, process: "subprocess.Popen[bytes]") -> None:
        """Until it takes commands. Raises CannotRun with the place of its log when it ends instead."""
        end = time.monotonic() + BOOT_SECONDS
        while time.monotonic() < end:
            if process.poll() is not None:
                break
            if self.cli("core waitfullybooted") is not None:
                return
            time.sleep(0.05)
        raise CannotRun(f"the media gateway did not start; see {self.folder / 'log'}")

    def cli(self, command: str) -> str | None:
        """What the console command prints, or None when the gateway does not answer."""
        done = subprocess.run(
            [*self.asterisk.command, "-C", str(self.folder / "etc" / "asterisk.conf"), "-rx", command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout if done.returncode == 0 else None


def find(cache: Path, log: Path) -> Asterisk:
    """The machine's own Asterisk when it is new enough, else one unpacked into ``cache``. Raises CannotUnpack."""
    installed = shutil.which("asterisk")
    if installed and new_enough(version_of(installed)):
        modules = next(Path("/usr/lib").glob("*-linux-gnu*/asterisk/modules"), Path("/usr/lib/asterisk/modules"))
        return Asterisk([installed], modules, Path("/usr/share/asterisk"), Path(installed).parent)
    root = debian.unpack(PACKAGES, cache / "asterisk", log)
    modules = next(root.glob("usr/lib/*-linux-gnu*/asterisk/modules"))
    command = debian.program(root, "usr/sbin/asterisk", ["asterisk"])
    return Asterisk(command, modules, root / "usr/share/asterisk", root / "usr/sbin")


def new_enough(version: tuple[int, int]) -> bool:
    """Does an Asterisk of (major, minor) ``version`` do all that the engine asks of it?"""
    return version >= OLDEST.get(version[0], OLDEST[max(OLDEST)])


def version_of(binary: str) -> tuple[int, int]:
    """(major, minor) as the program says; (0, 0) when it says nothing of the kind."""
    said = subprocess.run([binary, "-V"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    return (int(found.group(1)), int(found.group(2))) if found else (0, 0)


def configure(
    asterisk: Asterisk,
    folder: Path,
    sounds: Path,
    ports: Ports,
    secret: str | None = None,
    tls: authority.Tls | None = None,
    faxes: Path | None = None,
) -> GatewayProcess:
    """Write the whole configuration below ``folder`` from the templates; ``sounds`` holds zh/, en/ and moh/.
    ``secret``: ARI's password, made once and kept when None; ``tls``: certificates of SIP, of our own when None;
    ``faxes``: the folder of fax documents that the house shares, one of its own when None."""
    folders = {name: folder / name for name in ("etc", "varlib", "db", "data", "spool", "run", "log")}
    faxes = faxes or folder / "spool" / "fax"
    for path in (*folders.values(), faxes, folder / "varlib" / "keys", folder / "spool" / "recording"):
        path.mkdir(parents=True, exist_ok=True)
    for base in ("varlib", "data"):
        for name in ("rest-api", "documentation", "static-http"):
            _link(folders[base] / name, asterisk.share / name)
    _link(folders["data"] / "sounds", sounds)
    cert, key = certificate.ensure(folder / "tls")
    tls = tls or authority.ensure(folder / "tls", ["localhost", "127.0.0.1"])
    secret = secret or _kept_secret(folder / "ari-secret")
    marks = {
        **{name.upper(): path for name, path in folders.items()},
        "NODE": hashlib.sha256(_kept_secret(folder / "node-name").encode()).hexdigest()[:6],
        "MODULES": asterisk.modules,
        "SBIN": asterisk.sbin,
        "ARI_BIND": "127.0.0.1",
        "ARI_PORT": ports.ari,
        "ARI_USER": "hotline",
        "ARI_PASSWORD": secret,
        "WSS_BIND": ports.sip_bind,
        "WSS_PORT": ports.wss,
        "CERT": cert,
        "KEY": key,
        "TLS_CERT": tls.cert,
        "TLS_KEY": tls.key,
        "TLS_CA": tls.ca,
        "TLS_PORT": ports.sip_tls,
        "TLS_UNVERIFIED_PORT": ports.sip_tls_unverified,
        "AMI_PORT": ports.ami,
        "SIP_BIND": ports.sip_bind,
        "SIP_PORT": ports.sip,
        "RTP_FIRST": ports.rtp_first,
        "RTP_LAST": ports.rtp_last,
        "TRUNK_MATCH": ports.trunk_match,
        "TRUNK_PEER": ports.trunk_peer,
        "MUSIC": sounds / "moh",
        "FAX": faxes,
    }
    for template in TEMPLATES.glob("*.conf"):
        filled = re.sub(r"@([A-Z_]+)@", lambda found: str(marks[found.group(1)]), template.read_text(encoding="utf-8"))
        target = folders["etc"] / template.name
        target.write_text(filled, encoding="utf-8")
        target.chmod(0o600)
    return GatewayProcess(asterisk, folder, ports, secret)


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() != target:
        link.unlink()
    with contextlib.suppress(FileExistsError):
        link.symlink_to(target)


def _kept_secret(path: Path) -> str:
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24))
    return path.read_text(encoding="ascii")
