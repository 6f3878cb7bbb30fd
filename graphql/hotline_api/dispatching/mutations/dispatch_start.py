"""dispatchStart"""

from typing import Any
from uuid import uuid4

import graphene

from hotline.kernel.errors import Forbidden, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import REFUSED, EngineAway, GatewayDown, WrongState
from hotline_api.dispatching.types import Dispatch
from hotline_api.dispatching.view import build_dispatch
from telephony import facade
from telephony.contracts.commands import RefusalCode
from telephony.contracts.outreach import CancelDispatch
from tenants.local.cases import queries as cases
from tenants.local.dispatching import actions, queries
from tenants.local.dispatching.errors import NobodyToCall, NotANumber, TooManyUnits, UnknownMessage


class DispatchUnitInput(graphene.InputObjectType):
    """A unit to call: first number first."""

    name = graphene.String(required=True)
    numbers = graphene.List(graphene.NonNull(graphene.String), required=True)
    person = graphene.String()
    department_code = graphene.String()


class DispatchInput(graphene.InputObjectType):
    """What is said to whom, and how often it is tried. ``messages``: keys, said one after the other."""

    title = graphene.String(required=True)
    messages = graphene.List(graphene.NonNull(graphene.String), required=True)
    units = graphene.List(graphene.NonNull(DispatchUnitInput), required=True)
    text = graphene.String()
    language = graphene.String()
    case_number = graphene.String()
    tries = graphene.Int()
    interval_seconds = graphene.Float()
    ring_seconds = graphene.Float()


class DispatchStart(
    Mutation,
    permission=Permission.ENFORCEMENT_DISPATCH,
    arguments={"input": DispatchInput(required=True)},
    gives={"dispatch": Dispatch},
    refusals=(
        Required,
        TooLong,
        Invalid,
        NotFound,
        NobodyToCall,
        TooManyUnits,
        UnknownMessage,
        NotANumber,
        WrongState,
        GatewayDown,
        EngineAway,
    ),
):
    """Call all units at once with the message; each accepts or refuses by key."""

    @staticmethod
    def perform(context: Context, input: dict[str, Any]) -> dict[str, Any]:
        actor = context.actor
        if actor is None:
            raise Forbidden
        given = _given(input)
        if given.case_number and cases.case(actor, given.case_number) is None:
            raise NotFound("case_number")
        row, order = actions.do_prepare(actor, given, frozenset(queries.messages()))
        reply = facade.submit(order)
        if reply.refusal is not None:
            if reply.refusal is RefusalCode.ENGINE_AWAY:  # it may yet arrive there
                command_id = uuid4().hex
                facade.submit(CancelDispatch(command_id=command_id, tenant=actor.tenant, dispatch=order.dispatch), 0)
            actions.do_withdraw(row)
            error, field = REFUSED[reply.refusal]
            raise error(field)
        actions.do_begin(actor, row)
        return {"dispatch": build_dispatch(row.pk)}


def _given(given: dict[str, Any]) -> actions.DispatchInput:
    fields = {name: value for name, value in given.items() if value is not None}
    units = tuple(
        actions.UnitInput(
            name=unit["name"],
            numbers=tuple(number.strip() for number in unit["numbers"] if number.strip()),
            person=unit.get("person") or "",
            department_code=unit.get("department_code") or "",
        )
        for unit in fields.pop("units")
    )
    return actions.DispatchInput(**{**fields, "messages": tuple(fields["messages"]), "units": units})
