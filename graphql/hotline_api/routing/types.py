"""The routing script and its dry runs. Seconds everywhere."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType
from tenants.local.routing.models import RunState as Runs

from .flaws import InWords

RunState = api_enum("DryRunState", Runs)


class RoutingScript(GuardedType):
    """A version of the script; never changed once kept."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    version = graphene.Int(required=True)
    source = graphene.String(required=True)
    note = graphene.String(required=True)
    author = graphene.String(required=True)
    created_at = graphene.DateTime(required=True)
    in_force = graphene.Boolean(required=True)


class ScriptFlaw(InWords, GuardedType):
    """What is wrong with a draft; line and column from 1, null when it is about the whole."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    problem = graphene.String(required=True)
    line = graphene.Int()
    column = graphene.Int()


class ScriptActivation(GuardedType):
    """What was in force from ``at`` on; ``version`` null: the built-in order."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    id = graphene.ID(required=True)
    version = graphene.Int()
    at = graphene.DateTime(required=True)
    by = graphene.String(required=True)


class ScriptAlarm(InWords, GuardedType):
    """The script in force was of no use in a decision; the call was served by the built-in order."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    id = graphene.ID(required=True)
    at = graphene.DateTime(required=True)
    version = graphene.Int(required=True)
    problem = graphene.String(required=True)
    line = graphene.Int()
    failures = graphene.Int(required=True)
    suspended = graphene.Boolean(required=True)


class QueueFigures(GuardedType):
    """Of one queue, or of all together (``queue`` "")."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    queue = graphene.String(required=True)
    offered = graphene.Int(required=True)
    answered = graphene.Int(required=True)
    abandoned = graphene.Int(required=True)
    in_time = graphene.Int(required=True, description="Answered within the queue's service level.")
    overflowed = graphene.Int(required=True, description="Answered by another tenant's agents.")
    mean_wait = graphene.Float(required=True)
    late_wait = graphene.Float(required=True, description="95 of 100 waited less.")
    longest_wait = graphene.Float(required=True)


class AgentFigures(GuardedType):
    """How an agent would have been loaded."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    agent = graphene.String(required=True)
    calls = graphene.Int(required=True)
    talk = graphene.Float(required=True)
    duty = graphene.Float(required=True)


class DayFigures(InWords, GuardedType):
    """What a day would have been with one script."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    total = graphene.Field(QueueFigures, required=True)
    queues = graphene.List(graphene.NonNull(QueueFigures), required=True)
    agents = graphene.List(graphene.NonNull(AgentFigures), required=True)
    failures = graphene.Int(required=True, description="Decisions in which the script was of no use.")
    problem = graphene.String()


class DryRun(GuardedType):
    """A recorded day played with a draft and with what is in force."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    id = graphene.ID(required=True)
    day = graphene.Date(required=True)
    draft = graphene.String(required=True)
    in_force_version = graphene.Int()
    author = graphene.String(required=True)
    created_at = graphene.DateTime(required=True)
    state = graphene.Field(RunState, required=True)
    progress = graphene.Int(required=True, description="Percent.")
    calls = graphene.Int(required=True)
    draft_figures = graphene.Field(DayFigures)
    in_force_figures = graphene.Field(DayFigures)
    problem = graphene.String(required=True)


RoutingScriptPage = page_type("RoutingScript", RoutingScript)
ScriptAlarmPage = page_type("ScriptAlarm", ScriptAlarm)
DryRunPage = page_type("DryRun", DryRun)
