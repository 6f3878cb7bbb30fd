"""Listening, requests for help, live calls with their legs. Filled by ``view`` from plain data."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import SIGNED_IN, GuardedType
from telephony.contracts.commands import SuperviseMode as EngineMode

SuperviseMode = api_enum("SuperviseMode", EngineMode)


class MyListening(GuardedType):
    """What I listen to. ``callId`` null: waiting for the next call of ``target``; ``since`` null: being connected."""

    class Meta:
        permission = Permission.FLOOR_LISTEN

    call_id = graphene.String()
    agent = graphene.String(description="Agent key of who has the call.")
    target = graphene.String(description="Agent key of whom I follow.")
    follow = graphene.Boolean(required=True)
    mode = graphene.Field(SuperviseMode, required=True)
    since = graphene.DateTime()


class ListenedBy(GuardedType):
    """Who listens to me, as far as I am told."""

    class Meta:
        permission = SIGNED_IN

    supervisor = graphene.String(required=True)
    mode = graphene.Field(SuperviseMode, required=True)
    since = graphene.DateTime(required=True)


class HelpRequest(GuardedType):
    """An agent who waits for a supervisor."""

    class Meta:
        permission = SIGNED_IN

    call_id = graphene.String(required=True)
    agent = graphene.String(required=True)
    seat = graphene.String(required=True)
    note = graphene.String(required=True)
    asked_at = graphene.DateTime(required=True)
    raised_at = graphene.DateTime(description="When it went up because nobody had come.")


class ModeStep(GuardedType):
    """From when on which mode."""

    class Meta:
        permission = Permission.FLOOR_LISTEN

    mode = graphene.String(required=True)
    at = graphene.DateTime(required=True)


class Listening(GuardedType):
    """Who listened to whom, when, how long, how. ``endedAt`` null: still."""

    class Meta:
        permission = Permission.FLOOR_LISTEN

    id = graphene.ID(required=True)
    call_id = graphene.String(required=True)
    listened = graphene.String(required=True, description="Key of the tenant whose call it was.")
    supervisor = graphene.String(required=True)
    seat = graphene.String(required=True)
    agent = graphene.String(required=True)
    mode = graphene.String(required=True)
    course = graphene.List(graphene.NonNull(ModeStep), required=True)
    started_at = graphene.DateTime(required=True)
    ended_at = graphene.DateTime()
    seconds = graphene.Float(required=True)
    reason = graphene.String(required=True)


ListeningPage = page_type("Listening", Listening)


class LiveLeg(GuardedType):
    """A channel that is up. ``kind`` as in the ledger: CALLER, AGENT, CONSULT, GUEST, OUTSIDE, SUPERVISOR."""

    class Meta:
        permission = Permission.FLOOR_VIEW

    leg = graphene.String(required=True)
    kind = graphene.String(required=True)
    party = graphene.String(required=True)
    started_at = graphene.DateTime(required=True)


class LiveCall(GuardedType):
    """A call that is going on. ``state`` as in the engine's table."""

    class Meta:
        permission = Permission.FLOOR_VIEW

    call_id = graphene.String(required=True)
    state = graphene.String(required=True)
    medium = graphene.String(required=True)
    caller = graphene.String(required=True)
    called = graphene.String(required=True)
    queue = graphene.String()
    agent = graphene.String()
    since = graphene.DateTime(required=True)
    legs = graphene.List(graphene.NonNull(LiveLeg), required=True)
