"""dutyContactSave"""

from typing import Any

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.dispatching.types import DutyContact
from hotline_api.dispatching.view import duty_view
from tenants.local.dispatching import actions
from tenants.local.dispatching.errors import NotANumber


class DutyContactInput(graphene.InputObjectType):
    """An entry of the duty list. Minutes from midnight; equal ones mean all day; no weekdays mean every day."""

    department_code = graphene.String(required=True)
    name = graphene.String(required=True)
    numbers = graphene.List(graphene.NonNull(graphene.String), required=True)
    weekdays = graphene.List(graphene.NonNull(graphene.Int))
    from_minute = graphene.Int()
    to_minute = graphene.Int()
    note = graphene.String()


class DutyContactSave(
    Mutation,
    permission=Permission.ENFORCEMENT_DISPATCH,
    arguments={"id": graphene.ID(), "input": DutyContactInput(required=True)},
    gives={"duty_contact": DutyContact},
    refusals=(NotFound, Required, Invalid, NotANumber),
):
    """Make an entry of the duty list, or change the one named by ``id``."""

    @staticmethod
    def perform(context: Context, input: dict[str, Any], id: str | None = None) -> dict[str, Any]:
        if context.actor is None:
            raise Forbidden
        pk = row_id(id) if id is not None else None
        if id is not None and pk is None:
            raise NotFound("id")
        fields = {name: value for name, value in input.items() if value is not None}
        numbers = tuple(number.strip() for number in fields.pop("numbers") if number.strip())
        weekdays = tuple(fields.pop("weekdays", ()))
        given = actions.DutyInput(**fields, numbers=numbers, weekdays=weekdays)
        return {"duty_contact": duty_view(actions.do_keep_duty(context.actor, given, pk))}
