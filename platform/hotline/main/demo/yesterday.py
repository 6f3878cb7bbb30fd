"""Calls of the demo city on the day before, so that lists, searches and dry runs have something to show. Made by chance
with a fixed seed: a working day with two peaks, each place's agents on duty from eight to eight."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

from hotline import tenancy
from telephony.contracts.plan import GATEWAYS_TRUNK
from tenants.local.contacts.models import CallPhase, Contact, ContactStep, Engagement, PresencePeriod

from .places import PLACES, Place

CALLS_AN_HOUR = (6, 14, 22, 24, 16, 10, 14, 20, 22, 18, 10, 6)
"""From eight o'clock on, for each agent."""
OPENS, CLOSES = 8, 20
TALK_SECONDS, PATIENCE_SECONDS = 150.0, 90.0
SHARE_COMPLAINTS = 0.3
WRAP_UP_SECONDS = 30
CALLS_TO_A_BREAK, BREAK = 8, timedelta(minutes=12)
REASONS = ("BREAK", "MEAL", "BREAK", "TRAINING")
SCORES = (None, None, 5, 5, 5, 4, 4, 3, 2)
"""What citizens say after the talk; most say nothing."""


def seed_yesterday() -> int:
    """Make the day in every place that has no contact yet. Returns how many calls were made."""
    day = timezone.localdate() - timedelta(days=1)
    opens = timezone.make_aware(datetime.combine(day, time(OPENS)))
    made = 0
    for place in PLACES:
        with tenancy.entered(place.key):
            if not Contact.objects.exists():
                made += _seed_place(place, opens, random.Random(place.code))
    return made


def _seed_place(place: Place, opens: datetime, chance: random.Random) -> int:
    agents = [f"{place.key}:{place.first_number + n}" for n in range(place.agents)]
    closes = opens + timedelta(hours=CLOSES - OPENS)
    free = dict.fromkeys(agents, opens)
    calls = [_call(place, at, number, free, chance) for number, at in enumerate(_arrivals(place, opens, chance))]
    rows = Contact.objects.bulk_create(contact for contact, _ in calls)
    ContactStep.objects.bulk_create(
        ContactStep(contact=row, at=row.arrived_at, step="FLOW", detail=detail)
        for row, (_, steps) in zip(rows, calls, strict=True)
        for detail in steps
    )
    parts = [_part(place, row, index) for index, row in enumerate(rows) if row.answered_at]
    Engagement.objects.bulk_create(parts)
    for agent in agents:
        mine = [part for part in parts if part.agent == agent]
        PresencePeriod.objects.bulk_create(_presence(agent, mine, opens, closes))
    return len(rows)


def _part(place: Place, contact: Contact, index: int) -> Engagement:
    """The agent's part in an answered call."""
    at = contact.answered_at or contact.arrived_at
    return Engagement(
        contact=contact,
        agent=f"{place.key}:{contact.agent_number}",
        seat=f"{place.key}-{1 + index % place.seats:02}",
        queue=contact.queue,
        phase=CallPhase.ENDED,
        outcome="ANSWERED",
        offered_at=at,
        changed_at=contact.ended_at or at,
        answered_at=contact.answered_at,
        ended_at=contact.ended_at,
        talked_seconds=contact.talked_seconds,
    )


def _presence(agent: str, parts: list[Engagement], opens: datetime, closes: datetime) -> Iterator[PresencePeriod]:
    """The agent's day: ready between calls, which each have some work after them; now and then a break."""
    free = opens
    for number, part in enumerate(parts):
        begins, ends = part.offered_at, part.ended_at or part.offered_at
        done = ends + timedelta(seconds=WRAP_UP_SECONDS)
        if number % CALLS_TO_A_BREAK == CALLS_TO_A_BREAK - 1 and free < begins:
            until = min(begins, free + BREAK)
            reason = REASONS[number // CALLS_TO_A_BREAK % len(REASONS)]
            yield PresencePeriod(agent=agent, state="NOT_READY", reason=reason, began_at=free, ended_at=until)
            free = until
        for state, since, until in (("READY", free, begins), ("TALKING", begins, ends), ("WRAP_UP", ends, done)):
            yield PresencePeriod(agent=agent, state=state, began_at=since, ended_at=max(since, until))
        free = done
    yield PresencePeriod(agent=agent, state="READY", began_at=free, ended_at=max(free, closes))


def _arrivals(place: Place, opens: datetime, chance: random.Random) -> list[datetime]:
    found = []
    for hour, expected in enumerate(CALLS_AN_HOUR):
        begin = opens + timedelta(hours=hour)
        found += [begin + timedelta(seconds=chance.uniform(0, 3600)) for _ in range(expected * place.agents)]
    return sorted(found)


def _number(place: Place, chance: random.Random) -> str:
    """A mobile number of the place's area, E.164."""
    prefix = place.area or "+861390000"
    return prefix + "".join(chance.choice("0123456789") for _ in range(len("+8613800000000") - len(prefix)))


def _call(
    place: Place, at: datetime, number: int, free: dict[str, datetime], chance: random.Random
) -> tuple[Contact, list[str]]:
    """One call, served by whoever is free first, or given up; and its way through the flow."""
    agent, since = min(free.items(), key=lambda pair: (pair[1], pair[0]))
    waited = max(0.0, (since - at).total_seconds())
    patience = chance.expovariate(1 / PATIENCE_SECONDS) + 15
    talked = max(20.0, chance.expovariate(1 / TALK_SECONDS))
    answered = waited <= patience
    ended = at + timedelta(seconds=waited + talked if answered else patience)
    if answered:
        free[agent] = ended + timedelta(seconds=WRAP_UP_SECONDS)
    complaint = chance.random() < SHARE_COMPLAINTS
    steps = ["welcome", "menu", "complain 2"] if complaint else ["queue"]
    contact = Contact(
        call_id=f"demo-{place.key}-{number}",
        medium="TELEPHONE",
        phase="ENDED",
        caller=_number(place, chance),
        called="12340" if complaint else "12345",
        trunk=GATEWAYS_TRUNK,
        flow="menu" if complaint else "direct",
        business="COMPLAINT" if complaint else "",
        home_tenant=place.key,
        handled_by=place.key if answered else "",
        queue=f"{place.key}.general",
        agent_number=agent.rpartition(":")[2] if answered else "",
        arrived_at=at,
        queued_at=at,
        answered_at=at + timedelta(seconds=waited) if answered else None,
        ended_at=ended,
        end_reason="CALLER_HUNG_UP" if answered else "ABANDONED",
        waited_seconds=waited if answered else patience,
        talked_seconds=talked if answered else 0.0,
        satisfaction=chance.choice(SCORES) if answered else None,
        settled_at=None if answered else ended,
        settled_how="" if answered else "CALLED_AGAIN",
    )
    return contact, steps
