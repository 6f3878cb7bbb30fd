"""The agent's desk. Every field is filled by ``view`` from plain data: nothing here asks the database."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.cases.enums import CaseKind
from hotline_api.citizens.types import Citizen, Operation
from hotline_api.contacts.enums import CallChange, ContactMedium
from hotline_api.contacts.origin_type import CallOrigin
from hotline_api.core.enums import api_enum
from hotline_api.core.permissions import SIGNED_IN, Field, GuardedType
from hotline_api.identity.types import Tenant
from hotline_api.supervision.types import HelpRequest, ListenedBy, MyListening
from hotline_api.worklist.types import DeskWork
from telephony.contracts.events import AgentState as EngineAgentState

AgentState = api_enum("AgentState", EngineAgentState)


class Presence(GuardedType):
    """What an agent is doing; the clocks on the screens run from ``since`` and to ``until``."""

    class Meta:
        permission = SIGNED_IN

    agent_key = graphene.String(required=True)
    agent_number = graphene.String(required=True)
    display_name = graphene.String(required=True)
    user_id = graphene.ID(description="The person, as messages address them.")
    seat = graphene.String()
    state = graphene.Field(AgentState, required=True)
    reason = graphene.String()
    since = graphene.DateTime(required=True)
    until = graphene.DateTime()
    call_id = graphene.String()
    reachable = graphene.Boolean(required=True, description="Is the seat's telephone connected?")
    own_phone = graphene.Boolean(
        required=True, description="Does a SIP telephone stand at the seat? Then the browser is not its telephone."
    )


class Seat(GuardedType):
    """A workplace; ``takenBy`` is an agent number."""

    class Meta:
        permission = SIGNED_IN

    key = graphene.String(required=True)
    number = graphene.String(required=True)
    remote = graphene.Boolean(required=True)
    taken_by = graphene.String()


class TwilioSeat(GuardedType):
    """What the browser signs in at Twilio with, as a client that can be called and cannot call."""

    class Meta:
        permission = Permission.DESK_USE

    token = graphene.String(required=True, description="An access token; it ends by itself, and cannot be taken back.")
    edges = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Where to sign in, best first; none: the nearest."
    )


class Softphone(GuardedType):
    """What the browser registers its telephone with. The password is good for this sign-in at the seat only."""

    class Meta:
        permission = Permission.DESK_USE

    urls = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Websockets of the first node, best first."
    )
    nodes = graphene.List(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        required=True,
        description="Register at each of these: a node's websockets, best first.",
    )
    renew_after_seconds = graphene.Float(
        required=True, description="Ask softphoneRenew for another password by then; the registration stays."
    )
    user = graphene.String(required=True)
    password = graphene.String(required=True)
    domain = graphene.String(required=True)
    ice_servers = graphene.List(graphene.NonNull(graphene.String), required=True)
    twilio = graphene.Field(TwilioSeat, description="Sign in here too; null: Twilio rings no browser.")


class CaseDraft(GuardedType):
    """The half-typed form of a call; ``data`` is JSON of the form."""

    class Meta:
        permission = Permission.CASE_REGISTER

    id = graphene.ID(required=True)
    call_id = graphene.String(required=True)
    kind = graphene.Field(CaseKind, required=True)
    data = graphene.String(required=True)
    version = graphene.Int(required=True)
    saved_at = graphene.DateTime(required=True)
    saved_by = graphene.String(required=True)


class ScreenPop(GuardedType):
    """All that is on the screen no later than the ring."""

    class Meta:
        permission = Permission.DESK_USE

    call_id = graphene.String(required=True)
    caller = graphene.String(required=True)
    caller_local = graphene.String(required=True)
    called = graphene.String(required=True)
    medium = graphene.Field(ContactMedium, required=True)
    verified = graphene.Boolean(required=True)
    home_tenant = graphene.Field(Tenant, required=True)
    business = graphene.Field(CaseKind, required=True)
    waited_since = graphene.DateTime(required=True)
    offered_at = graphene.DateTime(required=True)
    auto_answer = graphene.Boolean(required=True)
    queue = graphene.String(required=True)
    consult_from = graphene.String()
    citizen = graphene.Field(Citizen)
    possible_matches = graphene.List(
        graphene.NonNull(Citizen), required=True, description="Several citizens have this number: a maybe."
    )
    operations = graphene.List(graphene.NonNull(Operation), required=True)
    draft = graphene.Field(CaseDraft)
    listed_priority = graphene.Int(required=True, description="What the white list grants the caller in queues.")
    free = graphene.Boolean(required=True, description="By the white list, the call costs its caller nothing.")
    origin = graphene.Field(CallOrigin, description="Null when somebody called us, or the agent dialled by hand.")


class Guest(GuardedType):
    """A third party in the conversation (三方通话), or being rung for it."""

    class Meta:
        permission = Permission.DESK_USE

    party = graphene.String(required=True, description="Agent key or telephone number.")
    talking = graphene.Boolean(required=True)


class DeskCall(GuardedType):
    """The agent's part in one call."""

    class Meta:
        permission = Permission.DESK_USE

    call_id = graphene.String(required=True)
    state = graphene.Field(CallChange, required=True)
    muted = graphene.Boolean(required=True)
    since = graphene.DateTime(required=True)
    answered_at = graphene.DateTime()
    outbound = graphene.Boolean(required=True)
    purpose = graphene.String()
    reference = graphene.String(description="The number of the case that the call is about.")
    party = graphene.String(required=True)
    consult_party = graphene.String()
    consult_talking = graphene.Boolean(required=True)
    guests = graphene.List(graphene.NonNull(Guest), required=True)
    recording_paused = graphene.Boolean(required=True)
    prompt = graphene.String(description="Keys of the prompts being played into the conversation.")
    pop = graphene.Field(ScreenPop)


class Desk(GuardedType):
    """The agent's whole screen state; ``lastCall`` while in wrap-up."""

    class Meta:
        permission = Permission.DESK_USE

    presence = graphene.Field(Presence, required=True)
    call = graphene.Field(DeskCall)
    seats = graphene.List(graphene.NonNull(Seat), required=True)
    last_call = graphene.Field(DeskCall)
    listening = Field(MyListening, permission=Permission.FLOOR_LISTEN, otherwise=None)
    listened_by = graphene.List(graphene.NonNull(ListenedBy), required=True)
    help = graphene.Field(HelpRequest, description="My open request for a supervisor.")
    work = graphene.Field(DeskWork, required=True)


class RecentNumber(GuardedType):
    """A number that the agent dialled, to be dialled again."""

    class Meta:
        permission = Permission.CALL_CONTROL

    number = graphene.String(required=True)
    number_local = graphene.String(required=True)
    at = graphene.DateTime(required=True)


class PlayablePrompt(GuardedType):
    """A prompt that an agent may play into a conversation; ``text`` is what it says in the reader's language."""

    class Meta:
        permission = Permission.CALL_CONTROL

    key = graphene.String(required=True)
    text = graphene.String(required=True)


class TransferTarget(GuardedType):
    """Where a call can go: an agent ("east:8101"), or a queue ("city.general")."""

    class Meta:
        permission = Permission.CALL_CONTROL

    key = graphene.String(required=True)
    label = graphene.String(required=True)
    kind = graphene.String(required=True, description='"agent" or "queue".')
    state = graphene.Field(AgentState)
