"""The desk and where its calls can go."""

from typing import Any

import graphene

from hotline import tenancy
from hotline.kernel.errors import NotFound
from hotline.kernel.permissions import Permission
from hotline.kernel.phone import local_form
from hotline_api.core.permissions import Field
from hotline_api.identity.names import queue_names
from hotline_api.identity.types import name_in
from telephony import facade
from tenants.local.contacts import queries as contacts
from tenants.local.voice import catalogue
from tenants.local.voice import queries as voice
from tenants.shared.identity import queries as identity
from tenants.shared.registry import queries as registry

from .types import Desk, PlayablePrompt, RecentNumber, TransferTarget
from .view import DeskView, build_desk

MOST_TARGETS = 100
#: who can take a call first
ORDER = ("READY", "WRAP_UP", "TALKING", "RINGING", "DIALLING", "NOT_READY")


def _resolve_desk(_root: Any, info: Any) -> DeskView:
    actor = info.context.actor
    if not actor.agent_number:
        raise NotFound
    return build_desk(actor.agent_key)


def _resolve_targets(_root: Any, info: Any, text: str | None = None) -> list[dict[str, Any]]:
    text, locale = (text or "").strip().casefold(), info.context.locale
    with tenancy.entered_public():
        tenants = {row.key: name_in(row.names, locale) for row in registry.tenants()}
        names = identity.agent_names()
    own = {row.key for row in voice.queues()}
    found = [*_agents(info.context.actor.agent_key, tenants, names), *_queues(tenants, own)]
    return [row for row in found if text in f"{row['key']} {row['label']}".casefold()][:MOST_TARGETS]


def _agents(me: str, tenants: dict[str, str], names: dict[str, str]) -> list[dict[str, Any]]:
    rows = [row for key, row in facade.live_agents().items() if key != me and row["state"] in ORDER]
    rows.sort(key=lambda row: (ORDER.index(row["state"]), row["agent"]))
    return [
        {
            "key": row["agent"],
            "label": f"{row['agent'].rpartition(':')[2]} {names.get(row['agent'], '')} · "
            f"{tenants.get(row['tenant'], row['tenant'])}",
            "kind": "agent",
            "state": row["state"],
        }
        for row in rows
    ]


def _queues(tenants: dict[str, str], own: set[str]) -> list[dict[str, Any]]:
    called = queue_names()
    keys = sorted({*facade.live_queues(), *own}, key=lambda key: (key not in own, key))
    return [
        {
            "key": key,
            "label": f"{called.get(key) or key.partition('.')[2]} · {tenants.get(key.partition('.')[0], '')}",
            "kind": "queue",
            "state": None,
        }
        for key in keys
    ]


def _resolve_recent_numbers(_root: Any, info: Any) -> list[dict[str, Any]]:
    actor = info.context.actor
    rows = contacts.recent_numbers(actor.agent_number) if actor.agent_number else []
    return [{"number": number, "number_local": local_form(number), "at": at} for number, at in rows]


def _resolve_playable_prompts(_root: Any, info: Any) -> list[dict[str, str]]:
    spoken = "en" if info.context.locale == "en" else "zh"
    return [{"key": each.key, "text": each.texts[spoken]} for each in catalogue.aids()]


class DeskQueries:
    """Root fields."""

    recent_numbers = Field(
        graphene.List(graphene.NonNull(RecentNumber)),
        required=True,
        permission=Permission.CALL_CONTROL,
        resolver=_resolve_recent_numbers,
        description="What the agent dialled last, newest first, each number once.",
    )
    playable_prompts = Field(
        graphene.List(graphene.NonNull(PlayablePrompt)),
        required=True,
        permission=Permission.CALL_CONTROL,
        resolver=_resolve_playable_prompts,
    )

    desk = Field(Desk, required=True, permission=Permission.DESK_USE, resolver=_resolve_desk)
    transfer_targets = Field(
        graphene.List(graphene.NonNull(TransferTarget)),
        required=True,
        permission=Permission.CALL_CONTROL,
        text=graphene.String(),
        resolver=_resolve_targets,
        description="Colleagues of every tenant who are signed in, who can take the call first; then queues.",
    )
