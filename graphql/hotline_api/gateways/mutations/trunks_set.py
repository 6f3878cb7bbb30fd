"""trunksSet"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.gateways.types import GatewayOverview, TrunkInput, value_of
from hotline_api.gateways.view import overview
from telephony.contracts.plan import MediaSafety, NumberForm, SipTransport, TrunkPlan
from tenants.shared.numbering import sip
from tenants.shared.numbering.errors import CityOnly, InvalidHost, InvalidNetwork, InvalidTrunk


class TrunksSet(
    Mutation,
    permission=Permission.ADMIN_GATEWAYS,
    arguments={"rows": graphene.List(graphene.NonNull(TrunkInput), required=True)},
    gives={"gateways": GatewayOverview},
    refusals=(Forbidden, CityOnly, Invalid, Required, InvalidTrunk, InvalidHost, InvalidNetwork),
):
    """Replace the carriers' trunks; in force at once, calls under way go on."""

    @staticmethod
    def perform(context: Context, rows: list[dict[str, Any]]) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        wanted = [
            TrunkPlan(
                key=row["key"].strip(),
                host=row["host"].strip(),
                port=row["port"],
                match=tuple(row["match"]),
                transport=SipTransport(value_of(row["transport"])),
                media=MediaSafety(value_of(row["media"])),
                verify=row["verify"],
                outgoing=row["outgoing"],
                number_form=NumberForm(value_of(row["number_form"])),
                shown=row["shown"].strip(),
                shown_form=NumberForm(value_of(row["shown_form"])),
                user=row["user"].strip(),
                register=row["register"],
            )
            for row in rows
        ]
        passwords = {row["key"].strip(): row["password"] for row in rows if row.get("password")}
        sip.do_set_trunks(wanted, passwords, actor=context.actor)
        return {"gateways": overview(context.actor, context.locale)}
