"""Text messages to citizens."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline.notify.models import MessageState as NotifyState
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType

MessageState = api_enum("MessageState", NotifyState)


class OutgoingMessage(GuardedType):
    """One message, as far as the carrier has told."""

    class Meta:
        permission = Permission.MESSAGE_VIEW

    id = graphene.ID(required=True)
    to = graphene.String(required=True)
    body = graphene.String(required=True)
    template = graphene.String(required=True)
    state = graphene.Field(MessageState, required=True)
    case_number = graphene.String()
    created_at = graphene.DateTime(required=True)
    sent_at = graphene.DateTime()
    error = graphene.String(required=True)
    provider = graphene.String(required=True)

    @staticmethod
    def resolve_case_number(root: Any, _info: Any) -> str | None:
        return root.case_number or None


OutgoingMessagePage = page_type("OutgoingMessage", OutgoingMessage)
