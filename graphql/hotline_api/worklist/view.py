"""Written work as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hotline.kernel.phone import local_form
from tenants.local.people import queries as people
from tenants.local.voice import queries as voice
from tenants.local.worklist import media, queries
from tenants.local.worklist.models import WorkItem


@dataclass(frozen=True)
class WorkItemView:
    """One piece. ``path``: the console's page that shows what it is about."""

    work_id: str
    medium: str
    source: str
    title: str
    sender: str
    sender_local: str
    queue: str
    queue_name: str
    state: str
    arrived_at: datetime
    path: str
    priority: int = 0
    returns: int = 0
    agent: str = ""
    agent_name: str = ""
    offered_until: datetime | None = None
    accepted_at: datetime | None = None
    done_at: datetime | None = None
    outcome: str = ""
    filed: bool = False


@dataclass(frozen=True)
class DeskWorkView:
    """An agent's written work: offers first. ``on``: some medium is handed out. ``paused``: why none is offered."""

    on: bool = False
    items: list[WorkItemView] = field(default_factory=list)
    paused: str | None = None
    paused_until: datetime | None = None


@dataclass(frozen=True)
class WaitingWorkView:
    """Written work of one medium that waits in a queue."""

    medium: str
    count: int
    since: datetime


def work_views(rows: Iterable[WorkItem]) -> list[WorkItemView]:
    """Pieces with the names of their queues and agents, in a fixed number of queries."""
    rows = list(rows)
    if not rows:
        return []
    queues = {row.key: row.name for row in voice.all_queues()}
    agents = {card.key: card.display_name for card in people.agents()}
    return [_view(row, queues, agents) for row in rows]


def _view(row: WorkItem, queues: dict[str, str], agents: dict[str, str]) -> WorkItemView:
    source = media.source_of(row.medium)
    return WorkItemView(
        work_id=row.work_id,
        medium=row.medium,
        source=row.source,
        title=row.title,
        sender=row.sender,
        sender_local=local_form(row.sender) if row.sender.startswith("+") else row.sender,
        queue=row.queue,
        queue_name=queues.get(row.queue, row.queue),
        state=row.state,
        arrived_at=row.arrived_at,
        path=source.path(row.source) if source else "",
        priority=row.priority,
        returns=row.returns,
        agent=row.agent,
        agent_name=agents.get(row.agent, ""),
        offered_until=row.offered_until,
        accepted_at=row.accepted_at,
        done_at=row.done_at,
        outcome=row.outcome,
    )


def desk_work(agent: str) -> DeskWorkView:
    """What an agent (key) has to do with written work."""
    pause = queries.pause_of(agent)
    return DeskWorkView(
        on=queries.is_on(),
        items=[replace(item, filed=not _is_open(item)) for item in work_views(queries.of_agent(agent))],
        paused=pause.reason if pause else None,
        paused_until=pause.until if pause else None,
    )


def _is_open(item: WorkItemView) -> bool:
    source = media.source_of(item.medium)
    return source is not None and source.is_open(item.source)


def waiting_work() -> dict[str, list[WaitingWorkView]]:
    """Queue key -> what waits there, by medium."""
    return {
        queue: [WaitingWorkView(medium, count, since) for medium, (count, since) in by_medium.items()]
        for queue, by_medium in queries.waiting_by_queue().items()
    }


def work_setup() -> dict[str, Any]:
    """The rules by which work is handed out here."""
    row, capacities = queries.settings(), queries.agent_capacities()
    waiting = queries.waiting_by_medium()
    return {
        "revision": row.revision,
        "capacity": row.capacity,
        "call_weight": row.call_weight,
        "blocks_calls": row.blocks_calls,
        "offer_seconds": row.offer_seconds,
        "pause_seconds": row.pause_seconds,
        "media": [
            {
                "medium": rule.medium,
                "is_on": rule.is_on,
                "queue": rule.queue,
                "priority": rule.priority,
                "weight": rule.weight,
                "waiting": waiting.get(rule.medium, 0),
            }
            for rule in queries.rules()
        ],
        "agents": [
            {
                "agent_number": card.agent_number,
                "display_name": card.display_name,
                "capacity": capacities.get(card.agent_number),
            }
            for card in people.agents()
        ],
    }
