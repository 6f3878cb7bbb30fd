"""Keeping the switchboard's dialler in step with what stands here: run, feed, stop. The rows decide; what the
switchboard has forgotten is told to it again."""

import logging
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from hotline import tenancy
from telephony import facade
from telephony.contracts.commands import Reply
from telephony.contracts.outreach import (
    DialMode,
    DialTarget,
    FeedCampaign,
    MachineRule,
    RunCampaign,
    StopCampaign,
    Talk,
)
from tenants.local.surveys import queries as surveys
from tenants.local.surveys import rules as survey_rules

from . import queries
from .models import Campaign, CampaignState, Target

log = logging.getLogger(__name__)

SILENT_SECONDS = 25.0
"""A running campaign of which nothing was heard so long is not known to the switchboard (any more)."""
FORGOTTEN_SECONDS = 60.0
LEFT_MINUTES = 15
"""After which somebody who was only looked at goes back to the others."""


def key_of(campaign: Campaign) -> str:
    """What the switchboard calls it."""
    return f"{tenancy.current()}.{campaign.pk}"


def is_dialled(campaign: Campaign) -> bool:
    """Does the switchboard have a part in it?"""
    return campaign.mode != DialMode.PREVIEW.value


def order_of(campaign: Campaign, closes: datetime) -> RunCampaign:
    """The switchboard's order. ``closes``: when today's hours end."""
    return RunCampaign(
        command_id=uuid4().hex,
        tenant=tenancy.current(),
        campaign=key_of(campaign),
        mode=DialMode(campaign.mode),
        queue=campaign.queue,
        until=closes.timestamp(),
        abandon_limit=campaign.abandon_percent / 100,
        hold_seconds=campaign.hold_seconds,
        ring_seconds=campaign.ring_seconds,
        lines=campaign.lines,
        machine=MachineRule(campaign.machine),
        message=(campaign.message_prompt,),
        talk=_talk(campaign) if campaign.mode == DialMode.AUTOMATIC.value else None,
    )


def _talk(campaign: Campaign) -> Talk | None:
    version = surveys.newest_version(campaign.survey_id) if campaign.survey_id else None
    if version is None:
        return None
    questions = surveys.questions_of(version.questions)
    return survey_rules.talk_of(questions, surveys.OPENING, surveys.CLOSING, version.language)


def run(campaign: Campaign, wait: float | None = None) -> Reply | None:
    """Have the switchboard dial until today's hours end; None outside of them or for a preview campaign."""
    closes = queries.closes_at(campaign)
    if closes is None or not is_dialled(campaign):
        return None
    order = order_of(campaign, closes)
    return facade.submit(order) if wait is None else facade.submit(order, wait=wait)


def halt(campaign: Campaign, wait: float | None = None) -> Reply | None:
    """Have the switchboard dial nobody any more."""
    if not is_dialled(campaign):
        return None
    order = StopCampaign(command_id=uuid4().hex, tenant=tenancy.current(), campaign=key_of(campaign))
    return facade.submit(order) if wait is None else facade.submit(order, wait=wait)


def feed(campaign: Campaign, wanted: int) -> int:
    """Give the switchboard who is due, at most ``wanted``; inside a transaction, told after the commit. How many."""
    now = timezone.now()
    rows = list(queries.due(campaign, now).select_for_update(skip_locked=True)[:wanted])
    forbidden = queries.forbidden(row.number for row in rows)
    given = [row for row in rows if row.number not in forbidden]
    Target.objects.filter(pk__in=[row.pk for row in rows if row.number in forbidden]).update(state="EXCLUDED")
    Target.objects.filter(pk__in=[row.pk for row in given]).update(state="GIVEN", given_at=now, agent_number="")
    if given:
        order = FeedCampaign(
            command_id=uuid4().hex,
            tenant=tenancy.current(),
            campaign=key_of(campaign),
            targets=tuple(DialTarget(id=str(row.pk), number=row.number) for row in given),
        )
        transaction.on_commit(lambda: facade.submit(order, wait=0), robust=True)
    return len(given)


def upkeep() -> list[int]:
    """Put right what went out of step in the entered tenant: a switchboard that forgot, a new day, a list that is used
    up, people who were given and never dialled. The campaigns that changed."""
    changed = []
    for campaign in queries.running():
        now = timezone.now()
        changed += [campaign.pk] if _take_back(campaign, now) else []
        if queries.is_used_up(campaign):
            Campaign.objects.filter(pk=campaign.pk).update(state=CampaignState.ENDED)
            halt(campaign, wait=0)
            changed.append(campaign.pk)
            continue
        silent = campaign.live_at is None or now - campaign.live_at > timedelta(seconds=SILENT_SECONDS)
        if is_dialled(campaign) and (silent or not campaign.live.get("running")) and run(campaign, wait=0):
            log.info("campaign %s told to the switchboard", key_of(campaign))
    return changed


def _take_back(campaign: Campaign, now: datetime) -> int:
    """People who were given and whom nobody calls go back to the others."""
    given = campaign.targets.filter(state="GIVEN")
    if not is_dialled(campaign):
        left = given.filter(given_at__lt=now - timedelta(minutes=LEFT_MINUTES))
        return left.update(state="PENDING", given_at=None, agent_number="")
    live = campaign.live
    quiet = not any(live.get(name) for name in ("buffered", "ringing", "talking", "waiting"))
    old = given.filter(given_at__lt=now - timedelta(seconds=FORGOTTEN_SECONDS))
    return old.update(state="PENDING", given_at=None) if quiet else 0
