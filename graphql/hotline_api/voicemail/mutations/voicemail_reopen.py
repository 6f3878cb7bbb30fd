"""voicemailReopen"""

from typing import Any

import graphene
from django.db import transaction

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.voicemail.subscriptions import push_voicemail
from hotline_api.voicemail.types import Voicemail
from hotline_api.voicemail.view import views
from tenants.local.contacts import voice_messages


class VoicemailReopen(
    Mutation,
    permission=Permission.VOICEMAIL_HANDLE,
    arguments={"call_id": graphene.String(required=True)},
    gives={"voicemail": Voicemail},
    refusals=(NotFound,),
):
    """It is open again."""

    @staticmethod
    def perform(context: Context, call_id: str) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        row = voice_messages.do_reopen(actor, call_id)
        transaction.on_commit(lambda: push_voicemail(actor.tenant, call_id))
        return {"voicemail": views(actor, [row])[0]}
