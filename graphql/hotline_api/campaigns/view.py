"""A campaign as plain data, for queries and for those who watch it."""

from dataclasses import dataclass
from datetime import datetime

from hotline_api.core.payload import Payload
from tenants.local.campaigns import queries
from tenants.local.campaigns.models import Campaign
from tenants.local.voice import queries as voice

STATES = ("PENDING", "GIVEN", "CALLING", "DONE", "GIVEN_UP", "EXCLUDED")


@dataclass(frozen=True)
class LiveView:
    """What the dialler does now."""

    running: bool
    buffered: int
    ringing: int
    talking: int
    waiting: int
    idle: int
    dialled: int
    answered: int
    abandoned: int
    ratio: float
    machines: int = 0


@dataclass(frozen=True)
class CountView:
    """How many of what."""

    name: str
    count: int


@dataclass(frozen=True)
class CampaignView(Payload):
    """A campaign with its counts. ``open_now``: within calling hours."""

    id: int
    name: str
    mode: str
    queue: str
    queue_name: str
    survey_id: int | None
    survey_title: str | None
    script: str
    abandon_percent: float
    hold_seconds: float
    ring_seconds: float
    lines: int
    weekdays: list[int]
    from_minute: int
    to_minute: int
    max_tries: int
    busy_minutes: float
    no_answer_minutes: float
    machine: str
    message_prompt: str
    machine_minutes: float
    state: str
    open_now: bool
    created_by: str
    created_at: datetime
    started_at: datetime | None
    live: LiveView | None
    live_at: datetime | None
    total: int
    targets: list[CountView]
    outcomes: list[CountView]


def campaign_view(row: Campaign, counts: dict[str, int], outcomes: dict[str, int]) -> CampaignView:
    """One campaign of the entered tenant. ``counts``: of targets by state; ``outcomes``: of attempts."""
    live = row.live if row.state == "RUNNING" and row.live else None
    return CampaignView(
        id=row.pk,
        name=row.name,
        mode=row.mode,
        queue=row.queue,
        queue_name=voice.name_of(row.queue) if row.queue else "",
        survey_id=row.survey_id,
        survey_title=row.survey.title if row.survey else None,
        script=row.script,
        abandon_percent=row.abandon_percent,
        hold_seconds=row.hold_seconds,
        ring_seconds=row.ring_seconds,
        lines=row.lines,
        weekdays=list(row.weekdays),
        from_minute=row.from_minute,
        to_minute=row.to_minute,
        max_tries=row.max_tries,
        busy_minutes=row.busy_minutes,
        no_answer_minutes=row.no_answer_minutes,
        machine=row.machine,
        message_prompt=row.message_prompt,
        machine_minutes=row.machine_minutes,
        state=row.state,
        open_now=queries.closes_at(row) is not None,
        created_by=row.created_by,
        created_at=row.created_at,
        started_at=row.started_at,
        live=LiveView(**live) if live else None,
        live_at=row.live_at,
        total=sum(counts.values()),
        targets=[CountView(state, counts.get(state, 0)) for state in STATES],
        outcomes=[CountView(name, number) for name, number in sorted(outcomes.items())],
    )


def build_campaign(pk: int) -> CampaignView | None:
    """One campaign of the entered tenant, as it stands."""
    row = queries.campaign(pk)
    return campaign_view(row, queries.counts([pk])[pk], queries.outcomes(pk)) if row else None
