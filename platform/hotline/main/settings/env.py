"""The environment, read once and typed. A ``.env`` file beside ``manage.py`` fills what the environment leaves open."""

import hashlib
import ipaddress
import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[4]


def read_dotenv(path: Path) -> None:
    """``NAME=value`` lines into the environment; what is there already wins. Comments and quotes as usual."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, found, value = line.strip().partition("=")
        if found and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def runtime_dir(home: Path) -> Path:
    """Where unix sockets lie: in the home folder, or in a short one of its own where that path is too long for one."""
    folder = home / "run"
    if len(str(folder)) > 70:
        name = hashlib.sha256(str(home).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"hotline-{os.getuid()}-{name}"
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    return folder


def home_folder() -> Path:
    """HOTLINE_HOME, or ``var`` in the project's folder."""
    return Path(os.environ.get("HOTLINE_HOME") or ROOT / "var").resolve()


def cache_folder(home: Path) -> Path:
    """What was fetched and can be shared between homes: HOTLINE_CACHE, or a folder of the home."""
    return Path(os.environ.get("HOTLINE_CACHE") or home / "cache").resolve()


class BadSetting(ValueError):
    """A setting cannot be what it was given as; the text names it."""


def port_of(name: str, default: int) -> int:
    """A port's number from the environment. Raises BadSetting."""
    given = os.environ.get(name) or str(default)
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise BadSetting(f"{name} must be a port's number, 1 to 65535, not {given!r}")
    return int(given)


def rtp_ports() -> tuple[int, int]:
    """First and last UDP port for audio, from ``RTP_PORTS``. Raises BadSetting."""
    given = os.environ.get("RTP_PORTS") or "10000-10999"
    first, found, last = given.partition("-")
    if not found or not (first.isdecimal() and last.isdecimal() and 1023 < int(first) < int(last) < 65536):
        raise BadSetting(f"RTP_PORTS must be FIRST-LAST between 1024 and 65535, not {given!r}")
    return int(first), int(last)


def nodes() -> int:
    """How many media gateways are started here, from ``NODES``: 1 to 4. Raises BadSetting."""
    given = os.environ.get("NODES") or "1"
    if given not in ("1", "2", "3", "4"):
        raise BadSetting(f"NODES must be 1 to 4, not {given!r}")
    return int(given)


NODE_STEP = 10
"""The ports of a further node started here are so much higher than those of the one before it."""


def sip_nodes(public_url: str, ari_port: int, wss_port: int) -> list[list[str]]:
    """Where a browser registers its telephone: for each node (or for the edge before them) its addresses, best first.

    ``SIP_URLS`` names them, one a node, with commas between; else those of the nodes that are started here. None where
    Twilio is the only gateway: ``TWILIO_VOICE_URL`` is given and ``ARI_URL`` is given as nothing."""
    given = [url.strip() for url in (os.environ.get("SIP_URLS") or "").split(",") if url.strip()]
    if given:
        return [[url] for url in given]
    if os.environ.get("TWILIO_VOICE_URL") and os.environ.get("ARI_URL") == "":
        return []
    host, found = urlsplit(public_url).hostname, []
    for number in range(nodes()):
        plain = [f"ws://localhost:{ari_port + number * NODE_STEP}/ws"] if public_url.startswith("http://") else []
        found.append([*plain, f"wss://{host}:{wss_port + number * NODE_STEP}/ws"])
    return found


def networks(name: str, default: str) -> str:
    """Addresses and networks with commas between, from the environment. Raises BadSetting."""
    given = os.environ.get(name) or default
    for network in given.split(","):
        try:
            ipaddress.ip_network(network.strip(), strict=False)
        except ValueError as error:
            raise BadSetting(f"{name} must be addresses or networks with commas between: {error}") from error
    return given


def trunk() -> tuple[str, str]:
    """(addresses and networks that may bring calls in, ``host:port`` that takes calls out or "") of the gateway that
    is started here, from ``TRUNK_MATCH`` and ``TRUNK_PEER``. Raises BadSetting."""
    match, peer = networks("TRUNK_MATCH", "127.0.0.0/8"), os.environ.get("TRUNK_PEER") or ""
    if peer and not re.fullmatch(r"[A-Za-z0-9.-]+:\d{1,5}", peer):
        raise BadSetting(f"TRUNK_PEER must be HOST:PORT, not {peer!r}")
    return match, peer


