"""Faxes as the API shows them. ``view`` fills them; addresses of pages are answered by ``fax-files/``."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.citizens.types import Citizen
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import Field, GuardedType
from tenants.local.faxes.queries import INBOXES, OUTBOXES
from tenants.local.faxes.rules import DismissReason, FileState, InboxState, OutboxState

FaxInbox = graphene.Enum("FaxInbox", [(box, box) for box in INBOXES])
FaxOutbox = graphene.Enum("FaxOutbox", [(box, box) for box in OUTBOXES])
FaxState = api_enum("FaxState", InboxState)
FaxFileState = api_enum("FaxFileState", FileState)
FaxDismissReason = api_enum("FaxDismissReason", DismissReason)
SentFaxState = api_enum("SentFaxState", OutboxState)


def _texts() -> Any:
    return graphene.List(graphene.NonNull(graphene.String), required=True)


class FaxDocument(GuardedType):
    """Something to be sent, as it will come out of the other machine: ``pageUrls`` are pictures, first page first."""

    class Meta:
        permission = Permission.FAX_VIEW

    id = graphene.ID(required=True)
    title = graphene.String(required=True)
    pages = graphene.Int(required=True)
    page_urls = _texts()
    pdf_url = graphene.String(required=True)


class FaxAttempt(GuardedType):
    """One dialling. ``ok`` is null while it is on the line; ``error`` is a code."""

    class Meta:
        permission = Permission.FAX_VIEW

    attempt = graphene.Int(required=True)
    began_at = graphene.DateTime(required=True)
    ended_at = graphene.DateTime()
    ok = graphene.Boolean()
    pages = graphene.Int(required=True)
    error = graphene.String(required=True)


class SentFax(GuardedType):
    """A fax that goes out. QUEUED until ``nextAt``; ``pagesSent`` are those of the last attempt."""

    class Meta:
        permission = Permission.FAX_VIEW

    id = graphene.ID(required=True)
    number = graphene.String(required=True, description="E.164.")
    number_local = graphene.String(required=True)
    recipient = graphene.String(required=True)
    case_number = graphene.String(required=True, description="Empty: kept with no case.")
    reply_to = graphene.ID(description="The received fax that it answers.")
    state = graphene.Field(SentFaxState, required=True)
    attempt = graphene.Int(required=True)
    tries = graphene.Int(required=True, description="How often it is dialled at most.")
    next_at = graphene.DateTime()
    pages_sent = graphene.Int(required=True)
    error = graphene.String(required=True)
    queued_at = graphene.DateTime(required=True)
    queued_by = graphene.String(required=True)
    done_at = graphene.DateTime()
    document = graphene.Field(FaxDocument, required=True)
    attempts = graphene.List(graphene.NonNull(FaxAttempt), required=True)


class Fax(GuardedType):
    """A received fax: new, taken, then filed to a case or dismissed; due a day after it came. ``pageUrls`` is empty
    until it is STORED; each viewing and each download is in the audit log."""

    class Meta:
        permission = Permission.FAX_VIEW

    id = graphene.ID(required=True)
    call_id = graphene.String(required=True)
    caller = graphene.String(required=True, description="E.164, empty when withheld.")
    caller_local = graphene.String(required=True)
    called = graphene.String(required=True)
    remote_id = graphene.String(required=True, description="What the sending machine calls itself.")
    received_at = graphene.DateTime(required=True)
    due_at = graphene.DateTime(required=True)
    overdue = graphene.Boolean(required=True)
    pages = graphene.Int(required=True)
    complete = graphene.Boolean(required=True, description="False: the line broke off after these pages.")
    error = graphene.String(required=True)
    file_state = graphene.Field(FaxFileState, required=True)
    state = graphene.Field(FaxState, required=True)
    taken_by = graphene.String(required=True)
    taken_at = graphene.DateTime()
    case_number = graphene.String(required=True)
    done_at = graphene.DateTime()
    done_by = graphene.String(required=True)
    reason = graphene.Field(FaxDismissReason)
    note = graphene.String(required=True)
    seen_at = graphene.DateTime()
    seen_by = graphene.String(required=True)
    page_urls = _texts()
    pdf_url = graphene.String()
    replies = graphene.List(graphene.NonNull(SentFax), required=True, description="In `fax` only.")
    citizen = Field(Citizen, permission=Permission.CITIZEN_VIEW, otherwise=None)


class FaxCounts(GuardedType):
    """Received ones that are open; ``going``: those that are being sent."""

    class Meta:
        permission = Permission.FAX_VIEW

    open = graphene.Int(required=True)
    new = graphene.Int(required=True)
    overdue = graphene.Int(required=True)
    mine = graphene.Int(required=True)
    going = graphene.Int(required=True)


class CaseFaxes(GuardedType):
    """What is kept with a case, oldest first."""

    class Meta:
        permission = Permission.FAX_VIEW

    received = graphene.List(graphene.NonNull(Fax), required=True)
    sent = graphene.List(graphene.NonNull(SentFax), required=True)


FaxPage = page_type("Fax", Fax)
SentFaxPage = page_type("SentFax", SentFax)
