"""Written work in the queues."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import SIGNED_IN, GuardedType
from telephony.contracts.work import WorkMedium as EngineMedium
from tenants.local.worklist.models import WorkState as BookState

WorkMedium = api_enum("WorkMedium", EngineMedium)
WorkState = graphene.Enum("WorkState", [(each.value, each.value) for each in BookState])
WorkBox = graphene.Enum("WorkBox", [(box, box) for box in ("OPEN", "WAITING", "OFFERED", "IN_HAND", "DONE", "ALL")])


class WorkItem(GuardedType):
    """A voice message, web submission, mail, fax or SMS on its way through the queues."""

    class Meta:
        permission = SIGNED_IN

    work_id = graphene.ID(required=True)
    medium = graphene.Field(WorkMedium, required=True)
    source = graphene.String(required=True, description="Its key where it is kept: a call, a case number.")
    title = graphene.String(required=True)
    sender = graphene.String(required=True)
    sender_local = graphene.String(required=True)
    queue = graphene.String(required=True)
    queue_name = graphene.String(required=True)
    state = graphene.Field(WorkState, required=True)
    priority = graphene.Int(required=True)
    returns = graphene.Int(required=True, description="How often it came back to the queue.")
    arrived_at = graphene.DateTime(required=True)
    agent = graphene.String(required=True, description="Agent key; empty: nobody.")
    agent_name = graphene.String(required=True)
    offered_until = graphene.DateTime()
    accepted_at = graphene.DateTime()
    done_at = graphene.DateTime()
    outcome = graphene.String(required=True, description="Why it is done; empty while it is not.")
    filed = graphene.Boolean(
        required=True, description="On my desk: nothing is left to do where it is kept, it can be put away."
    )
    path = graphene.String(required=True, description="The page of the console that shows it.")


class WorkStep(GuardedType):
    """A step on the way of a piece of work."""

    class Meta:
        permission = Permission.FLOOR_VIEW

    at = graphene.DateTime(required=True)
    step = graphene.String(required=True)
    detail = graphene.String(required=True)


class DeskWork(GuardedType):
    """My written work: offers first, then what I have in hand."""

    class Meta:
        permission = Permission.DESK_USE

    on = graphene.Boolean(required=True, description="Is any written work handed out here?")
    items = graphene.List(graphene.NonNull(WorkItem), required=True)
    paused = graphene.String(description="Why I am offered none: ASKED, NO_ANSWER, REJECTED, RETURNED.")
    paused_until = graphene.DateTime()


class WaitingWork(GuardedType):
    """Written work of one medium that waits in a queue."""

    class Meta:
        permission = Permission.FLOOR_VIEW

    medium = graphene.Field(WorkMedium, required=True)
    count = graphene.Int(required=True)
    since = graphene.DateTime(required=True)


class MediumRule(GuardedType):
    """Whether and where a medium is handed out."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    medium = graphene.Field(WorkMedium, required=True)
    is_on = graphene.Boolean(required=True)
    queue = graphene.String(required=True)
    priority = graphene.Int(required=True)
    weight = graphene.Int(required=True, description="Units of an agent's capacity that one takes.")
    waiting = graphene.Int(required=True)


class AgentCapacity(GuardedType):
    """An agent's own capacity; none: as the rest."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    agent_number = graphene.String(required=True)
    display_name = graphene.String(required=True)
    capacity = graphene.Int()


class WorkSetup(GuardedType):
    """How written work is handed out. Seconds; ``revision`` is given back with a change."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    revision = graphene.Int(required=True)
    capacity = graphene.Int(required=True, description="Units that an agent may have in hand at once.")
    call_weight = graphene.Int(required=True, description="Units that a call takes; 0: all.")
    blocks_calls = graphene.Boolean(required=True, description="Who has written work is offered no calls.")
    offer_seconds = graphene.Float(required=True)
    pause_seconds = graphene.Float(required=True)
    media = graphene.List(graphene.NonNull(MediumRule), required=True)
    agents = graphene.List(graphene.NonNull(AgentCapacity), required=True)


WorkPage = page_type("Work", WorkItem)
