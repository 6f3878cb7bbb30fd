"""What a legal hold on a case or a citizen protects: here recordings meet the rooms above them."""

from tenants.local.cases import queries as cases
from tenants.local.citizens import queries as citizens
from tenants.local.contacts import queries as contacts
from tenants.local.recordings import holding
from tenants.local.recordings.holding import Belongings
from tenants.local.recordings.models import HoldSubject


def wire() -> None:
    """Say who knows what belongs to which subject."""
    holding.wire(HoldSubject.CASE, of_case)
    holding.wire(HoldSubject.CITIZEN, of_citizen)


def of_case(number: str) -> Belongings | None:
    """The calls in which a case was raised, reported, called back, or that were dialled about it."""
    calls = cases.calls_of(number)
    return None if calls is None else Belongings(calls=calls | contacts.calls_about(number))


def of_citizen(reference: str) -> Belongings | None:
    """All calls from or to any of a citizen's numbers; ``reference``: the citizen's id."""
    if not reference.isdecimal() or citizens.citizen(int(reference)) is None:
        return None
    phones = frozenset(citizens.numbers_of(int(reference)))
    return Belongings(calls=contacts.calls_with(phones), phones=phones)
