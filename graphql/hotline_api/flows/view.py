"""Flows as the API shows them."""

import json
from typing import Any

from hotline import tenancy
from hotline.kernel.errors import HotlineError
from telephony.contracts.plan import FlowPlan
from tenants.local.voice import actions, queries
from tenants.local.voice.errors import FlowFlawed
from tenants.local.voice.models import Flow, FlowVersion
from tenants.shared.numbering import queries as numbers

MOST_CHARACTERS = 200_000


def version_view(row: FlowVersion) -> dict[str, Any]:
    """One version."""
    return {
        "id": row.pk,
        "version": row.version,
        "definition": json.dumps(row.definition, ensure_ascii=False),
        "layout": json.dumps(row.layout),
        "note": row.note,
        "author": row.author,
        "created_at": row.created_at,
        "speech": [
            {
                "language": each.language,
                "text": each.text,
                "seconds": each.seconds,
                "url": f"/flows/speech/{each.pk}/audio",
            }
            for each in row.speech.all()
        ],
    }


def flow_view(row: Flow) -> dict[str, Any]:
    """A flow with its versions and the numbers that it answers."""
    key = queries.plan_key(row.key, queries.county())
    with tenancy.entered_public():
        called = [each.number for each in numbers.called_numbers() if each.flow == key]
    versions = [version_view(each) for each in queries.flow_versions(row.key)]
    return {"key": row.key, "version": row.version, "numbers": called, "versions": versions}


def parsed(text: str, field: str) -> dict[str, Any]:
    """JSON of an object. Raises FlowFlawed."""
    try:
        found = json.loads(text) if len(text) <= MOST_CHARACTERS else None
    except ValueError as error:
        raise FlowFlawed(field, flaws=[str(error)]) from error
    if not isinstance(found, dict):
        raise FlowFlawed(field, flaws=["not an object"])
    return found


def plan_of(key: str, definition: str) -> FlowPlan | HotlineError:
    """A draft as a plan, or what keeps it from being one."""
    try:
        return actions.checked_flow(key, parsed(definition, "definition"))
    except FlowFlawed as error:
        return error
