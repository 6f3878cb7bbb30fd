"""Conversations among colleagues. Filled by ``view`` from plain data."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType
from hotline_api.identity.types import Tenant
from tenants.local.messages.rules import PartyKind as RulesPartyKind

PartyKind = api_enum("PartyKind", RulesPartyKind)


class NoteParty(GuardedType):
    """Who takes part. ``label`` is empty for a shift and a centre: screens name those."""

    class Meta:
        permission = Permission.NOTE_USE

    tenant = graphene.Field(Tenant, required=True)
    kind = graphene.Field(PartyKind, required=True)
    key = graphene.String(required=True)
    label = graphene.String(required=True)


class Note(GuardedType):
    """What somebody said."""

    class Meta:
        permission = Permission.NOTE_USE

    id = graphene.ID(required=True)
    thread = graphene.ID(required=True)
    at = graphene.DateTime(required=True)
    sender = graphene.String(required=True)
    sender_tenant = graphene.Field(Tenant, required=True)
    mine = graphene.Boolean(required=True)
    body = graphene.String(required=True)


NotePage = page_type("Note", Note)


class NoteThread(GuardedType):
    """A conversation as I see it; ``unread``: messages of others."""

    class Meta:
        permission = Permission.NOTE_USE

    id = graphene.ID(required=True)
    subject = graphene.String(required=True)
    parties = graphene.List(graphene.NonNull(NoteParty), required=True)
    last_at = graphene.DateTime(required=True)
    last = graphene.Field(Note)
    unread = graphene.Int(required=True)


NoteThreadPage = page_type("NoteThread", NoteThread)


class AddressInput(graphene.InputObjectType):
    """Where a message goes. ``key``: a person's id or a department's code."""

    tenant = graphene.String(required=True)
    kind = graphene.Argument(PartyKind, required=True)
    key = graphene.String(default_value="")
