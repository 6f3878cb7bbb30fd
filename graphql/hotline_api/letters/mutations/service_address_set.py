"""serviceAddressSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, NotFound, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.letters.types import LetterMedium, ServiceAddress
from tenants.local.letters import setup
from tenants.local.worklist.errors import UnknownQueue
from tenants.shared.addresses.actions import AddressInput
from tenants.shared.addresses.errors import AddressTaken, NotAnAddress
from tenants.shared.addresses.rules import AddressKind


class ServiceAddressSet(
    Mutation,
    permission=Permission.ADMIN_ROUTING,
    arguments={
        "id": graphene.ID(description="The one to change; none: a new one."),
        "kind": graphene.Argument(LetterMedium, required=True),
        "address": graphene.String(required=True),
        "queue": graphene.String(description="Key of a queue here; none: as the medium's rule says."),
        "name": graphene.String(description="Shown as the sender of what we write."),
        "greeting": graphene.String(),
        "closing": graphene.String(),
        "receipt": graphene.String(description="Answered at once; none: nothing."),
        "is_open": graphene.Boolean(),
    },
    gives={"address": ServiceAddress},
    refusals=(NotFound, NotAnAddress, AddressTaken, UnknownQueue, TooLong),
):
    """Set up an address that citizens write to, or change it."""

    @staticmethod
    def perform(context: Context, kind: Any, address: str, id: str | None = None, **given: Any) -> dict[str, Any]:
        actor, pk = context.actor, row_id(id)
        if actor is None:
            raise Forbidden
        if id and pk is None:
            raise NotFound("id")
        settings = {name: value for name, value in given.items() if value is not None}
        wanted = AddressInput(AddressKind(kind.value), address, **settings)
        return {"address": setup.do_set_address(actor, wanted, pk)}
