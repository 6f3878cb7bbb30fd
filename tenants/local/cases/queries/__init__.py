"""Reading the cases of the entered tenant. Everything here answers for that tenant only."""

from .boxes import Box, CaseFilter, Counts, allowed_actions, case, cases, counts, reports_on
from .clock import calendar
from .operations import Operation, last_operations
from .progress import Progress, progress_of
from .small import calls_of, categories, category, draft_of, number_of_call
from .units import Unit, suggested_unit, unit, unit_of, units

__all__ = [
    "Box",
    "CaseFilter",
    "Counts",
    "Operation",
    "Progress",
    "Unit",
    "allowed_actions",
    "calendar",
    "calls_of",
    "case",
    "cases",
    "categories",
    "category",
    "counts",
    "draft_of",
    "last_operations",
    "number_of_call",
    "progress_of",
    "reports_on",
    "suggested_unit",
    "unit",
    "unit_of",
    "units",
]
