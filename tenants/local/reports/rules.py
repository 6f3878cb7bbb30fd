"""What the columns of a statistics table mean, and what follows from what was counted. Pure.

The database counts (``Tally``: additive, so that totals are made of rows and rows of other rows); rates and means are
worked out here, for a row and for the total alike. Norms: GB/T 33358-2016 (answered within 15 s, 95 % connected; other
media within 3 min; mailbox within 24 h) and NENA-STA-020.1-2020 (90 % within 15 s, 95 % within 20 s).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .errors import PeriodInvalid

MOST_DAYS = 366

Tally = Mapping[str, float]
"""What was counted, by name; what is not there is 0. Names that end in ``_most`` are maxima, all others sums."""


class Subject(StrEnum):
    """What the rows of a table are."""

    CENTRE = "CENTRE"  # city and counties, each with its own calls
    HOUR = "HOUR"  # of the day, over all days
    DAY = "DAY"
    QUEUE = "QUEUE"
    BUSINESS = "BUSINESS"
    CALLED = "CALLED"
    TRUNK = "TRUNK"
    MEDIUM = "MEDIUM"
    CALLER = "CALLER"
    AGENT = "AGENT"
    PAUSE = "PAUSE"  # why agents were not ready
    WRITTEN = "WRITTEN"
    FAULT = "FAULT"


class CallerClass(StrEnum):
    """Classes of users, in this order of precedence."""

    WITHHELD = "WITHHELD"  # gives no number
    IMPORTANT = "IMPORTANT"  # has a grant on the white list
    KNOWN = "KNOWN"  # the number is a citizen's
    UNKNOWN = "UNKNOWN"


class Every(StrEnum):
    """Of which periods statistics are sent."""

    DAY = "DAY"
    WEEK = "WEEK"  # Monday to Sunday
    MONTH = "MONTH"


class SendState(StrEnum):
    """Where a sending stands."""

    WAITING = "WAITING"
    SENT = "SENT"
    FAILED = "FAILED"


class Unit(StrEnum):
    """How a figure is to be written."""

    COUNT = "COUNT"
    SECONDS = "SECONDS"
    PERCENT = "PERCENT"  # 0 to 100
    SCORE = "SCORE"  # 1 to 5


@dataclass(frozen=True)
class Column:
    """``norm``: what the figure should be at least (a percentage), None where no norm speaks of it."""

    key: str
    unit: Unit
    norm: float | None = None


@dataclass(frozen=True)
class Row:
    """``key`` says of whom; ``values`` belong to the columns, None where there is nothing to divide by."""

    key: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Report:
    """A table of figures from ``begin`` to ``end`` (both included)."""

    subject: Subject
    begin: date
    end: date
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row


Figure = Callable[[Tally], float | None]


def _sum(name: str) -> Figure:
    return lambda tally: tally.get(name, 0)


def _share(part: str, whole: str) -> Figure:
    return lambda tally: 100 * tally.get(part, 0) / tally[whole] if tally.get(whole) else None


def _mean(total: str, count: str) -> Figure:
    return lambda tally: tally.get(total, 0) / tally[count] if tally.get(count) else None


C, S, P = Unit.COUNT, Unit.SECONDS, Unit.PERCENT

CALLS: tuple[tuple[Column, Figure], ...] = (
    (Column("arrived", C), _sum("arrived")),
    (Column("refused", C), _sum("refused")),
    (Column("selfService", C), _sum("self_service")),
    (Column("offered", C), _sum("offered")),
    (Column("answered", C), _sum("answered")),
    (Column("connected", P, 95), _share("answered", "offered")),
    (Column("within15", P, 90), _share("within_15", "offered")),
    (Column("within20", P, 95), _share("within_20", "offered")),
    (Column("abandoned", C), _sum("abandoned")),
    (Column("abandonedSoon", C), _sum("abandoned_soon")),
    (Column("voicemail", C), _sum("voicemail")),
    (Column("callBacks", C), _sum("call_backs")),
    (Column("callBacksKept", C), _sum("call_backs_kept")),
    (Column("lost", C), _sum("lost")),
    (Column("overflowed", C), _sum("overflowed")),
    (Column("transferred", C), _sum("transferred")),
    (Column("waitMean", S), _mean("waited", "answered")),
    (Column("waitMost", S), _sum("waited_most")),
    (Column("talkMean", S), _mean("talked", "answered")),
    (Column("satisfaction", Unit.SCORE), _mean("satisfied", "asked")),
)

AGENTS: tuple[tuple[Column, Figure], ...] = (
    (Column("offers", C), _sum("offers")),
    (Column("answered", C), _sum("answered")),
    (Column("missed", C), _sum("missed")),
    (Column("dialled", C), _sum("dialled")),
    (Column("transferred", C), _sum("transferred")),
    (Column("talkMean", S), _mean("talked", "talks")),
    (Column("handleMean", S), lambda tally: _handling(tally)),
    (Column("signedIn", S), _sum("signed_in")),
    (Column("ready", S), _sum("ready")),
    (Column("talking", S), _sum("talking")),
    (Column("wrapUp", S), _sum("wrap_up")),
    (Column("notReady", S), _sum("not_ready")),
    (Column("occupancy", P), lambda tally: _occupancy(tally)),
    (Column("satisfaction", Unit.SCORE), _mean("satisfied", "asked")),
)

PAUSES: tuple[tuple[Column, Figure], ...] = (
    (Column("times", C), _sum("times")),
    (Column("paused", S), _sum("paused")),
    (Column("pausedMean", S), _mean("paused", "times")),
    (Column("pausedMost", S), _sum("paused_most")),
)

WRITTEN: tuple[tuple[Column, Figure], ...] = (
    (Column("received", C), _sum("received")),
    (Column("taken", C), _sum("taken")),
    (Column("inTime", P, 95), _share("in_time", "received")),
    (Column("done", C), _sum("done")),
    (Column("open", C), lambda tally: tally.get("received", 0) - tally.get("done", 0)),
    (Column("waitMean", S), _mean("waited", "taken")),
    (Column("waitMost", S), _sum("waited_most")),
    (Column("returned", C), _sum("returned")),
)

FAULTS: tuple[tuple[Column, Figure], ...] = (
    (Column("alarms", C), _sum("alarms")),
    (Column("times", C), _sum("times")),
    (Column("standing", C), _sum("standing")),
    (Column("lasted", S), _sum("lasted")),
    (Column("lastedMost", S), _sum("lasted_most")),
)


def _handling(tally: Tally) -> float | None:
    """Talk and after-call work for each talk."""
    talks = tally.get("talks", 0)
    return (tally.get("talked", 0) + tally.get("wrap_up", 0)) / talks if talks else None


def _occupancy(tally: Tally) -> float | None:
    """How much of the time in which calls could come was work on calls. Breaks are in neither."""
    busy = tally.get("talking", 0) + tally.get("wrap_up", 0) + tally.get("ringing", 0)
    whole = busy + tally.get("ready", 0)
    return 100 * busy / whole if whole else None


TABLES: Mapping[Subject, tuple[tuple[Column, Figure], ...]] = {
    **dict.fromkeys(Subject, CALLS),
    Subject.AGENT: AGENTS,
    Subject.PAUSE: PAUSES,
    Subject.WRITTEN: WRITTEN,
    Subject.FAULT: FAULTS,
}


def added(tallies: Iterable[Tally]) -> dict[str, float]:
    """The tally of all together."""
    found: dict[str, float] = {}
    for tally in tallies:
        for name, value in tally.items():
            found[name] = max(found.get(name, 0), value) if name.endswith("_most") else found.get(name, 0) + value
    return found


def table(subject: Subject, begin: date, end: date, tallies: Mapping[str, Tally]) -> Report:
    """The table made of what was counted for each row's key, in the order given."""
    figures = TABLES[subject]

    def row(key: str, tally: Tally) -> Row:
        return Row(key, tuple(figure(tally) for _, figure in figures))

    return Report(
        subject,
        begin,
        end,
        columns=tuple(column for column, _ in figures),
        rows=tuple(row(key, tally) for key, tally in tallies.items()),
        total=row("", added(tallies.values())),
    )


def check_period(begin: date, end: date) -> None:
    """Raises PeriodInvalid for one that ends before it begins, or is longer than a year."""
    if not begin <= end < begin + timedelta(days=MOST_DAYS):
        raise PeriodInvalid("end", days=MOST_DAYS)
