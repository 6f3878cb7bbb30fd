"""Carrying statistics to superior departments: a signed document by HTTPS, known again by its key, or a mail.

The other side checks ``Hotline-Signature: t=<epoch seconds>,v1=<hex>``, HMAC-SHA256 of ``<t>.<body>`` with the
recipient's secret, and takes what has an ``Idempotency-Key`` that it knows for what it has.
"""

import hashlib
import hmac
import socket
import time
from uuid import UUID

import urllib3
from django.utils import timezone
from urllib3.exceptions import HTTPError
from urllib3.util import parse_url

from hotline import outbox, tenancy
from hotline.kernel.sealing import NotOurs
from hotline.notify.mail import ConsoleMail, Mail, MailDelayed, MailFile, MailRejected
from tenants.local.reports import actions
from tenants.local.reports.addresses import mailbox, may_stand_for
from tenants.local.reports.models import Delivery

from . import mailing

TIMEOUT = urllib3.Timeout(connect=5.0, read=20.0)
PASSING = frozenset({408, 425, 429})
"""Answers below 500 after which it is worth trying again."""


def wire() -> None:
    """Called once at start-up."""
    outbox.register(actions.KIND, send, give_up=give_up)


def send(effect: outbox.Effect) -> outbox.Outcome:
    """Send one document. One whose outcome nobody knows is sent again under the same key."""
    key = UUID(effect.payload["delivery"])
    with tenancy.entered(effect.tenant):
        row = actions.waiting(key)
        if row is None:
            return outbox.Done()
        local = actions.may_mean_this_machine(effect.tenant)
    if mailbox(row.recipient.url):
        return _by_mail(row, effect.tenant)
    try:
        status = _post(row, local)
    except (HTTPError, OSError) as error:
        return _again(effect.tenant, key, f"{type(error).__name__}: {error}")
    except (_NotThere, NotOurs) as error:
        return _failed(effect.tenant, key, f"{type(error).__name__.strip('_')}: {error}")
    if status >= 500 or status in PASSING:
        return _again(effect.tenant, key, f"HTTP {status}")
    if not 200 <= status < 300:
        return _failed(effect.tenant, key, f"HTTP {status}")
    with tenancy.entered(effect.tenant):
        actions.do_note_sent(key, timezone.now())
    return outbox.Done()


def _by_mail(row: Delivery, tenant: str) -> outbox.Outcome:
    """Every try has the same message id: whoever gets it twice knows it by that."""
    carrier, sender = mailing.carrier(), actions.sender_of(tenant)
    if isinstance(carrier, ConsoleMail):
        return _failed(tenant, row.key, "MAIL_SERVER_URL is not set")
    if sender is None:
        return _failed(tenant, row.key, "no address to write from")
    name = f"{row.subject.lower()}-{row.begin}-{row.end}"
    mail = Mail(
        sender=sender.address,
        sender_name=sender.name,
        to=mailbox(row.recipient.url),
        to_name=row.recipient.name,
        subject=row.mail["subject"],
        body=row.mail["body"],
        message_id=f"<{row.key}.report@{sender.address.partition('@')[2]}>",
        generated=True,
        files=(
            MailFile(f"{name}.csv", row.mail["csv"], "text/csv"),
            MailFile(f"{name}.html", row.mail["html"], "text/html"),
            MailFile(f"{name}.json", row.document, "application/json"),
        ),
    )
    try:
        carrier.send(mail)
    except MailDelayed as delay:
        return _again(tenant, row.key, str(delay))
    except MailRejected as refusal:
        return _failed(tenant, row.key, str(refusal))
    with tenancy.entered(tenant):
        actions.do_note_sent(row.key, timezone.now())
    return outbox.Done()


def give_up(effect: outbox.Effect, error: str) -> None:
    """No try is left."""
    _failed(effect.tenant, UUID(effect.payload["delivery"]), error)


def signature(secret: str, at: int, body: bytes) -> str:
    """The value of the signature's header."""
    code = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={code}"


class _NotThere(Exception):
    """The name stands for an address that nothing is sent to."""


def _post(row: Delivery, local: bool) -> int:
    """The status of the answer. The name is resolved once and that address is used: it cannot change in between."""
    url, body = parse_url(row.recipient.url), row.document.encode()
    host, port = url.host or "", url.port or (443 if url.scheme == "https" else 80)
    address = _address(host.strip("[]"), port, local)
    headers = {
        "Host": url.netloc or host,
        "Content-Type": "application/json",
        "Idempotency-Key": str(row.key),
        "Hotline-Signature": signature(actions.secret_of(row.recipient), int(time.time()), body),
    }
    with _pool(url.scheme or "https", host, address, port) as pool:
        answer = pool.urlopen(
            "POST", url.request_uri, body=body, headers=headers, redirect=False, retries=False, timeout=TIMEOUT
        )
        return answer.status


def _pool(scheme: str, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port)
    return urllib3.HTTPSConnectionPool(
        address, port, cert_reqs="CERT_REQUIRED", assert_hostname=host, server_hostname=host
    )


def _address(host: str, port: int, local: bool) -> str:
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if may_stand_for(address, local):
            return address
    raise _NotThere(f"{host}: {', '.join(found)}")


def _again(tenant: str, key: UUID, problem: str) -> outbox.Outcome:
    with tenancy.entered(tenant):
        actions.do_note_problem(key, problem)
    return outbox.Retry(problem)


def _failed(tenant: str, key: UUID, problem: str) -> outbox.Outcome:
    with tenancy.entered(tenant):
        actions.do_note_failed(key, problem)
    return outbox.Done()
