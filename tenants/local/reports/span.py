"""Of which moments a table speaks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


@dataclass(frozen=True)
class Span:
    """From ``begin`` on, before ``end``."""

    begin: datetime
    end: datetime

    @classmethod
    def of(cls, begin: date, end: date) -> "Span":
        """Of days, both included."""
        first, after = (timezone.make_aware(datetime.combine(day, time())) for day in (begin, end + timedelta(days=1)))
        return cls(first, after)

    def at(self, field: str) -> Q:
        """Is ``field`` within?"""
        return Q(**{f"{field}__gte": self.begin, f"{field}__lt": self.end})
