"""Enums of cases: those of the table itself."""

from hotline_api.core.enums import api_enum
from tenants.local.cases import rules

CaseKind = api_enum("CaseKind", rules.CaseKind)
CaseState = api_enum("CaseState", rules.CaseState)
CaseAction = api_enum("CaseAction", rules.CaseAction)
Urgency = api_enum("Urgency", rules.Urgency)
