"""Conversations by text messages as the API shows them; ``view`` fills them."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.cases.enums import CaseState
from hotline_api.citizens.types import Citizen, Operation
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import Field, GuardedType
from hotline_api.messages.types import MessageState
from tenants.local.texts.queries import BOXES
from tenants.local.texts.rules import DismissReason, FileState, TextKind, TextsState
from tenants.shared.textstops.models import StopOrigin

TextBox = graphene.Enum("TextBox", [(box, box) for box in BOXES])
TextConversationState = api_enum("TextConversationState", TextsState)
TextDismissReason = api_enum("TextDismissReason", DismissReason)
TextFileState = api_enum("TextFileState", FileState)
TextMessageKind = api_enum("TextMessageKind", TextKind)
TextStopOrigin = api_enum("TextStopOrigin", StopOrigin)
TextProposalReason = graphene.Enum("TextProposalReason", [(why, why) for why in ("NAMED", "ANSWERS", "NUMBER")])


class TextFile(GuardedType):
    """A file that came with a message. ``url`` is null until it is KEPT; ``isPicture``: ``url?inline`` shows it."""

    class Meta:
        permission = Permission.TEXT_VIEW

    id = graphene.ID(required=True)
    media_type = graphene.String(required=True, description="As its sender's telephone says.")
    state = graphene.Field(TextFileState, required=True)
    size = graphene.Int(required=True)
    is_picture = graphene.Boolean(required=True)
    url = graphene.String()


class TextMessage(GuardedType):
    """One message. ``state`` is null for one that came; ``writtenBy`` is empty for what the house wrote by itself."""

    class Meta:
        permission = Permission.TEXT_VIEW

    id = graphene.ID(required=True)
    at = graphene.DateTime(required=True)
    body = graphene.String(required=True)
    kind = graphene.Field(TextMessageKind, required=True)
    files = graphene.List(graphene.NonNull(TextFile), required=True)
    case_number = graphene.String(required=True)
    state = graphene.Field(MessageState)
    error = graphene.String(required=True, description="A code, or the carrier's words. STOPPED: none are wanted.")
    written_by = graphene.String(required=True)


class TextProposal(GuardedType):
    """A case that it may be about."""

    class Meta:
        permission = Permission.TEXT_VIEW

    number = graphene.String(required=True)
    title = graphene.String(required=True)
    state = graphene.Field(CaseState, required=True)
    registered_at = graphene.DateTime(required=True)
    why = graphene.Field(TextProposalReason, required=True)


class TextConversation(GuardedType):
    """What is written to and fro with a number; due a day after the first message that waits. Open until ``doneAt``."""

    class Meta:
        permission = Permission.TEXT_VIEW

    id = graphene.ID(required=True)
    number = graphene.String(required=True, description="E.164, or the sender as the carrier names it.")
    number_local = graphene.String(required=True)
    ours = graphene.String(required=True, description="The number that was written to.")
    opened_at = graphene.DateTime(required=True)
    due_at = graphene.DateTime(required=True)
    overdue = graphene.Boolean(required=True)
    last_at = graphene.DateTime(required=True)
    last_text = graphene.String(required=True)
    state = graphene.Field(TextConversationState, required=True)
    taken_by = graphene.String(required=True)
    case_number = graphene.String(required=True)
    done_at = graphene.DateTime()
    done_by = graphene.String(required=True)
    reason = graphene.Field(TextDismissReason)
    note = graphene.String(required=True)
    stopped_at = graphene.DateTime(description="Since then no messages are wanted: none can be sent.")
    stop_origin = graphene.Field(TextStopOrigin, description="How that is known.")
    not_called = graphene.Boolean(required=True, description="On the do-not-call list or the black list.")
    answerable = graphene.Boolean(required=True)
    citizen = Field(Citizen, permission=Permission.CITIZEN_VIEW, otherwise=None)
    operations = Field(
        graphene.List(graphene.NonNull(Operation)),
        permission=Permission.CITIZEN_VIEW,
        otherwise=None,
        description="In `text` only: the last ones of the number, newest first.",
    )
    messages = graphene.List(graphene.NonNull(TextMessage), required=True, description="In `text` only; oldest first.")
    proposals = graphene.List(graphene.NonNull(TextProposal), required=True, description="In `text` only.")


class TextCounts(GuardedType):
    """Open conversations."""

    class Meta:
        permission = Permission.TEXT_VIEW

    open = graphene.Int(required=True)
    new = graphene.Int(required=True)
    overdue = graphene.Int(required=True)
    mine = graphene.Int(required=True)


class TextPhrase(GuardedType):
    """The beginning of an answer, to be changed."""

    class Meta:
        permission = Permission.TEXT_VIEW

    key = graphene.ID(required=True)
    text = graphene.String(required=True)


class TextRecipient(GuardedType):
    """Whom a message would go to."""

    class Meta:
        permission = Permission.TEXT_SEND

    number = graphene.String(required=True, description="E.164.")
    number_local = graphene.String(required=True)
    sender = graphene.String(required=True, description="The number that it goes out from; empty: the house's.")
    stopped_at = graphene.DateTime(description="Since then no messages are wanted: none can be sent.")
    stop_origin = graphene.Field(TextStopOrigin, description="How that is known.")
    unwelcome = graphene.Boolean(required=True, description="On the do-not-call list or the black list.")
    needs_consent = graphene.Boolean(required=True, description="`textBegin` asks for `consent`.")
    citizen_name = Field(graphene.String, permission=Permission.CITIZEN_VIEW, otherwise=None)
    conversation = graphene.ID(description="The one with this number.")
    open = graphene.Boolean(required=True, description="Something waits in it.")
    taken_by = graphene.String(required=True)


class CaseText(GuardedType):
    """A message that was filed to a case."""

    class Meta:
        permission = Permission.TEXT_VIEW

    id = graphene.ID(required=True)
    conversation = graphene.ID(required=True)
    number_local = graphene.String(required=True)
    at = graphene.DateTime(required=True)
    body = graphene.String(required=True)


TextConversationPage = page_type("TextConversation", TextConversation)
