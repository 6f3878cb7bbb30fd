"""Which conversations are recorded, how long recordings are kept, what holds them, what became of the deleted."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import SIGNED_IN, GuardedType
from telephony.contracts.events import RecordingKind as Kind
from telephony.contracts.plan import CallDirection as Direction
from tenants.local.recordings.models import HoldSubject as Subject

CallDirection = api_enum("CallDirection", Direction)
RecordingKind = api_enum("RecordingKind", Kind)
HoldSubject = api_enum("HoldSubject", Subject)


class RecordingWindow(GuardedType):
    """On ``weekdays`` (1 is Monday) from ``begins`` to ``ends``, minutes from midnight; over midnight when it ends
    before it begins."""

    class Meta:
        permission = Permission.RECORDING_MANAGE

    weekdays = graphene.List(graphene.NonNull(graphene.Int), required=True)
    begins = graphene.Int(required=True)
    ends = graphene.Int(required=True)


class RecordingRule(GuardedType):
    """Of the conversations that fit, ``percent`` are recorded; the first rule that fits decides. What is empty or null
    fits all; no window: at any time."""

    class Meta:
        permission = Permission.RECORDING_MANAGE

    id = graphene.ID(required=True)
    percent = graphene.Int(required=True)
    queue = graphene.String(required=True)
    agent_number = graphene.String(required=True)
    seat = graphene.String(required=True)
    direction = graphene.Field(CallDirection)
    windows = graphene.List(graphene.NonNull(RecordingWindow), required=True)
    note = graphene.String(required=True)


class RecordingRetention(GuardedType):
    """Recordings of ``kind`` are deleted after ``days``; ``queue`` empty: of every queue without a rule of its own."""

    class Meta:
        permission = Permission.RECORDING_MANAGE

    kind = graphene.Field(RecordingKind, required=True)
    queue = graphene.String(required=True)
    days = graphene.Int(required=True)


class RetentionEffect(GuardedType):
    """What a rule would delete in the next night. ``held``: as many more are due, and held."""

    class Meta:
        permission = Permission.RECORDING_MANAGE

    kind = graphene.Field(RecordingKind, required=True)
    queue = graphene.String(required=True)
    days = graphene.Int(required=True)
    count = graphene.Int(required=True)
    megabytes = graphene.Float(required=True)
    hours = graphene.Float(required=True)
    held = graphene.Int(required=True)
    oldest = graphene.DateTime()
    newest = graphene.DateTime()


class RecordingHold(GuardedType):
    """A legal hold: nothing of its subject is deleted before it is lifted, or ``until`` has come (null: for good)."""

    class Meta:
        permission = Permission.RECORDING_MANAGE

    id = graphene.ID(required=True)
    subject = graphene.Field(HoldSubject, required=True)
    reference = graphene.String(required=True)
    reason = graphene.String(required=True)
    until = graphene.DateTime()
    placed_at = graphene.DateTime(required=True)
    placed_by = graphene.String(required=True)
    lifted_at = graphene.DateTime()
    lifted_by = graphene.String(required=True)
    lifted_why = graphene.String(required=True)


class RecordingDeletion(GuardedType):
    """What remains of a deleted recording. ``rule`` in words, as it was then; ``sha256`` of the sound."""

    class Meta:
        permission = Permission.RECORDING_MANAGE

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    call_id = graphene.String(required=True)
    kind = graphene.Field(RecordingKind, required=True)
    agent_number = graphene.String(required=True)
    started_at = graphene.DateTime(required=True)
    seconds = graphene.Float(required=True)
    sha256 = graphene.String(required=True)
    rule = graphene.String(required=True)
    deleted_at = graphene.DateTime(required=True)
    deleted_by = graphene.String(required=True)


class RecordingStorage(GuardedType):
    """How it stands: ``waiting`` recordings are still on a gateway, the ``oldest`` of them since then; ``stored`` are
    kept, in ``megabytes``."""

    class Meta:
        permission = Permission.RECORDING_MANAGE

    waiting = graphene.Int(required=True)
    oldest = graphene.DateTime()
    stored = graphene.Int(required=True)
    megabytes = graphene.Float(required=True)


class RecordingChoice(GuardedType):
    """Something that a rule may be about: a queue or seat by its key, an agent by number."""

    class Meta:
        permission = SIGNED_IN

    key = graphene.String(required=True)
    name = graphene.String(required=True)


class RecordingChoices(GuardedType):
    """What rules and searches can name."""

    class Meta:
        permission = SIGNED_IN

    queues = graphene.List(graphene.NonNull(RecordingChoice), required=True)
    seats = graphene.List(graphene.NonNull(RecordingChoice), required=True)
    agents = graphene.List(graphene.NonNull(RecordingChoice), required=True)
    trunks = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Keys; the one that a gateway has of itself last."
    )


RecordingHoldPage = page_type("RecordingHold", RecordingHold)
RecordingDeletionPage = page_type("RecordingDeletion", RecordingDeletion)


class RecordingWindowInput(graphene.InputObjectType):
    """As RecordingWindow."""

    weekdays = graphene.List(graphene.NonNull(graphene.Int), required=True)
    begins = graphene.Int(required=True)
    ends = graphene.Int(required=True)


class RecordingRuleInput(graphene.InputObjectType):
    """As RecordingRule."""

    percent = graphene.Int(required=True)
    queue = graphene.String()
    agent_number = graphene.String()
    seat = graphene.String()
    direction = graphene.Field(CallDirection)
    windows = graphene.List(graphene.NonNull(RecordingWindowInput))
    note = graphene.String()


class RecordingRetentionInput(graphene.InputObjectType):
    """As RecordingRetention."""

    kind = graphene.Field(RecordingKind, required=True)
    queue = graphene.String()
    days = graphene.Int(required=True)
