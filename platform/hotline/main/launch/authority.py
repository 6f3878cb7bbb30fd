"""Certificates of SIP over TLS: those that were given, or of an authority of our own, made at the first start.

Telephones and trunks that are to trust the gateway get ``ca.pem``. A certificate of our own is made anew in time; given
ones are renewed by whoever gave them. In both cases the gateway reads them again (``gateways.watch``).
"""

import datetime
import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_VALID = datetime.timedelta(days=3650)
VALID = datetime.timedelta(days=397)
RENEW_BEFORE = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Tls:
    """PEM files. ``ca``: whom the gateway trusts, and who has signed ``cert`` if it is of our own authority."""

    cert: Path
    key: Path
    ca: Path

    def fingerprint(self) -> tuple[float, ...]:
        """Changes when a file does."""
        return tuple(each.stat().st_mtime for each in (self.cert, self.key, self.ca))


def ensure(folder: Path, names: Sequence[str], now: datetime.datetime | None = None) -> Tls:
    """Of our own authority in ``folder``: made where missing, made anew when it ends soon or ``names`` (host names and
    addresses) are others."""
    tls = Tls(folder / "sip-cert.pem", folder / "sip-key.pem", folder / "ca.pem")
    now = now or datetime.datetime.now(datetime.UTC)
    folder.mkdir(parents=True, exist_ok=True)
    authority_key = folder / "ca-key.pem"
    if not (tls.ca.exists() and authority_key.exists()):
        _make_authority(tls.ca, authority_key, now)
        tls.cert.unlink(missing_ok=True)
    if not (tls.cert.exists() and tls.key.exists()) or _is_stale(tls.cert, names, now):
        _issue(tls, authority_key, names, now)
    return tls


def _is_stale(cert: Path, names: Sequence[str], now: datetime.datetime) -> bool:
    read = x509.load_pem_x509_certificate(cert.read_bytes())
    found = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return read.not_valid_after_utc - now < RENEW_BEFORE or list(found) != _general(names)


def _general(names: Sequence[str]) -> list[x509.GeneralName]:
    found: list[x509.GeneralName] = []
    for name in dict.fromkeys(names):
        try:
            found.append(x509.IPAddress(ipaddress.ip_address(name)))
        except ValueError:
            found.append(x509.DNSName(name))
    return found


def _make_authority(ca: Path, key_file: Path, now: datetime.datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hotline telephone authority")])
    cert = (
        _begun(name, name, key.public_key(), now, AUTHORITY_VALID)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write_key(key_file, key)
    _replace(ca, cert.public_bytes(serialization.Encoding.PEM))


def _issue(tls: Tls, authority_key: Path, names: Sequence[str], now: datetime.datetime) -> None:
    authority = x509.load_pem_x509_certificate(tls.ca.read_bytes())
    signer = serialization.load_pem_private_key(authority_key.read_bytes(), None)
    if not isinstance(signer, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{authority_key} is not a key of ours")
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    server_and_client = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    cert = (
        _begun(subject, authority.subject, key.public_key(), now, VALID)
        .add_extension(x509.SubjectAlternativeName(_general(names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(server_and_client, critical=False)
        .add_extension(issuer, critical=False)
        .sign(signer, hashes.SHA256())
    )
    _write_key(tls.key, key)
    _replace(tls.cert, cert.public_bytes(serialization.Encoding.PEM))


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime.datetime,
    valid: datetime.timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + valid)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    _replace(path, pem, 0o600)


def _replace(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Whole or not at all: the gateway may read it at any moment."""
    beside = path.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
    beside.replace(path)
