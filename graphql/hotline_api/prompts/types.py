"""Prompts, their languages and versions."""

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType
from tenants.local.voice.models import PromptSource as Source

PromptSource = graphene.Enum(
    "PromptSource", [(each.value, each.value) for each in Source], description="Where a recording came from."
)


class PromptVersion(GuardedType):
    """A recording of this city's or county's."""

    class Meta:
        permission = Permission.ADMIN_PROMPTS

    number = graphene.Int(required=True)
    source = graphene.Field(PromptSource, required=True)
    text = graphene.String(required=True)
    seconds = graphene.Float(required=True)
    made_by = graphene.String(required=True)
    made_at = graphene.DateTime(required=True)
    in_force = graphene.Boolean(required=True)
    url = graphene.String(required=True)


class PromptLanguage(GuardedType):
    """A prompt in one language ("zh", "en")."""

    class Meta:
        permission = Permission.ADMIN_PROMPTS

    language = graphene.String(required=True)
    text = graphene.String(required=True, description="What the house's recording says; empty: a tone.")
    in_force = graphene.Int(required=True, description="The version played; 0: the house's.")
    exists = graphene.Boolean(required=True, description="Is what is to be played on every gateway?")
    url = graphene.String(required=True, description="What is played.")
    versions = graphene.List(graphene.NonNull(PromptVersion), required=True)


class Prompt(GuardedType):
    """A prompt of the house's catalogue, or one's own beside it."""

    class Meta:
        permission = Permission.ADMIN_PROMPTS

    key = graphene.String(required=True)
    own = graphene.Boolean(required=True)
    shared_by = graphene.String(required=True, description="The city, whose own it is; a county may not change it.")
    used_in = graphene.List(graphene.NonNull(graphene.String), required=True)
    languages = graphene.List(graphene.NonNull(PromptLanguage), required=True)


PromptPage = page_type("Prompt", Prompt)
