"""Reading the rules about recordings, holds and deletions."""

from typing import Any

import graphene

from hotline import tenancy
from hotline.kernel.permissions import Permission
from hotline_api.core.paging import bounds, page, page_arguments
from hotline_api.core.permissions import SIGNED_IN, Field
from telephony.contracts.plan import GATEWAYS_TRUNK, OpenHours
from tenants.local.people import queries as people
from tenants.local.recordings import queries, retention
from tenants.local.recordings.policy import Policy
from tenants.local.recordings.rules import Keeping
from tenants.local.voice import queries as voice
from tenants.shared.numbering import queries as numbering

from .upkeep_types import (
    RecordingChoices,
    RecordingDeletionPage,
    RecordingHoldPage,
    RecordingRetention,
    RecordingRetentionInput,
    RecordingRule,
    RecordingStorage,
    RetentionEffect,
)

MEGABYTE = 1024 * 1024


def value_of(given: Any) -> Any:
    """An enum's plain value, whatever graphene made of it."""
    return getattr(given, "value", given)


def keeping_of(given: Any) -> Keeping:
    """What an input means."""
    return Keeping(kind=value_of(given.kind), days=given.days, queue=(given.get("queue") or "").strip())


def policy_of(given: Any) -> Policy:
    """What an input means."""
    windows = given.get("windows") or ()
    return Policy(
        percent=given.percent,
        queue=(given.get("queue") or "").strip(),
        agent_number=(given.get("agent_number") or "").strip(),
        seat=(given.get("seat") or "").strip(),
        direction=given.get("direction"),
        windows=tuple(OpenHours(weekdays=tuple(w.weekdays), begins=w.begins, ends=w.ends) for w in windows),
        note=(given.get("note") or "").strip(),
    )


def policy_view() -> list[dict[str, Any]]:
    """The rules in force, the first one first."""
    return [
        {
            "id": row.pk,
            "percent": row.percent,
            "queue": row.queue,
            "agent_number": row.agent_number,
            "seat": row.seat,
            "direction": row.direction or None,
            "windows": row.windows,
            "note": row.note,
        }
        for row in queries.policy_rules()
    ]


def _resolve_policy(_root: Any, _info: Any) -> list[dict[str, Any]]:
    return policy_view()


def _resolve_retention(_root: Any, _info: Any) -> list[Keeping]:
    return retention.rules_now()


def _resolve_preview(_root: Any, _info: Any, rules: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.rule.kind,
            "queue": each.rule.queue,
            "days": each.rule.days,
            "count": each.count,
            "megabytes": each.size / MEGABYTE,
            "hours": each.seconds / 3600,
            "held": each.held,
            "oldest": each.oldest,
            "newest": each.newest,
        }
        for each in retention.preview([keeping_of(rule) for rule in rules])
    ]


def _resolve_holds(
    _root: Any, info: Any, text: str | None = None, over: bool = False, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    return page(queries.holds(text or "", over), bounds(first, offset, info.context.locale))


def _resolve_deletions(
    _root: Any, info: Any, text: str | None = None, first: int = 20, offset: int = 0
) -> dict[str, Any]:
    return page(queries.deletions(text or ""), bounds(first, offset, info.context.locale))


def _resolve_storage(_root: Any, _info: Any) -> dict[str, Any]:
    found = queries.storage()
    return {
        "waiting": found.waiting,
        "oldest": found.oldest,
        "stored": found.stored,
        "megabytes": found.size / MEGABYTE,
    }


def _resolve_choices(_root: Any, _info: Any) -> dict[str, Any]:
    with tenancy.entered_public():  # they are the city's; everybody's calls come by them
        trunks = [trunk.key for trunk in numbering.trunks()]
    return {
        "queues": [{"key": row.key, "name": row.name} for row in voice.queues()],
        "seats": [{"key": row.key, "name": row.number} for row in people.seats()],
        "agents": [{"key": card.agent_number, "name": card.display_name} for card in people.agents()],
        "trunks": [*trunks, GATEWAYS_TRUNK],
    }


class RecordingUpkeepQueries:
    """Root fields."""

    recording_choices = Field(
        RecordingChoices,
        required=True,
        permission=SIGNED_IN,
        resolver=_resolve_choices,
        description="Queues, seats and agents of this centre, and the trunks, for who sets rules and for who searches.",
    )
    recording_policy = Field(
        graphene.List(graphene.NonNull(RecordingRule)),
        required=True,
        permission=Permission.RECORDING_MANAGE,
        resolver=_resolve_policy,
        description="Which conversations are recorded; where no rule fits, as the queue says.",
    )
    recording_retention = Field(
        graphene.List(graphene.NonNull(RecordingRetention)),
        required=True,
        permission=Permission.RECORDING_MANAGE,
        resolver=_resolve_retention,
        description="How long recordings are kept; of a kind without a rule, for good.",
    )
    retention_preview = Field(
        graphene.List(graphene.NonNull(RetentionEffect)),
        required=True,
        permission=Permission.RECORDING_MANAGE,
        args={"rules": graphene.Argument(graphene.NonNull(graphene.List(graphene.NonNull(RecordingRetentionInput))))},
        resolver=_resolve_preview,
        description="What these rules would delete in the next night; nothing is changed.",
    )
    recording_holds = Field(
        RecordingHoldPage,
        required=True,
        permission=Permission.RECORDING_MANAGE,
        args=page_arguments(
            text=graphene.String(description="Part of reference, reason or name."),
            over=graphene.Boolean(default_value=False, description="Those that were lifted or are over instead."),
        ),
        resolver=_resolve_holds,
        description="Newest first.",
    )
    recording_deletions = Field(
        RecordingDeletionPage,
        required=True,
        permission=Permission.RECORDING_MANAGE,
        args=page_arguments(text=graphene.String(description="Part of a number or sha256, or an agent's number.")),
        resolver=_resolve_deletions,
        description="Newest first.",
    )
    recording_storage = Field(
        RecordingStorage,
        required=True,
        permission=Permission.RECORDING_MANAGE,
        resolver=_resolve_storage,
    )
