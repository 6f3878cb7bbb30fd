"""Having statistics sent to superior departments. What is sent is kept; the outbox carries it, see ``KIND``."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hotline import audit, outbox, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound, Required, TooLong
from hotline.kernel.sealing import seal, unseal
from telephony.contracts.events import AlarmKind
from tenants.local.letters.errors import NoSenderAddress
from tenants.shared.addresses import queries as mail_addresses
from tenants.shared.addresses.models import ServiceAddress
from tenants.shared.addresses.rules import AddressKind
from tenants.shared.alarms import actions as alarms
from tenants.shared.registry import queries as registry

from . import addresses, centres, naming, queries, schedule, sheets
from .errors import IsWaiting, NothingToSend, NotYetOver
from .models import Delivery, Recipient
from .rules import Every, Report, SendState, Subject, check_period
from .words import Language, words

KIND = "report"
SEAL = "report recipient"
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class RecipientInput:
    """A recipient as it is set up; see ``Recipient``."""

    name: str
    url: str
    subjects: Sequence[Subject]
    every: Every
    hour: int = 6
    is_open: bool = True
    language: Language = Language.ZH_HANS


@transaction.atomic
def do_keep_recipient(actor: Actor, given: RecipientInput, pk: int | None = None) -> tuple[Recipient, str]:
    """Set up a recipient, or change the one named. With the secret of one that is new by HTTPS, which is shown
    this once; "" else.

    Raises Required, TooLong, AddressRefused, NoSenderAddress, NothingToSend, NotFound("id"); nothing is changed then.
    """
    name = given.name.strip()
    if not name:
        raise Required("name")
    if len(name) > LONGEST_NAME:
        raise TooLong("name", limit=LONGEST_NAME)
    if not given.subjects:
        raise NothingToSend("subjects")
    url = addresses.checked(given.url, may_mean_this_machine(actor.tenant))
    if addresses.mailbox(url) and sender_of(actor.tenant) is None:
        raise NoSenderAddress("url")
    row = _recipient(pk) if pk else Recipient()
    unsigned, secret = not row.url or bool(addresses.mailbox(row.url)), secrets.token_urlsafe(32)
    if unsigned:
        row.secret = seal(secret, SEAL, settings.SECRET_KEY)
    row.name, row.url, row.every, row.language = name, url, given.every, given.language
    row.hour, row.is_open = min(max(given.hour, 0), 23), given.is_open
    row.subjects = [subject.value for subject in dict.fromkeys(given.subjects)]
    row.save()
    audit.record(actor, "report.recipient", row.name, f"{row.url} {row.every} {'open' if row.is_open else 'closed'}")
    return row, secret if unsigned and not addresses.mailbox(url) else ""


@transaction.atomic
def do_remove_recipient(actor: Actor, pk: int) -> None:
    """Nothing is sent there any more; what was sent stays on record. Raises NotFound("id")."""
    row = _recipient(pk)
    row.removed_at, row.is_open = timezone.now(), False
    row.save(update_fields=["removed_at", "is_open"])
    audit.record(actor, "report.recipient", row.name, "removed")


@transaction.atomic
def do_renew_secret(actor: Actor, pk: int) -> str:
    """Another secret, shown this once; what is signed from now on is signed with it. Raises NotFound("id")."""
    row, secret = _recipient(pk), secrets.token_urlsafe(32)
    row.secret = seal(secret, SEAL, settings.SECRET_KEY)
    row.save(update_fields=["secret"])
    audit.record(actor, "report.recipient", row.name, "secret renewed")
    return secret


@transaction.atomic
def do_send(actor: Actor, pk: int, begin: date, end: date) -> list[Delivery]:
    """Send every table of a recipient for these days now. Raises NotFound("id"), PeriodInvalid, NotYetOver."""
    row = _recipient(pk)
    check_period(begin, end)
    if end >= timezone.localdate():
        raise NotYetOver("end")
    made = [_make(row, Subject(subject), begin, end, by=actor.name) for subject in row.subjects]
    audit.record(actor, "report.send", row.name, f"{begin} {end}")
    return made


@transaction.atomic
def do_send_again(actor: Actor, pk: int) -> Delivery:
    """Send the same document once more. Raises NotFound("id"), IsWaiting."""
    row = Delivery.objects.select_for_update().filter(pk=pk).first()
    if row is None or row.recipient.removed_at is not None:
        raise NotFound("id")
    if row.state == SendState.WAITING:
        raise IsWaiting("id")
    row.state, row.round, row.problem = SendState.WAITING, row.round + 1, ""
    row.save(update_fields=["state", "round", "problem"])
    _put(row)
    audit.record(actor, "report.send", row.recipient.name, f"{row.subject} {row.begin} {row.end} again")
    return row


def do_send_due(now: datetime) -> int:
    """Make what the entered tenant's recipients are due by ``now`` (in the house's time zone); how many tables."""
    made = 0
    for row in Recipient.objects.filter(is_open=True):
        for begin, end in schedule.due(Every(row.every), row.hour, row.made_at.astimezone(now.tzinfo), now):
            for subject in row.subjects:
                made += _make_once(row, Subject(subject), begin, end)
    return made


def _make_once(recipient: Recipient, subject: Subject, begin: date, end: date) -> bool:
    with transaction.atomic():
        Recipient.objects.select_for_update().get(pk=recipient.pk)  # one at a time
        known = Delivery.objects.filter(recipient=recipient, subject=subject, begin=begin, end=end, by="")
        if known.exists():
            return False
        _make(recipient, subject, begin, end, by="")
        return True


def _make(recipient: Recipient, subject: Subject, begin: date, end: date, by: str) -> Delivery:
    key = tenancy.current()
    tenant = registry.tenant(key)
    if subject is Subject.CENTRE and tenant.is_city:
        report = centres.side_by_side(Actor.system(key), begin, end)
    else:
        report = queries.report(subject, begin, end, only=None if tenant.is_city else key)
    document = json.dumps(_told(report, key, tenant.names), ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(document.encode()).hexdigest()
    row = Delivery(recipient=recipient, subject=subject, begin=begin, end=end, document=document, digest=digest, by=by)
    row.mail = _mail(report, row, tenant.names.get(recipient.language) or key)
    row.save()
    _put(row)
    return row


def _mail(report: Report, row: Delivery, centre: str) -> dict[str, str]:
    """The document in words. Kept as it is: another try, and another round, is the same mail."""
    language = row.recipient.language
    said, names = words(language), naming.row_names(report, language)
    told = {
        "centre": centre,
        "table": said["subject"][report.subject.value],
        "period": sheets.period(report.begin, report.end),
        "digest": row.digest,
        "key": str(row.key),
    }
    return {
        "subject": said["mail"]["subject"].format(**told),
        "body": said["mail"]["body"].format(**told),
        "csv": sheets.csv_of(report, names, said),
        "html": sheets.html_of(report, names, said, centre, language),
    }


def _put(row: Delivery) -> None:
    outbox.put(KIND, f"{row.key}:{row.round}", {"delivery": str(row.key)})


def _told(report: Report, centre: str, names: dict[str, str]) -> dict[str, Any]:
    """The document: figures as in the API."""
    return {
        "centre": centre,
        "centreNames": names,
        "subject": report.subject.value,
        "begin": report.begin.isoformat(),
        "end": report.end.isoformat(),
        "madeAt": timezone.now().isoformat(timespec="seconds"),
        "columns": [asdict(column) for column in report.columns],
        "rows": [asdict(row) for row in report.rows],
        "total": list(report.total.values),
    }


# ---------------------------------------------------------------------------------------- what the carrier notes


def do_note_sent(key: UUID, at: datetime) -> None:
    """The other side has it."""
    Delivery.objects.filter(key=key, state=SendState.WAITING).update(state=SendState.SENT, sent_at=at, problem="")


def do_note_failed(key: UUID, problem: str) -> None:
    """It will not be tried again by itself; the centre's administrators are alarmed."""
    if Delivery.objects.filter(key=key, state=SendState.WAITING).update(state=SendState.FAILED, problem=problem[:300]):
        row = Delivery.objects.select_related("recipient").get(key=key)
        tenant = tenancy.current()
        alarms.do_raise(AlarmKind.REPORT_UNSENT, f"{tenant}/{row.recipient.name}", problem, tenant=tenant)


