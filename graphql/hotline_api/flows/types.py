"""IVR flows. ``definition`` is JSON: {"start": node key, "nodes": [...]}; ``layout`` JSON: node key -> [x, y]."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.permissions import GuardedType


class FlowFlaw(GuardedType):
    """What is wrong with a flow; ``node`` "" when it is about the whole."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    code = graphene.String(required=True)
    node = graphene.String(required=True)
    field = graphene.String(required=True)


class FlowSpeech(GuardedType):
    """Fixed words of a version's texts, as they were recorded."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    language = graphene.String(required=True)
    text = graphene.String(required=True)
    seconds = graphene.Float(required=True)
    url = graphene.String(required=True)


class FlowVersion(GuardedType):
    """A version as somebody drew it."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    id = graphene.ID(required=True)
    version = graphene.Int(required=True)
    definition = graphene.String(required=True)
    layout = graphene.String(required=True)
    note = graphene.String(required=True)
    author = graphene.String(required=True)
    created_at = graphene.DateTime(required=True)
    speech = graphene.List(graphene.NonNull(FlowSpeech), required=True)


class Flow(GuardedType):
    """A flow. ``version`` answers calls now, 0: none does."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    key = graphene.String(required=True)
    version = graphene.Int(required=True)
    numbers = graphene.List(graphene.NonNull(graphene.String), required=True, description="Called numbers it answers.")
    versions = graphene.List(graphene.NonNull(FlowVersion), required=True, description="Newest first.")


class FlowPrompt(GuardedType):
    """A prompt that a flow may play, with what it says."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    key = graphene.String(required=True)
    zh = graphene.String(required=True)
    en = graphene.String(required=True)
    owner = graphene.String(required=True, description="The city or county whose own it is; empty for the house's.")


class FlowChoices(GuardedType):
    """What nodes may name."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    prompts = graphene.List(graphene.NonNull(FlowPrompt), required=True)
    roles = graphene.List(graphene.NonNull(graphene.String), required=True)
    tenants = graphene.List(graphene.NonNull(graphene.String), required=True)
    pieces = graphene.List(
        graphene.NonNull(FlowPrompt), required=True, description="Words that variables are put together of."
    )
    variables = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="What texts may have in braces."
    )
    may_draw = graphene.Boolean(required=True, description="The city, or a county to which a called number was given.")


class FlowHeard(GuardedType):
    """One thing in a simulated walk: NODE, SAID (prompt keys), KEY, TIME_OUT, LOOKUP, RESULT."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    kind = graphene.String(required=True)
    text = graphene.String(required=True)
    prompts = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description='What is said, one after the other: prompts, and "say:" with words that are not spoken yet.',
    )


class FlowWalk(GuardedType):
    """A simulated walk."""

    class Meta:
        permission = Permission.ADMIN_ROUTING

    steps = graphene.List(graphene.NonNull(FlowHeard), required=True)
    waits_for_key = graphene.Boolean(required=True)
    over = graphene.Boolean(required=True)
