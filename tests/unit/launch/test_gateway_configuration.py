"""What the media gateway is told: every template filled, secrets for the owner only, strangers shut out."""

import configparser
import re
import stat
from pathlib import Path

import pytest

from hotline.main.launch import gateway
from hotline.main.launch.gateway import Asterisk, GatewayProcess, Ports

PORTS = Ports(ari=18088, wss=18089, sip=18060, rtp_first=18100, rtp_last=18299, trunk_match="127.0.0.0/8,10.1.0.0/16")


@pytest.fixture
def configured(tmp_path: Path) -> GatewayProcess:
    asterisk = Asterisk(["asterisk"], tmp_path / "modules", tmp_path / "share", tmp_path / "sbin")
    return gateway.configure(asterisk, tmp_path / "gateway", tmp_path / "sounds", PORTS)


def section(made: GatewayProcess, file: str, name: str) -> dict[str, list[str]]:
    """The settings of every section called ``name`` in ``file``, in order."""
    found: dict[str, list[str]] = {}
    inside = False
    for line in (made.folder / "etc" / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            inside = line.startswith(f"[{name}]")
        elif inside and "=" in line and not line.startswith(";"):
            key, _, value = line.partition("=")
            found.setdefault(key.strip(), []).append(value.lstrip(">").strip())
    return found


def test_given_the_templates_when_filled_then_no_mark_is_left(configured: GatewayProcess) -> None:
    written = list((configured.folder / "etc").glob("*.conf"))
    assert {file.name for file in written} == {file.name for file in gateway.TEMPLATES.glob("*.conf")}
    assert [file.name for file in written if re.search(r"@[A-Z_]+@", file.read_text(encoding="utf-8"))] == []


def test_given_a_configuration_when_written_then_only_its_owner_reads_secrets(configured: GatewayProcess) -> None:
    secrets = [configured.folder / "ari-secret", configured.folder / "tls" / "key.pem"]
    secrets += (configured.folder / "etc").glob("*.conf")
    assert {stat.S_IMODE(file.stat().st_mode) for file in secrets} == {0o600}


def test_given_a_second_start_when_configured_again_then_secret_and_certificate_stay(
    configured: GatewayProcess, tmp_path: Path
) -> None:
    certificate = (configured.folder / "tls" / "cert.pem").read_bytes()
    again = gateway.configure(configured.asterisk, configured.folder, tmp_path / "sounds", PORTS)
    assert again.secret == configured.secret
    assert (again.folder / "tls" / "cert.pem").read_bytes() == certificate


def test_given_the_ports_when_filled_then_every_listener_has_its_own(configured: GatewayProcess) -> None:
    http = section(configured, "http.conf", "general")
    assert (http["bindaddr"], http["bindport"]) == (["127.0.0.1"], ["18088"])
    assert http["tlsbindaddr"] == ["127.0.0.1:18089"]
    assert section(configured, "pjsip.conf", "udp")["bind"] == ["127.0.0.1:18060"]
    assert section(configured, "pjsip.conf", "tcp")["bind"] == ["127.0.0.1:18060"]
    rtp = section(configured, "rtp.conf", "general")
    assert (rtp["rtpstart"], rtp["rtpend"]) == (["18100"], ["18299"])


def test_given_the_trunk_when_filled_then_it_is_known_by_address_alone_and_strangers_have_no_endpoint(
    configured: GatewayProcess,
) -> None:
    trunk = section(configured, "pjsip.conf", "trunk")
    assert trunk["match"] == ["127.0.0.0/8,10.1.0.0/16"]
    assert trunk["context"] == ["from-trunk"]
    text = (configured.folder / "etc" / "pjsip.conf").read_text(encoding="utf-8")
    assert "[anonymous]" not in text
    assert "endpoint_identifier_order = header,username,ip\n" in text
    modules = (configured.folder / "etc" / "modules.conf").read_text(encoding="utf-8")
    assert "res_pjsip_endpoint_identifier_anonymous" not in modules


def test_given_accounts_of_seats_when_kept_then_only_in_memory(configured: GatewayProcess) -> None:
    sorcery = configparser.ConfigParser(strict=False, interpolation=None)
    sorcery.read(configured.folder / "etc" / "sorcery.conf", encoding="utf-8")
    assert {name: sorcery["res_pjsip"][name] for name in ("endpoint", "auth", "aor")} == dict.fromkeys(
        ("endpoint", "auth", "aor"), "memory"
    )


def test_given_the_modules_when_listed_then_nothing_loads_by_itself_and_none_twice(configured: GatewayProcess) -> None:
    modules = section(configured, "modules.conf", "modules")
    assert modules["autoload"] == ["no"]
    assert len(modules["load"]) == len(set(modules["load"]))


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ((18, 30), False),
        ((20, 13), False),
        ((20, 14), True),
        ((21, 8), False),
        ((21, 9), True),
        ((22, 3), False),
        ((22, 4), True),
        ((23, 0), True),
        ((0, 0), False),
    ],
)
def test_given_a_version_when_judged_then_only_those_with_requests_over_the_websocket_will_do(
    version: tuple[int, int], enough: bool
) -> None:
    assert gateway.new_enough(version) is enough
