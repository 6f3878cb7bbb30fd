"""Reading the citizens of the entered tenant."""

from collections.abc import Collection

from django.db.models import BooleanField, Func, QuerySet, Value

from hotline.kernel import bigrams
from hotline.kernel.phone import to_e164

from .models import Citizen, CitizenMail, CitizenPhone


class Contains(Func):
    """A row's pairs of characters against a search literal of :mod:`hotline.kernel.bigrams`."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


def contains(literal: str) -> Contains:
    """The condition that the column ``search`` holds what ``literal`` asks for."""
    return Contains("search", Value(literal))


def _all() -> QuerySet[Citizen]:
    return Citizen.objects.defer("search").prefetch_related("phones", "mails")


def recognise(number: str) -> list[Citizen]:
    """Everybody who has exactly this number (E.164), newest first. One: the caller. Several: possible matches."""
    if not number:
        return []
    return list(_all().filter(phones__number=number).order_by("-changed_at", "-id")[:10])


def by_mail(addresses: Collection[str]) -> dict[str, Citizen]:
    """Mail address -> the only citizen who has it."""
    rows = CitizenMail.objects.filter(address__in=addresses).values_list("address", "citizen_id")
    owners: dict[str, list[int]] = {}
    for address, pk in rows:
        owners.setdefault(address, []).append(pk)
    found = {row.pk: row for row in _all().filter(pk__in=[pks[0] for pks in owners.values() if len(pks) == 1])}
    return {address: found[pks[0]] for address, pks in owners.items() if len(pks) == 1}


def citizen(pk: int) -> Citizen | None:
    """One citizen with their numbers."""
    return _all().filter(pk=pk).first()


def citizens(text: str = "") -> QuerySet[Citizen]:
    """Newest first; ``text`` is looked for in name, address, note, numbers; whole numbers, mail addresses exactly."""
    text = text.strip()
    if not text:
        return _all()
    if "@" in text:
        return _all().filter(pk__in=CitizenMail.objects.filter(address=text.lower()).values("citizen_id"))
    if number := to_e164(text):
        exact = CitizenPhone.objects.filter(number=number).values("citizen_id")
        if exact.exists():
            return _all().filter(pk__in=exact)
    literal = bigrams.query(text)
    return _all().filter(contains(literal)) if literal else _all().none()


def numbers_of(pk: int) -> list[str]:
    """The numbers of one citizen, the first given first."""
    return list(CitizenPhone.objects.filter(citizen_id=pk).order_by("id").values_list("number", flat=True))
