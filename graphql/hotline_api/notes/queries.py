"""My conversations, and whom I can write to."""

from typing import Any
from uuid import UUID

import graphene

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page_arguments
from hotline_api.core.permissions import Field
from hotline_api.desk.view import tenant_view
from hotline_api.identity.types import name_in
from hotline_api.supervision.reach import may_cross, person
from tenants.local.messages import queries
from tenants.local.messages.rules import PartyKind
from tenants.shared.identity import queries as identity
from tenants.shared.registry import queries as registry

from .types import NotePage, NoteParty, NoteThread, NoteThreadPage
from .view import PartyView, ThreadView, note_view, thread_views

MOST_ADDRESSEES = 50


def thread_id(text: str) -> UUID | None:
    """The conversation that an ID names; None for what cannot be one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _resolve_threads(
    _root: Any, info: Any, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    actor, part = person(info.context), bounds(first, offset, info.context.locale)
    rows = queries.threads(actor, text or "")
    return {
        "items": thread_views(actor, list(rows.prefetch_related("parties")[part])),
        "total": rows.count(),
    }


def _resolve_thread(_root: Any, info: Any, id: str) -> ThreadView | None:
    actor, uid = person(info.context), thread_id(id)
    row = queries.thread(actor, uid) if uid else None
    return thread_views(actor, [row])[0] if row else None


def _resolve_notes(_root: Any, info: Any, thread: str, first: int = 50, offset: int = 0) -> dict[str, Any]:
    actor, part, uid = person(info.context), bounds(first, offset, info.context.locale), thread_id(thread)
    row = queries.thread(actor, uid) if uid else None
    if row is None:
        return {"items": [], "total": 0}
    rows = queries.messages(row)
    return {"items": [note_view(each, str(row.uid), actor) for each in rows[part]], "total": rows.count()}


def _departments(tenant: str, wanted: str, locale: str) -> list[PartyView]:
    view = tenant_view(tenant)
    named = [(code, name_in(names, locale)) for code, names in queries.departments_of(tenant).items()]
    return [PartyView(view, PartyKind.DEPARTMENT.value, code, name) for code, name in named if wanted in name.lower()]


def _resolve_addressees(_root: Any, info: Any, text: str | None = None) -> list[PartyView]:
    actor, wanted = person(info.context), (text or "").strip().lower()
    crosses = may_cross(actor)
    found: list[PartyView] = []
    for tenant in registry.tenants():
        view = tenant_view(tenant.key)
        name = name_in(view.names, info.context.locale)
        if wanted in name.lower():
            found.append(PartyView(view, PartyKind.CENTRE.value, "", ""))
            if actor.may(Permission.FLOOR_SUPERVISE) and (tenant.key == actor.tenant or crosses):
                found.append(PartyView(view, PartyKind.SHIFT.value, "", ""))
    found += _departments(actor.tenant, wanted, info.context.locale)
    for tenant in registry.tenants():
        # everybody's units would be too many to choose from: they are found by what is typed
        if wanted and tenant.key != actor.tenant:
            found += _departments(tenant.key, wanted, info.context.locale)
    with tenancy.entered_public():
        members = identity.colleagues(wanted, MOST_ADDRESSEES)
    own = sorted(members, key=lambda member: member.tenant.key != actor.tenant)
    for member in own:
        if member.user_id != actor.user_id or member.tenant.key != actor.tenant:
            label = f"{member.agent_number or ''} {member.user.display_name}".strip()
            found.append(PartyView(tenant_view(member.tenant.key), PartyKind.PERSON.value, str(member.user_id), label))
    return found[:MOST_ADDRESSEES]


class NoteQueries:
    """Root fields."""

    note_threads = Field(
        NoteThreadPage,
        required=True,
        permission=Permission.NOTE_USE,
        args=page_arguments(text=graphene.String()),
        resolver=_resolve_threads,
    )
    note_thread = Field(
        NoteThread, permission=Permission.NOTE_USE, id=graphene.ID(required=True), resolver=_resolve_thread
    )
    notes = Field(
        NotePage,
        required=True,
        permission=Permission.NOTE_USE,
        args=page_arguments(thread=graphene.ID(required=True)),
        resolver=_resolve_notes,
        description="What was said in a conversation, newest first.",
    )
    notes_unread = Field(
        graphene.Int,
        required=True,
        permission=Permission.NOTE_USE,
        resolver=lambda _root, info: queries.unread(person(info.context)),
    )
    note_addressees = Field(
        graphene.List(graphene.NonNull(NoteParty)),
        required=True,
        permission=Permission.NOTE_USE,
        args={"text": graphene.Argument(graphene.String)},
        resolver=_resolve_addressees,
    )
