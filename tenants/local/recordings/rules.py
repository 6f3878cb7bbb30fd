"""Numbers and names of recordings, and how long they are kept. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LEAST_DAYS = 1
MOST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class Keeping:
    """Recordings of ``kind`` (of ``queue``; "": of queues without a rule of their own) are kept for ``days``."""

    kind: str
    days: int
    queue: str = ""

    @property
    def words(self) -> str:
        """For the record of a deletion."""
        return f"{self.kind} {self.queue + ' ' if self.queue else ''}> {self.days} d"


def own_queues(rules: Sequence[Keeping], rule: Keeping) -> frozenset[str]:
    """Queues that the general ``rule`` leaves to rules of their own; none for a rule that names a queue."""
    if rule.queue:
        return frozenset()
    return frozenset(other.queue for other in rules if other.kind == rule.kind and other.queue)


def days_of(rules: Sequence[Keeping], kind: str, queue: str) -> int | None:
    """Days for which a recording is kept; None: for good."""
    found = {rule.queue: rule.days for rule in rules if rule.kind == kind}
    return found.get(queue, found.get(""))


def number(tenant_code: str, day: date, sequence: int) -> str:
    """``01-20260704-00017``: tenant, day of the talk, sequence within the day."""
    return f"{tenant_code}-{day:%Y%m%d}-{sequence:05d}"


def object_key(tenant: str, day: date, recording_number: str) -> str:
    """Where a recording lies in the object store: one prefix per tenant and day."""
    return f"{tenant}/recordings/{day:%Y/%m/%d}/{recording_number}.flac"
