"""A table for spreadsheets and for paper, in words. Pure."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from .rules import Column, Report, Row, Unit

FORMULA = ("=", "+", "-", "@", "\t", "\r")
STYLE = (
    "@page{size:A4 landscape;margin:12mm}body{font-family:sans-serif;font-size:9pt}h1{font-size:14pt}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;padding:3px 5px;text-align:right}"
    "th:first-child,td:first-child{text-align:left}tfoot{font-weight:bold}.short{color:#b00020}"
)


def csv_of(report: Report, names: Mapping[str, str], words: Mapping[str, Any]) -> str:
    """Plain numbers, seconds as seconds, nothing where nothing can be said; spreadsheets know by its first character
    that it is Unicode, and take no name for a formula."""
    lines = [
        [words["subject"][report.subject.value], *(words["column"][column.key] for column in report.columns)],
        *([names[row.key], *_plain(row)] for row in report.rows),
        [words["total"], *_plain(report.total)],
    ]
    return "\ufeff" + "\r\n".join(",".join(_cell(text) for text in line) for line in lines)


def html_of(report: Report, names: Mapping[str, str], words: Mapping[str, Any], centre: str, language: str) -> str:
    """A page to print, A4 lying; it loads nothing. Figures below their norm are marked."""
    title = f"{centre} {words['subject'][report.subject.value]} {period(report.begin, report.end)}"
    head = "".join(f"<th>{escape(_headed(column, words))}</th>" for column in report.columns)
    rows = "".join(_line(names[row.key], row, report.columns) for row in report.rows)
    total = _line(words["total"], report.total, report.columns)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><h1>{escape(title)}</h1><table>"
        f"<thead><tr><th>{escape(words['subject'][report.subject.value])}</th>{head}</tr></thead>"
        f"<tbody>{rows}</tbody><tfoot>{total}</tfoot></table></body></html>"
    )


def written(value: float | None, unit: Unit) -> str:
    """A figure as people read it; what cannot be worked out is a dash."""
    if value is None:
        return "–"
    if unit is Unit.SECONDS:
        minutes, seconds = divmod(round(value), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    if unit is Unit.PERCENT:
        return f"{value:.1f} %"
    return f"{value:.2f}" if unit is Unit.SCORE else f"{value:,.0f}"


def period(begin: date, end: date) -> str:
    """A day, or from when to when."""
    return f"{begin}" if begin == end else f"{begin} – {end}"


def _headed(column: Column, words: Mapping[str, Any]) -> str:
    name: str = words["column"][column.key]
    return name if column.norm is None else f"{name} ({words['mail']['norm'].format(norm=f'{column.norm:g}')})"


def _line(name: str, row: Row, columns: tuple[Column, ...]) -> str:
    cells = "".join(_figure(value, column) for value, column in zip(row.values, columns, strict=True))
    return f"<tr><td>{escape(name)}</td>{cells}</tr>"


def _figure(value: float | None, column: Column) -> str:
    short = value is not None and column.norm is not None and value < column.norm
    opening = '<td class="short">' if short else "<td>"
    return f"{opening}{written(value, column.unit)}</td>"


def _plain(row: Row) -> list[str]:
    return ["" if value is None else f"{value:.2f}".rstrip("0").rstrip(".") for value in row.values]


def _cell(text: str) -> str:
    safe = f"'{text}" if text.startswith(FORMULA) else text
    return '"' + safe.replace('"', '""') + '"'
