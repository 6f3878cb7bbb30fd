"""Tables for spreadsheets and for paper."""

from datetime import date

import pytest

from telephony.contracts.events import AlarmKind
from tenants.local.reports.rules import TABLES, Subject, Unit, table
from tenants.local.reports.sheets import csv_of, html_of, written
from tenants.local.reports.words import Language, words

DAY = date(2026, 3, 2)
REPORT = table(Subject.QUEUE, DAY, DAY, {"q": {"arrived": 1234567, "offered": 3, "answered": 1, "waited": 1}})


@pytest.mark.parametrize("language", list(Language))
def test_given_a_language_when_asked_then_every_table_column_and_alarm_has_a_word(language: Language) -> None:
    said = words(language)
    assert set(said["subject"]) == {subject.value for subject in Subject}
    assert {column.key for figures in TABLES.values() for column, _ in figures} <= set(said["column"])
    assert {kind.value for kind in AlarmKind} <= set(said["row"]["FAULT"])


def test_given_a_row_that_looks_like_a_formula_when_saved_then_it_is_text_and_numbers_are_plain() -> None:
    head, row, total = csv_of(REPORT, {"q": '=1+"1"'}, words("en")).split("\r\n")
    assert head.startswith('\ufeff"')
    assert row.startswith('"\'=1+""1""","1234567","0"')
    assert '"33.33"' in row
    assert total.startswith('"Total","1234567"')


def test_given_a_name_with_marks_when_printed_then_it_is_text_and_what_falls_short_is_marked() -> None:
    page = html_of(REPORT, {"q": "<b>&"}, words("zh-Hans"), "东区", "zh-Hans")
    assert "<td>&lt;b&gt;&amp;</td><td>1,234,567</td>" in page
    assert '<td class="short">33.3 %</td>' in page
    assert "<h1>东区 按队列 2026-03-02</h1>" in page


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, Unit.COUNT, "–"),
        (59.6, Unit.SECONDS, "1:00"),
        (3600, Unit.SECONDS, "1:00:00"),
        (4.5, Unit.SCORE, "4.50"),
        (100, Unit.PERCENT, "100.0 %"),
    ],
)
def test_given_a_figure_when_written_then_as_people_read_it(value: float | None, unit: Unit, text: str) -> None:
    assert written(value, unit) == text
