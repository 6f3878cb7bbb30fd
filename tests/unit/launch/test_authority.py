"""Certificates of SIP: made once, made anew in time, never with another authority; or those that were given."""

import datetime
import os
import threading
import time
from pathlib import Path

import pytest
from cryptography import x509

from hotline.main.launch import authority, gateways
from hotline.main.settings import env

NAMES = ["hotline.example", "localhost", "127.0.0.1"]
DAY = datetime.timedelta(days=1)


def read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_given_nothing_when_asked_then_an_authority_signs_a_certificate_with_the_names_and_keys_are_the_owners(
    tmp_path: Path,
) -> None:
    tls = authority.ensure(tmp_path / "tls", NAMES)
    cert, ca = read(tls.cert), read(tls.ca)
    cert.verify_directly_issued_by(ca)
    names = cert.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["hotline.example", "localhost"]
    assert [str(each) for each in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1"]
    assert {path.name: oct(path.stat().st_mode)[-3:] for path in (tmp_path / "tls").iterdir()} == {
        "ca.pem": "644",
        "ca-key.pem": "600",
        "sip-cert.pem": "644",
        "sip-key.pem": "600",
    }


def test_given_a_certificate_when_asked_again_then_it_stays_until_a_month_before_its_end(tmp_path: Path) -> None:
    now = datetime.datetime.now(datetime.UTC)
    first = read(authority.ensure(tmp_path, NAMES, now).cert)
    assert read(authority.ensure(tmp_path, NAMES, now + 360 * DAY).cert) == first
    tls = authority.ensure(tmp_path, NAMES, now + 370 * DAY)
    second = read(tls.cert)
    assert second.serial_number != first.serial_number
    second.verify_directly_issued_by(read(tls.ca))
    first.verify_directly_issued_by(read(tls.ca))  # who trusted us goes on trusting us


def test_given_other_names_then_the_certificate_is_made_anew_and_seen_to_be(tmp_path: Path) -> None:
    tls = authority.ensure(tmp_path, NAMES)
    before, seen = read(tls.cert), tls.fingerprint()
    again = authority.ensure(tmp_path, ["other.example"])
    assert read(again.cert) != before
    assert again.fingerprint() != seen


def test_given_files_in_the_environment_then_all_three_are_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert env.sip_tls() is None
    tls = authority.ensure(tmp_path, NAMES)
    monkeypatch.setenv("SIP_TLS_CERT", str(tls.cert))
    with pytest.raises(env.BadSetting, match="SIP_TLS_KEY"):
        env.sip_tls()
    monkeypatch.setenv("SIP_TLS_KEY", str(tls.key))
    monkeypatch.setenv("SIP_TLS_CA", str(tls.ca))
    assert env.sip_tls() == (tls.cert, tls.key, tls.ca)


class Gateway:
    """Takes commands of the console."""

    def __init__(self, told: threading.Event) -> None:
        self.commands: list[str] = []
        self._told = told

    def cli(self, command: str) -> str:
        self.commands.append(command)
        self._told.set()
        return ""


def test_given_a_renewed_certificate_when_looked_at_then_every_gateway_reads_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = authority.ensure(tmp_path, NAMES)
    for name, path in (("CERT", tls.cert), ("KEY", tls.key), ("CA", tls.ca)):
        monkeypatch.setenv(f"SIP_TLS_{name}", str(path))
    monkeypatch.setattr(gateways, "LOOK_SECONDS", 0.01)
    stop, told, heard = threading.Event(), threading.Event(), list[str]()
    running = [Gateway(told), Gateway(told)]
    watching = threading.Thread(target=gateways.watch, args=(env.load(), running, heard.append, stop))
    watching.start()
    while not heard:  # renewed again should the first time come before the watch began
        os.utime(tls.cert, (time.time(), tls.cert.stat().st_mtime + 10))
        told.wait(0.2)
    stop.set()
    watching.join(5)
    assert [set(each.commands) for each in running] == [{"module reload res_pjsip.so"}] * 2
    assert heard[0] == "the certificate of SIP was renewed"
