"""Recording a prompt at a telephone: the seats to choose from, and where a take stands."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import Field, GuardedType
from tenants.local.voice import takes

PERMISSION = Permission.ADMIN_PROMPTS


class PromptSeat(GuardedType):
    """A seat at which somebody is signed in; ``free``: its telephone is there and in no call."""

    class Meta:
        permission = PERMISSION

    seat = graphene.String(required=True)
    agent = graphene.String(required=True)
    name = graphene.String(required=True)
    free = graphene.Boolean(required=True)


class PromptTake(GuardedType):
    """Where a take stands: OPENING, RECORDING, REVIEW, KEPT, FETCHING, DRAFT (``number``), FAILED, OVER."""

    class Meta:
        permission = PERMISSION

    step = graphene.String(required=True)
    number = graphene.Int()


def _resolve_take(_root: Any, _info: Any, call_id: str) -> dict[str, Any]:
    step, number = takes.step_of(call_id)
    return {"step": step, "number": number}


class TakeQueries:
    """Root fields."""

    prompt_seats = Field(
        graphene.NonNull(graphene.List(graphene.NonNull(PromptSeat))),
        permission=PERMISSION,
        resolver=lambda _root, _info: takes.seats(),
    )
    prompt_take = Field(
        PromptTake,
        required=True,
        permission=PERMISSION,
        call_id=graphene.String(required=True),
        resolver=_resolve_take,
    )
