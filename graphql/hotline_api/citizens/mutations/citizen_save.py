"""citizenSave"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.citizens.types import Citizen
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from tenants.local.citizens import actions


class CitizenSave(
    Mutation,
    permission=Permission.CITIZEN_EDIT,
    arguments={
        "id": graphene.ID(),
        "name": graphene.String(required=True),
        "gender": graphene.String(),
        "address": graphene.String(),
        "area": graphene.String(),
        "note": graphene.String(),
        "important": graphene.Boolean(),
        "phones": graphene.List(graphene.NonNull(graphene.String), required=True),
        "mails": graphene.List(
            graphene.NonNull(graphene.String), description="Mail addresses; none given: as they are."
        ),
    },
    gives={"citizen": Citizen},
    refusals=(NotFound, Required, TooLong, Invalid),
):
    """Make a citizen, or change the one named by ``id``. Numbers are taken as people write them."""

    @staticmethod
    def perform(context: Context, id: str | None = None, **given: Any) -> dict[str, Any]:
        pk = row_id(id)
        if context.actor is None:
            raise Forbidden
        if id and pk is None:
            raise NotFound("id")
        texts = {key: value for key, value in given.items() if value is not None}
        try:
            return {"citizen": actions.do_save_citizen(context.actor, citizen_id=pk, **texts)}
        except NotFound as error:
            raise NotFound("id") from error
