"""What is given to change a queue."""

from typing import Any

import graphene

from .types import QueueSelection


class OverflowInput(graphene.InputObjectType):
    """After ``afterSeconds`` of waiting, agents of ``queue`` may take the call too."""

    after_seconds = graphene.Float(required=True)
    queue = graphene.String(required=True)


class QueueInput(graphene.InputObjectType):
    """Settings of a waiting line; what is left out stays."""

    ring_seconds = graphene.Float()
    wrap_up_seconds = graphene.Float()
    first_notice_seconds = graphene.Float()
    notice_every_seconds = graphene.Float()
    service_level_seconds = graphene.Float()
    preferred_wait_seconds = graphene.Float()
    selection = graphene.Field(QueueSelection)
    record = graphene.Boolean()
    music = graphene.Boolean()
    notices = graphene.Boolean()
    tell_wait = graphene.Boolean()
    welcome_prompts = graphene.List(graphene.NonNull(graphene.String))
    busy_prompts = graphene.List(graphene.NonNull(graphene.String))
    comfort_prompts = graphene.List(graphene.NonNull(graphene.String))
    comfort_every_seconds = graphene.Float()
    call_back = graphene.Boolean()
    call_back_tries = graphene.Int()
    call_back_pause_seconds = graphene.Float()
    overflow = graphene.List(graphene.NonNull(OverflowInput))


def settings_of(given: Any) -> dict[str, Any]:
    """The given settings as plain data."""
    settings = {name: value for name, value in (given or {}).items() if value is not None}
    if "selection" in settings:
        settings["selection"] = getattr(settings["selection"], "value", settings["selection"])
    if "overflow" in settings:
        settings["overflow"] = [dict(step) for step in settings["overflow"]]
    return settings
