"""Enums of contacts."""

from hotline_api.core.enums import api_enum
from tenants.local.contacts.models import CallPhase, Medium

ContactMedium = api_enum("ContactMedium", Medium)
CallChange = api_enum("CallChange", CallPhase)
