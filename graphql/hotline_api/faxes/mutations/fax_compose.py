"""faxCompose"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline.objectstore import current_store
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.faxes.types import FaxDocument
from hotline_api.faxes.view import document_view
from tenants.local.faxes import outbox
from tenants.local.faxes.errors import NoFaxNumber, NoFont, TooManyPages


class FaxCompose(
    Mutation,
    permission=Permission.FAX_SEND,
    arguments={
        "case_number": graphene.String(description="None: a letter about ``subject``."),
        "subject": graphene.String(description="What it is about, without a case."),
        "number": graphene.String(required=True, description="As people write it."),
        "recipient": graphene.String(),
        "body": graphene.String(required=True),
        "locale": graphene.String(description='Of the letter: "zh-Hans", "zh-Hant" or "en".'),
        "with_content": graphene.Boolean(description="Quote what the citizen reported."),
    },
    gives={"document": FaxDocument},
    refusals=(NotFound, Required, TooLong, NoFaxNumber, NoFont, TooManyPages),
):
    """A letter about a case or without one, as it will be sent. Nothing is sent yet; unsent ones go after a day."""

    @staticmethod
    def perform(
        context: Context,
        number: str,
        body: str,
        case_number: str | None = None,
        subject: str | None = None,
        recipient: str | None = None,
        locale: str | None = None,
        with_content: bool | None = None,
    ) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        row = outbox.do_compose(
            actor,
            current_store(),
            case_number=case_number or "",
            subject=subject or "",
            body=body,
            recipient=recipient or "",
            number=number,
            locale=locale or context.locale,
            with_content=bool(with_content),
        )
        return {"document": document_view(row)}
