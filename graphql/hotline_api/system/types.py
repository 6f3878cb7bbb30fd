"""Monitoring of the house. Sizes in bytes, shares in percent."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.alarms.types import AlarmKind
from hotline_api.core.permissions import GuardedType


class HouseProcess(GuardedType):
    """A process that gives signs of life, or one that was there and is silent (``up`` false, ``at`` its last sign)."""

    class Meta:
        permission = Permission.SYSTEM_VIEW

    name = graphene.String(required=True, description="web, switchboard, recorder, worker, beat, postbox.")
    up = graphene.Boolean(required=True)
    host = graphene.String(required=True)
    pid = graphene.Int()
    version = graphene.String(required=True)
    since = graphene.DateTime()
    at = graphene.DateTime(required=True)
    cpu = graphene.Float(description="Of one core.")
    memory = graphene.Float()
    files = graphene.Int(description="Open descriptors.")
    files_most = graphene.Float()


class HouseDisk(GuardedType):
    """A disk that the house writes to."""

    class Meta:
        permission = Permission.SYSTEM_VIEW

    path = graphene.String(required=True)
    free = graphene.Float(required=True)
    total = graphene.Float(required=True)


class HouseMachine(GuardedType):
    """A machine that processes of the house run on."""

    class Meta:
        permission = Permission.SYSTEM_VIEW

    host = graphene.String(required=True)
    cores = graphene.Int(required=True)
    cpu = graphene.Float(required=True)
    memory = graphene.Float(required=True)
    memory_total = graphene.Float(required=True)
    disks = graphene.List(graphene.NonNull(HouseDisk), required=True)


class HouseService(GuardedType):
    """PostgreSQL or Redis: its version, the bytes that it holds, how many are connected."""

    class Meta:
        permission = Permission.SYSTEM_VIEW

    name = graphene.String(required=True)
    version = graphene.String(required=True)
    size = graphene.Float(required=True)
    connected = graphene.Int(required=True)


class HouseGateway(GuardedType):
    """A media gateway; more on the page of gateways."""

    class Meta:
        permission = Permission.SYSTEM_VIEW

    key = graphene.String(required=True)
    state = graphene.String(required=True, description="UP, STUCK or DOWN.")
    calls = graphene.Int(required=True)
    legs = graphene.Int(required=True)
    control_ms = graphene.Float()


class HouseSample(GuardedType):
    """One moment of the last hour. ``cpu``, ``memory``: of the busiest machine."""

    class Meta:
        permission = Permission.SYSTEM_VIEW

    at = graphene.Float(required=True, description="Epoch seconds.")
    calls = graphene.Int(required=True)
    waiting = graphene.Int(required=True)
    per_minute = graphene.Int(required=True, description="Calls that arrived within a minute.")
    cpu = graphene.Float(required=True)
    memory = graphene.Float(required=True)
    events = graphene.Int(required=True, description="Events of calls that wait to be written.")
    outbox = graphene.Int(required=True, description="Messages that are due and not out yet.")


class HouseTrouble(GuardedType):
    """An alarm that stands: what is out of order."""

    class Meta:
        permission = Permission.SYSTEM_VIEW

    id = graphene.ID(required=True)
    kind = graphene.Field(AlarmKind, required=True)
    subject = graphene.String(required=True)
    detail = graphene.String(required=True)
    first_at = graphene.DateTime(required=True)


class HouseHealth(GuardedType):
    """Everything of the screen."""

    class Meta:
        permission = Permission.SYSTEM_VIEW

    troubles = graphene.List(graphene.NonNull(HouseTrouble), required=True, description="The newest first, at most 20.")
    processes = graphene.List(graphene.NonNull(HouseProcess), required=True)
    machines = graphene.List(graphene.NonNull(HouseMachine), required=True)
    services = graphene.List(graphene.NonNull(HouseService), required=True)
    gateways = graphene.List(graphene.NonNull(HouseGateway), required=True)
    channels = graphene.Int(required=True, description="Of all trunks together, 0: not counted.")
    taken = graphene.Int(required=True)
    samples = graphene.List(graphene.NonNull(HouseSample), required=True, description="The oldest first.")
