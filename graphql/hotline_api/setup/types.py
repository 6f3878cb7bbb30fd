"""Setting up the telephone side of a city or county. Seconds everywhere."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.permissions import GuardedType
from hotline_api.gateways.types import MediaSafety, SipTransport
from telephony.contracts.plan import Selection

QueueSelection = api_enum("QueueSelection", Selection)


class QueueOverflow(GuardedType):
    """After ``afterSeconds`` of waiting, agents of ``queue`` may take the call too."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    after_seconds = graphene.Float(required=True)
    queue = graphene.String(required=True)


class SetupQueue(GuardedType):
    """A waiting line with all its settings; ``revision`` is given back with a change."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    key = graphene.String(required=True)
    role = graphene.String(required=True)
    name = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    revision = graphene.Int(required=True)
    waiting = graphene.Int(required=True, description="Callers who wait now.")
    ring_seconds = graphene.Float(required=True)
    wrap_up_seconds = graphene.Float(required=True)
    first_notice_seconds = graphene.Float(required=True)
    notice_every_seconds = graphene.Float(required=True)
    service_level_seconds = graphene.Float(required=True)
    preferred_wait_seconds = graphene.Float(required=True)
    selection = graphene.Field(QueueSelection, required=True)
    record = graphene.Boolean(required=True)
    music = graphene.Boolean(required=True)
    notices = graphene.Boolean(required=True, description="Is the position told?")
    tell_wait = graphene.Boolean(required=True, description="And with it the expected wait?")
    welcome_prompts = graphene.List(graphene.NonNull(graphene.String), required=True)
    busy_prompts = graphene.List(graphene.NonNull(graphene.String), required=True)
    comfort_prompts = graphene.List(graphene.NonNull(graphene.String), required=True)
    comfort_every_seconds = graphene.Float(required=True)
    call_back = graphene.Boolean(required=True)
    call_back_tries = graphene.Int(required=True)
    call_back_pause_seconds = graphene.Float(required=True)
    overflow = graphene.List(graphene.NonNull(QueueOverflow), required=True)


class PromptChoice(GuardedType):
    """A prompt that can be chosen; ``owner``: the city or county whose own it is, "" for the house's."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    key = graphene.String(required=True)
    zh = graphene.String(required=True)
    en = graphene.String(required=True)
    owner = graphene.String(required=True)


class QueueName(GuardedType):
    """Any queue of the city, to overflow to."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    key = graphene.String(required=True)
    tenant = graphene.String(required=True)


class SetupSkill(GuardedType):
    """An agent serves a queue at ``level`` 1 (low) to 9 (high)."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    agent_number = graphene.String(required=True)
    queue = graphene.String(required=True)
    level = graphene.Int(required=True)


class SkilledAgent(GuardedType):
    """A row of the matrix of skills."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    agent_number = graphene.String(required=True)
    display_name = graphene.String(required=True)


class CalledNumber(GuardedType):
    """What calling ``number`` leads to; callers of a greater priority go first; ``tenant``: the county to which it was
    given, "" the city."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    number = graphene.String(required=True)
    flow = graphene.String(required=True)
    language = graphene.String(required=True)
    priority = graphene.Int(required=True)
    tenant = graphene.String(required=True)


class CallerArea(GuardedType):
    """Callers whose number starts with ``prefix`` belong to ``tenant``; the longest prefix wins."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    prefix = graphene.String(required=True)
    tenant = graphene.String(required=True)


class RoutingSetup(GuardedType):
    """All of it. ``areas`` are the city's; of ``numbers`` a county reads those that were given to it."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    is_city = graphene.Boolean(required=True)
    queues = graphene.List(graphene.NonNull(SetupQueue), required=True)
    prompts = graphene.List(graphene.NonNull(PromptChoice), required=True, description="What queues may play.")
    all_queues = graphene.List(graphene.NonNull(QueueName), required=True)
    agents = graphene.List(graphene.NonNull(SkilledAgent), required=True)
    skills = graphene.List(graphene.NonNull(SetupSkill), required=True)
    flows = graphene.List(graphene.NonNull(graphene.String), required=True)
    tenants = graphene.List(graphene.NonNull(graphene.String), required=True)
    numbers = graphene.List(graphene.NonNull(CalledNumber), required=True)
    areas = graphene.List(graphene.NonNull(CallerArea), required=True)


class SetupAgent(GuardedType):
    """A person who takes calls; ``state`` as on the floor."""

    class Meta:
        permission = Permission.ADMIN_PEOPLE

    agent_number = graphene.String(required=True)
    display_name = graphene.String(required=True)
    username = graphene.String(required=True)
    auto_answer = graphene.Boolean(required=True)
    supervisor = graphene.Boolean(required=True)
    state = graphene.String(required=True)


class SeatPhone(GuardedType):
    """A SIP telephone's settings."""

    class Meta:
        permission = Permission.ADMIN_PEOPLE

    transport = graphene.Field(SipTransport, required=True)
    media = graphene.Field(MediaSafety, required=True)


class SeatPhoneAccount(GuardedType):
    """What is to be entered in the telephone. ``password``: told this once; null when it stays."""

    class Meta:
        permission = Permission.ADMIN_PEOPLE

    servers = graphene.List(graphene.NonNull(graphene.String), required=True, description="HOST:PORT of each node.")
    user = graphene.String(required=True)
    password = graphene.String()


class SetupSeat(GuardedType):
    """A workplace. ``agent``: who sits there now, as agent key."""

    class Meta:
        permission = Permission.ADMIN_PEOPLE

    key = graphene.String(required=True)
    number = graphene.String(required=True)
    remote = graphene.Boolean(required=True)
    agent = graphene.String()
    phone = graphene.Field(SeatPhone, description="The SIP telephone that stands there; null: the browser is it.")


class PeopleSetup(GuardedType):
    """Agents and seats here."""

    class Meta:
        permission = Permission.ADMIN_PEOPLE

    tenant = graphene.String(required=True)
    agents = graphene.List(graphene.NonNull(SetupAgent), required=True)
    seats = graphene.List(graphene.NonNull(SetupSeat), required=True)
