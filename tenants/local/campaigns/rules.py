"""When a campaign may dial, what comes after an attempt, how a list is read. Pure."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hotline.kernel.phone import to_e164
from telephony.contracts.outreach import ReachOutcome

#: setting -> lowest and highest value
RANGES: dict[str, tuple[float, float]] = {
    "abandon_percent": (0, 10),
    "ring_seconds": (10, 60),
    "hold_seconds": (0, 10),
    "lines": (1, 200),
    "max_tries": (1, 10),
    "busy_minutes": (1, 1440),
    "no_answer_minutes": (1, 10080),
    "machine_minutes": (1, 10080),
}
DAY = 24 * 60
MOST_ROWS = 2000
"""Rows of one import; longer lists come in parts."""


class TargetState(StrEnum):
    """Where somebody on a list stands."""

    PENDING = "PENDING"
    GIVEN = "GIVEN"  # to the dialler, or to an agent who looks at it
    CALLING = "CALLING"
    DONE = "DONE"
    GIVEN_UP = "GIVEN_UP"
    EXCLUDED = "EXCLUDED"  # must not be called


REACHED = frozenset({ReachOutcome.TALKED, ReachOutcome.COMPLETED})


@dataclass(frozen=True, slots=True)
class Retries:
    """How often, and how long after what."""

    max_tries: int
    busy_minutes: float
    no_answer_minutes: float
    machine_minutes: float = 240.0

    def minutes_after(self, outcome: ReachOutcome) -> float:
        """The pause that follows."""
        special = {ReachOutcome.BUSY: self.busy_minutes, ReachOutcome.MACHINE: self.machine_minutes}
        return special.get(outcome, self.no_answer_minutes)


def after(
    outcome: ReachOutcome, tries: int, rules: Retries, now: datetime, message_left: bool = False
) -> tuple[TargetState, datetime | None]:
    """What becomes of a target whose ``tries``-th attempt ended so, and before when it is not called again. Whoever has
    been left a message has been told."""
    if outcome in REACHED or message_left:
        return TargetState.DONE, None
    if outcome is ReachOutcome.NOT_DIALLED:
        return TargetState.PENDING, None
    if outcome is ReachOutcome.INVALID or tries >= rules.max_tries:
        return TargetState.GIVEN_UP, None
    return TargetState.PENDING, now + timedelta(minutes=rules.minutes_after(outcome))


def closes_at(local: datetime, weekdays: Sequence[int], from_minute: int, to_minute: int) -> datetime | None:
    """When today's calling hours end, None outside of them. ``local``: now, in local time; weekdays 1 (Monday) to 7,
    none means every day; hours lie within one day."""
    minute = local.hour * 60 + local.minute
    days = set(weekdays) or set(range(1, 8))
    if local.isoweekday() not in days or not from_minute <= minute < to_minute:
        return None
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(minutes=to_minute)


def out_of_range(settings: dict[str, float]) -> str | None:
    """The first setting that lies outside its range."""
    for name, (low, high) in RANGES.items():
        if name in settings and not low <= settings[name] <= high:
            return name
    return None


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a list. ``number``: E.164."""

    number: str
    name: str = ""
    case_number: str = ""
    note: str = ""


#: what columns may be called
COLUMNS = {
    "number": (
        "number",
        "phone",
        "telephone",
        "mobile",
        "号码",
        "電話",
        "电话",
        "手机",
        "手機",
        "電話號碼",
        "电话号码",
    ),
    "name": ("name", "姓名", "名字", "称呼", "稱呼"),
    "case_number": ("case", "case number", "case_number", "工单", "工單", "工单号", "工單號"),
    "note": ("note", "remark", "备注", "備註", "说明", "說明"),
}


def read_list(text: str) -> tuple[list[Row], list[str]] | None:
    """Rows of a list and what in its number column is no number. CSV with comma, semicolon or tab, with or without a
    header; without one the columns are number, name, case number, note. None for what cannot be a list."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines:
        return None
    delimiter = max(",;\t", key=text.count)
    table = [row for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter) if any(row)]
    places = _places(table[0]) if table else None
    if places:
        table = table[1:]
    elif table and to_e164(table[0][0]):
        places = {name: index for index, name in enumerate(COLUMNS)}
    if not places or "number" not in places or len(table) > MOST_ROWS:
        return None
    rows, wrong = [], []
    for cells in table:
        fields = {name: cells[index].strip() if index < len(cells) else "" for name, index in places.items()}
        number = to_e164(fields.pop("number"))
        if number:
            cut = {"name": 64, "case_number": 14, "note": 500}
            rows.append(Row(number=number, **{name: value[: cut[name]] for name, value in fields.items()}))
        else:
            wrong.append((cells[places["number"]] if places["number"] < len(cells) else "").strip()[:32])
    return rows, wrong


def _places(head: Sequence[str]) -> dict[str, int]:
    names = [cell.strip().lower() for cell in head]
    return {column: index for column, known in COLUMNS.items() for index, name in enumerate(names) if name in known}
