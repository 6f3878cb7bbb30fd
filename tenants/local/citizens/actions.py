"""Making and changing citizens of the entered tenant."""

from collections.abc import Iterable

from django.db import transaction

from hotline import audit
from hotline.kernel import bigrams
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline.kernel.phone import to_e164
from tenants.shared.addresses.rules import mail_address

from . import queries
from .models import Citizen, CitizenMail, CitizenPhone

GENDERS = ("", "MALE", "FEMALE", "OTHER")
LIMITS = {"name": 64, "address": 200, "area": 64, "note": 1000}
MOST_PHONES = 10


def do_save_citizen(
    actor: Actor,
    *,
    citizen_id: int | None = None,
    name: str,
    gender: str = "",
    address: str = "",
    area: str = "",
    note: str = "",
    important: bool = False,
    phones: Iterable[str],
    mails: Iterable[str] | None = None,
) -> Citizen:
    """Make a citizen, or change the one named. ``phones`` as people write them; the first is the main one. ``mails``
    None: as they are.

    Raises Forbidden, NotFound("citizen_id"), Required("name"), TooLong, Invalid("gender" | "phones" | "mails").
    """
    if not actor.may(Permission.CITIZEN_EDIT):
        raise Forbidden
    texts = check_texts(name=name, address=address, area=area, note=note)
    if not texts["name"]:
        raise Required("name")
    if gender not in GENDERS:
        raise Invalid("gender")
    numbers = check_phones(phones)
    addresses = None if mails is None else check_mails(mails)
    with transaction.atomic():
        row = _row(citizen_id)
        for field, value in texts.items():
            setattr(row, field, value)
        row.gender, row.important = gender, important
        _write(row, numbers)
        if addresses is not None:
            _write_mails(row, addresses)
        audit.record(actor, "citizen.save", f"citizen {row.pk}")
    found = queries.citizen(row.pk)
    assert found is not None
    return found


def do_remember_citizen(name: str, number: str, locale: str = "") -> Citizen | None:
    """Who raised a case: the one citizen with this number; a new one when nobody has it; None when several have."""
    if not number:
        return None
    known = queries.recognise(number)
    if known:
        return known[0] if len(known) == 1 else None
    if not name:
        return None
    row = Citizen(name=name, locale=locale)
    _write(row, [number])
    return row


def check_texts(**texts: str) -> dict[str, str]:
    """Trimmed texts. Raises TooLong."""
    for field, text in texts.items():
        if len(text.strip()) > LIMITS[field]:
            raise TooLong(field, limit=LIMITS[field])
    return {field: text.strip() for field, text in texts.items()}


def check_phones(phones: Iterable[str]) -> list[str]:
    """E.164 numbers, each once, in the order given. Raises Invalid("phones") with the number that is none."""
    numbers: list[str] = []
    for text in phones:
        if not text.strip():
            continue
        number = to_e164(text)
        if not number:
            raise Invalid("phones", value=text)
        if number not in numbers:
            numbers.append(number)
    if len(numbers) > MOST_PHONES:
        raise TooLong("phones", limit=MOST_PHONES)
    return numbers


def check_mails(mails: Iterable[str]) -> list[str]:
    """Mail addresses in small letters, each once, in the order given. Raises Invalid("mails"), TooLong("mails")."""
    found: list[str] = []
    for text in mails:
        if not text.strip():
            continue
        address = mail_address(text)
        if not address:
            raise Invalid("mails", value=text)
        if address not in found:
            found.append(address)
    if len(found) > MOST_PHONES:
        raise TooLong("mails", limit=MOST_PHONES)
    return found


@transaction.atomic
def do_add_mail(actor: Actor, citizen_id: int, address: str) -> None:
    """One more mail address of a citizen; one that they have already changes nothing.

    Raises Forbidden, NotFound("citizen"), Invalid("mails"), TooLong("mails")."""
    if not actor.may(Permission.CITIZEN_EDIT):
        raise Forbidden
    row = Citizen.objects.select_for_update().filter(pk=citizen_id).first()
    if row is None:
        raise NotFound("citizen")
    known = list(row.mails.values_list("address", flat=True))
    wanted = check_mails([*known, address])
    if not mail_address(address):
        raise Invalid("mails", value=address)
    if wanted != known:
        _write_mails(row, wanted)
        audit.record(actor, "citizen.save", f"citizen {row.pk}", address)


def _row(citizen_id: int | None) -> Citizen:
    if citizen_id is None:
        return Citizen()
    row = Citizen.objects.select_for_update().filter(pk=citizen_id).first()
    if row is None:
        raise NotFound("citizen_id")
    return row


def _write(row: Citizen, numbers: list[str]) -> None:
    row.search = bigrams.document(row.name, row.address, row.area, row.note, *numbers)
    row.save()
    row.phones.exclude(number__in=numbers).delete()
    known = set(row.phones.values_list("number", flat=True))
    CitizenPhone.objects.bulk_create(
        [CitizenPhone(citizen=row, number=number) for number in numbers if number not in known]
    )


def _write_mails(row: Citizen, addresses: list[str]) -> None:
    row.mails.exclude(address__in=addresses).delete()
    known = set(row.mails.values_list("address", flat=True))
    CitizenMail.objects.bulk_create(
        [CitizenMail(citizen=row, address=address) for address in addresses if address not in known]
    )
