"""Lists of contacts, and one with its trace."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page_arguments
from hotline_api.core.permissions import Field
from hotline_api.core.selection import wanted
from tenants.local.contacts import queries

from .enums import ContactMedium
from .types import Contact, ContactPage, MissedCallerPage
from .view import ContactView, load, missed_views


def _resolve_contacts(
    _root: Any, info: Any, text: str | None = None, medium: Any = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    part = bounds(first, offset, info.context.locale)
    rows = queries.contacts(text or "", medium.value if medium else None)
    found = load(info.context.actor, list(rows[part]), wanted(info, "items"))
    return {"items": found, "total": rows.count() if "total" in wanted(info) else 0}


def _resolve_contact(_root: Any, info: Any, call_id: str) -> ContactView | None:
    row = queries.contact(call_id)
    return load(info.context.actor, [row])[0] if row else None


def _resolve_missed_calls(
    _root: Any, info: Any, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    part = bounds(first, offset, info.context.locale)
    found = queries.missed_callers(text or "")
    return {"items": missed_views(found[part]), "total": len(found)}


class ContactQueries:
    """Root fields."""

    missed_calls = Field(
        MissedCallerPage,
        required=True,
        permission=Permission.CONTACT_VIEW,
        args=page_arguments(text=graphene.String()),
        resolver=_resolve_missed_calls,
        description="Who called in vain and has not been called back, who waits longest for it first.",
    )

    contacts = Field(
        ContactPage,
        required=True,
        permission=Permission.CONTACT_VIEW,
        args=page_arguments(text=graphene.String(), medium=graphene.Argument(ContactMedium)),
        resolver=_resolve_contacts,
    )
    contact = Field(
        Contact,
        permission=Permission.CONTACT_VIEW,
        call_id=graphene.String(required=True),
        resolver=_resolve_contact,
    )
