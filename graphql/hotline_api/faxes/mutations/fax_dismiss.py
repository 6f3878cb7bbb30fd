"""faxDismiss"""

from typing import Any

import graphene

from hotline.kernel.errors import Invalid, NotFound, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context, acting_on
from hotline_api.core.mutation import Mutation
from hotline_api.faxes.subscriptions import push_soon
from hotline_api.faxes.types import Fax, FaxDismissReason
from hotline_api.faxes.view import received_views
from tenants.local.faxes import inbox
from tenants.local.faxes.errors import FaxClosed


class FaxDismiss(
    Mutation,
    permission=Permission.FAX_VIEW,
    arguments={
        "id": graphene.ID(required=True),
        "reason": graphene.Argument(FaxDismissReason, required=True),
        "note": graphene.String(),
    },
    gives={"fax": Fax},
    refusals=(
        NotFound,
        FaxClosed,
        Invalid,
        TooLong,
    ),
):
    """Nothing comes of a received fax."""

    @staticmethod
    def perform(context: Context, id: str, reason: Any, note: str | None = None) -> dict[str, Any]:
        actor, pk = acting_on(context, id)
        row = inbox.do_dismiss(actor, pk, reason.value, note or "")
        push_soon(actor.tenant, row.pk)
        return {"fax": received_views([row], replies=True)[0]}
