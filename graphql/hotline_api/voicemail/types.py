"""Voice messages as work."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.cases.types import Case
from hotline_api.citizens.types import Citizen
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import Field, GuardedType
from tenants.local.contacts.models import Handled

VoicemailHandled = graphene.Enum(
    "VoicemailHandled", [(each.value, each.value) for each in Handled], description="What was done about a message."
)
VoicemailBox = graphene.Enum(
    "VoicemailBox", [(box, box) for box in ("UNHEARD", "HEARD", "OPEN", "OVERDUE", "MINE", "DONE", "ALL")]
)


class VoicemailSound(GuardedType):
    """The recording of a message; ``url`` plays it, and each playback is in the audit log."""

    class Meta:
        permission = Permission.VOICEMAIL_HANDLE

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    kind = graphene.String(required=True)
    started_at = graphene.DateTime(required=True)
    seconds = graphene.Float(required=True)
    agent_number = graphene.String()
    state = graphene.String(required=True)
    url = graphene.String(required=True)


class Voicemail(GuardedType):
    """A voice message. Open until ``doneAt``; due a day after it was left."""

    class Meta:
        permission = Permission.VOICEMAIL_HANDLE

    call_id = graphene.String(required=True)
    caller = graphene.String(required=True)
    caller_local = graphene.String(required=True)
    called = graphene.String(required=True)
    left_at = graphene.DateTime(required=True)
    due_at = graphene.DateTime(required=True)
    overdue = graphene.Boolean(required=True)
    listened_at = graphene.DateTime()
    listened_by = graphene.String(required=True)
    assigned_to = graphene.String(required=True, description="Agent number; empty: nobody's yet.")
    done_at = graphene.DateTime()
    done_by = graphene.String(required=True)
    how = graphene.Field(VoicemailHandled)
    note = graphene.String(required=True)
    sounds = graphene.List(graphene.NonNull(VoicemailSound), required=True)
    citizen = Field(Citizen, permission=Permission.CITIZEN_VIEW, otherwise=None)
    cases = Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Case))), permission=Permission.CASE_VIEW, otherwise=[]
    )


class VoicemailCounts(GuardedType):
    """Open messages."""

    class Meta:
        permission = Permission.VOICEMAIL_HANDLE

    unheard = graphene.Int(required=True)
    open = graphene.Int(required=True)
    overdue = graphene.Int(required=True)
    mine = graphene.Int(required=True)


VoicemailPage = page_type("Voicemail", Voicemail)
