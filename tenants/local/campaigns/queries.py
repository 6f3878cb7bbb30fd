"""Reading campaigns, lists and the do-not-call list of the entered tenant."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from hotline import tenancy
from telephony.contracts.plan import ListKind
from tenants.local.people import queries as people
from tenants.local.voice.models import QueueSkill
from tenants.shared.numbering import queries as numbering

from . import rules
from .models import Attempt, Campaign, CampaignState, DoNotCall, Target


def campaigns(text: str = "", state: str | None = None) -> "QuerySet[Campaign]":
    """Newest first."""
    rows = Campaign.objects.select_related("survey")
    if state:
        rows = rows.filter(state=state)
    return rows.filter(name__icontains=text.strip()) if text.strip() else rows


def prompts_used() -> list[tuple[str, str]]:
    """Prompt and name of every campaign that leaves it on answering machines, or can be set to again."""
    rows = Campaign.objects.exclude(state=CampaignState.ENDED).order_by("pk")
    return list(rows.values_list("message_prompt", "name"))


def campaign(pk: int) -> Campaign | None:
    """One campaign."""
    return Campaign.objects.select_related("survey").filter(pk=pk).first()


def names(pks: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Campaign -> its name and mode."""
    rows = Campaign.objects.filter(pk__in=set(pks)).values_list("pk", "name", "mode")
    return {pk: (name, mode) for pk, name, mode in rows}


def counts(pks: Iterable[int]) -> dict[int, dict[str, int]]:
    """Campaign -> state of targets -> how many."""
    found: dict[int, dict[str, int]] = {pk: {} for pk in pks}
    rows = Target.objects.filter(campaign__in=list(found)).values_list("campaign", "state").annotate(n=Count("id"))
    for pk, state, number in rows.order_by():
        found[pk][state] = number
    return found


def outcomes(pk: int) -> dict[str, int]:
    """How the attempts of a campaign ended: outcome -> how many."""
    rows = Attempt.objects.filter(target__campaign=pk).exclude(outcome="").values_list("outcome")
    return dict(rows.annotate(n=Count("id")).order_by())


def targets(pk: int, text: str = "", state: str | None = None) -> "QuerySet[Target]":
    """The list of a campaign; ``text`` in number, name, case or note."""
    rows = Target.objects.filter(campaign=pk)
    if state:
        rows = rows.filter(state=state)
    if text := text.strip():
        rows = rows.filter(
            Q(number__contains=text)
            | Q(name__icontains=text)
            | Q(case_number__startswith=text)
            | Q(note__icontains=text)
        )
    return rows


def target(pk: int) -> Target | None:
    """Somebody on a list, with the campaign."""
    return Target.objects.select_related("campaign", "campaign__survey").filter(pk=pk).first()


def due(campaign: Campaign, now: datetime) -> "QuerySet[Target]":
    """Who may be called now, in their order."""
    rows = campaign.targets.filter(state="PENDING").filter(Q(next_at=None) | Q(next_at__lte=now))
    return rows.order_by("tries", "id")


def is_used_up(campaign: Campaign) -> bool:
    """Is nobody left to be called, now or later?"""
    return not campaign.targets.filter(state__in=("PENDING", "GIVEN", "CALLING")).exists()


def forbidden(numbers: Iterable[str]) -> set[str]:
    """Those of ``numbers`` that must not be called: on the black list or the do-not-call list, and not over."""
    wanted = set(numbers)
    rows = DoNotCall.objects.filter(number__in=wanted).exclude(until__lt=timezone.now())
    found = set(rows.values_list("number", flat=True))
    with tenancy.entered_public():
        listed = numbering.listed()
    return found | {entry.number for entry in listed if entry.kind is ListKind.BLACK and entry.number in wanted}


def do_not_call(text: str = "") -> "QuerySet[DoNotCall]":
    """Numbers not to be called, newest first."""
    rows = DoNotCall.objects.all()
    if text := text.strip():
        rows = rows.filter(Q(number__contains=text) | Q(reason__icontains=text))
    return rows


def running() -> list[Campaign]:
    """Campaigns that should dial when their hours allow it."""
    return list(Campaign.objects.filter(state=CampaignState.RUNNING).select_related("survey"))


def closes_at(campaign: Campaign, now: datetime | None = None) -> datetime | None:
    """When today's calling hours of ``campaign`` end, None outside of them."""
    local = timezone.localtime(now or timezone.now())
    return rules.closes_at(local, campaign.weekdays, campaign.from_minute, campaign.to_minute)


def worked_by(agent_number: str) -> list[Campaign]:
    """Running campaigns whose queue the agent serves."""
    queues = QueueSkill.objects.filter(agent__agent_number=agent_number).values("queue__key")
    return list(Campaign.objects.filter(state=CampaignState.RUNNING, queue__in=queues).select_related("survey"))


def in_hand(agent_number: str) -> Target | None:
    """Whom the agent looks at, calls, or has talked with and not closed."""
    rows = Target.objects.filter(agent_number=agent_number).select_related("campaign", "campaign__survey")
    held = Q(state__in=("GIVEN", "CALLING")) | Q(state="DONE", disposition="", outcome="TALKED")
    return rows.filter(held).order_by("-changed_at").first()


def has_agent(agent_number: str) -> bool:
    """Is this one of our agents?"""
    return any(agent.agent_number == agent_number for agent in people.agents())
