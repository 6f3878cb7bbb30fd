"""Proposals to block a caller, for who decides them."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field, GuardedType
from tenants.local.contacts import blocking
from tenants.local.contacts.models import BlockProposal as Row


class BlockProposal(GuardedType):
    """An agent wishes a caller to be refused for ``days``."""

    class Meta:
        permission = Permission.ADMIN_LISTS

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    reason = graphene.String(required=True)
    days = graphene.Int(required=True)
    agent = graphene.String(required=True)
    at = graphene.DateTime(required=True)
    contact_id = graphene.ID(required=True)


def proposal_view(row: Row) -> dict[str, Any]:
    """A proposal as plain data."""
    return {
        "id": row.pk,
        "number": row.number,
        "reason": row.reason,
        "days": row.days,
        "agent": f"{row.agent} {row.agent_number}".strip(),
        "at": row.at,
        "contact_id": row.contact_id,
    }


class BlockQueries:
    """Root fields."""

    block_proposals = Field(
        graphene.NonNull(graphene.List(graphene.NonNull(BlockProposal))),
        permission=Permission.ADMIN_LISTS,
        resolver=lambda _root, _info: [proposal_view(row) for row in blocking.open_proposals()],
        description="Callers whom agents wish to be blocked, the oldest first.",
    )