def sip_tls() -> tuple[Path, Path, Path] | None:
    """Certificate, key and trusted authorities (PEM files) of SIP over TLS, from ``SIP_TLS_CERT``, ``SIP_TLS_KEY`` and
    ``SIP_TLS_CA``; None when none is given. Raises BadSetting."""
    names = ("SIP_TLS_CERT", "SIP_TLS_KEY", "SIP_TLS_CA")
    given = [os.environ.get(name) or "" for name in names]
    if not any(given):
        return None
    for name, path in zip(names, given, strict=True):
        if not Path(path).is_file() or not path:
            raise BadSetting(f"{name} must be a PEM file; all three of {', '.join(names)} are needed")
    cert, key, ca = (Path(path).resolve() for path in given)
    return cert, key, ca


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting that an operator may give; see ``docs/operations.md``."""

    home: Path
    port: int
    sip_port: int
    sip_tls_port: int
    ami_port: int
    sip_wss_port: int
    ari_port: int
    database_url: str
    database_pool: int
    redis_url: str
    ari_url: str
    sounds_folders: tuple[Path, ...]
    fax_folder: Path
    backup_folder: Path
    s3_bucket: str
    s3_endpoint_url: str
    mail_port: int
    mail_bind: str
    mail_match: str
    mail_server_url: str
    twilio_account_sid: str
    twilio_auth_token: str
    twilio_from: str
    public_url: str
    allowed_hosts: tuple[str, ...]
    demo: bool
    secret_key: str


def load() -> Environment:
    """Read everything. The secret key is made once and kept in the home folder for its owner. Raises BadSetting."""
    read_dotenv(ROOT / ".env")
    get = os.environ.get
    home = home_folder()
    port, ari_port = port_of("PORT", 8000), port_of("ARI_PORT", 8088)
    return Environment(
        home=home,
        port=port,
        sip_port=port_of("SIP_PORT", 5060),
        sip_tls_port=port_of("SIP_TLS_PORT", port_of("SIP_PORT", 5060) + 1),
        ami_port=port_of("AMI_PORT", ari_port - 1),
        sip_wss_port=port_of("SIP_WSS_PORT", 8089),
        ari_port=ari_port,
        database_url=get("DATABASE_URL") or f"postgresql://postgres@/hotline?host={runtime_dir(home)}/pg",
        database_pool=int(get("DATABASE_POOL") or 0),
        redis_url=get("REDIS_URL") or f"unix://{runtime_dir(home)}/redis.sock",
        ari_url=get("ARI_URL") or f"http://127.0.0.1:{ari_port}",
        sounds_folders=tuple(
            Path(each).resolve() for each in (get("SOUNDS_FOLDERS") or str(home / "sounds")).split(os.pathsep) if each
        ),
        fax_folder=Path(get("FAX_FOLDER") or home / "faxes").resolve(),
        backup_folder=Path(get("BACKUP_FOLDER") or home / "backups").resolve(),
        s3_bucket=get("S3_BUCKET") or "",
        s3_endpoint_url=get("S3_ENDPOINT_URL") or "",
        mail_port=port_of("MAIL_PORT", port + 25 if port < 65000 else port - 25),
        mail_bind=get("MAIL_BIND") or "127.0.0.1",
        mail_match=networks("MAIL_MATCH", "127.0.0.0/8,::1"),
        mail_server_url=get("MAIL_SERVER_URL") or "",
        twilio_account_sid=get("TWILIO_ACCOUNT_SID") or "",
        twilio_auth_token=get("TWILIO_AUTH_TOKEN") or "",
        twilio_from=get("TWILIO_FROM") or "",
        public_url=(get("PUBLIC_URL") or f"http://localhost:{port}").rstrip("/"),
        allowed_hosts=tuple((get("ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")),
        demo=get("HOTLINE_DEMO") == "1",
        secret_key=get("SECRET_KEY") or _kept_secret(home / "secret_key"),
    )


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # another process was quicker: its key is the key
    return path.read_text(encoding="ascii")


def sip_servers(env: Environment) -> tuple[list[str], list[str]]:
    """Where SIP telephones register, ``HOST:PORT`` of each node: by UDP and TCP, and by TLS. ``SIP_SERVERS`` and
    ``SIP_TLS_SERVERS`` name them, with commas between; else the nodes that are started here."""
    host = urlsplit(env.public_url).hostname or "localhost"
    found = []
    for name, port in (("SIP_SERVERS", env.sip_port), ("SIP_TLS_SERVERS", env.sip_tls_port)):
        given = [each.strip() for each in (os.environ.get(name) or "").split(",") if each.strip()]
        found.append(given or [f"{host}:{port + number * NODE_STEP}" for number in range(nodes())])
    return found[0], found[1]