def do_note_problem(key: UUID, problem: str) -> None:
    """It did not work this time."""
    Delivery.objects.filter(key=key, state=SendState.WAITING).update(problem=problem[:300])


def waiting(key: UUID) -> Delivery | None:
    """What is to be sent; None when it was, or is given up."""
    rows = Delivery.objects.filter(key=key, state=SendState.WAITING).select_related("recipient")
    row = rows.first()
    return None if row is None or row.recipient.removed_at is not None else row


def secret_of(recipient: Recipient) -> str:
    """What signs its documents. Raises NotOurs."""
    return unseal(recipient.secret, SEAL, settings.SECRET_KEY)


def sender_of(tenant: str) -> ServiceAddress | None:
    """The address of a centre that statistics are mailed from: its first that is open; None without one."""
    found = mail_addresses.of_tenant(tenant, AddressKind.MAIL)
    return next((each for each in found if each.is_open), None)


def may_mean_this_machine(tenant: str) -> bool:
    """The city keeps the house and may name a forwarder beside it; a county has no business on this machine."""
    return registry.tenant(tenant).is_city


def _recipient(pk: int) -> Recipient:
    row = Recipient.objects.select_for_update().filter(pk=pk, removed_at=None).first()
    if row is None:
        raise NotFound("id")
    return row
