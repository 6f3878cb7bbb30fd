"""voicemailFinish"""

from typing import Any

import graphene
from django.db import transaction

from hotline.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.voicemail.subscriptions import push_voicemail
from hotline_api.voicemail.types import Voicemail, VoicemailHandled
from hotline_api.voicemail.view import views
from tenants.local.contacts import voice_messages


class VoicemailFinish(
    Mutation,
    permission=Permission.VOICEMAIL_HANDLE,
    arguments={
        "call_id": graphene.String(required=True),
        "how": graphene.Argument(VoicemailHandled, required=True),
        "note": graphene.String(),
    },
    gives={"voicemail": Voicemail},
    refusals=(
        NotFound,
        Conflict,
        Invalid,
    ),
):
    """The message is dealt with."""

    @staticmethod
    def perform(context: Context, call_id: str, how: Any, note: str | None = None) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        row = voice_messages.do_finish(actor, call_id, how.value, note or "")
        transaction.on_commit(lambda: push_voicemail(actor.tenant, call_id))
        return {"voicemail": views(actor, [row])[0]}
