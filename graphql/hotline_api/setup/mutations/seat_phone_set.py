"""seatPhoneSet"""

from typing import Any

import graphene
from django.conf import settings

from hotline.kernel.errors import Forbidden, NotFound
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.gateways.types import MediaSafety, SipTransport, value_of
from hotline_api.setup.types import PeopleSetup, SeatPhoneAccount
from hotline_api.setup.view import people_setup
from telephony.contracts import plan
from tenants.local.people import actions as people
from tenants.local.people.errors import SeatOccupied


class SeatPhoneSet(
    Mutation,
    permission=Permission.ADMIN_PEOPLE,
    arguments={
        "key": graphene.String(required=True),
        "transport": graphene.Argument(SipTransport, required=True),
        "media": graphene.Argument(MediaSafety, required=True),
        "new_password": graphene.Boolean(default_value=False),
    },
    gives={"setup": PeopleSetup, "account": SeatPhoneAccount},
    refusals=(NotFound, SeatOccupied, Forbidden),
):
    """A SIP telephone stands at this seat and is its telephone; its password is told once."""

    @staticmethod
    def perform(context: Context, key: str, transport: Any, media: Any, new_password: bool = False) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        by, safety = plan.SipTransport(value_of(transport)), plan.MediaSafety(value_of(media))
        password = people.do_set_phone(key, by, safety, fresh=new_password, actor=context.actor)
        servers = settings.SIP_TLS_SERVERS if by is plan.SipTransport.TLS else settings.SIP_SERVERS
        return {"setup": people_setup(), "account": {"servers": servers, "user": key, "password": password}}
