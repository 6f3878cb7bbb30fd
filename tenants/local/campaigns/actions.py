"""Keeping campaigns and their lists, starting and stopping them, what agents do with the people on them."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Conflict, Invalid, NotFound, Required, TooLong
from hotline.kernel.phone import to_e164
from telephony.contracts.outreach import DialMode, MachineRule
from tenants.local.surveys import queries as surveys
from tenants.local.surveys import rules as survey_rules
from tenants.local.surveys.models import Survey
from tenants.local.voice import catalogue
from tenants.local.voice.models import Queue

from . import queries, rules
from .errors import CampaignRunning, ImportFlawed, NothingToDial, NotRunning, QueueTaken, SurveyNeeded, TargetTaken
from .models import Campaign, CampaignState, DoNotCall, Target

DISPOSITIONS = ("DONE", "REFUSED", "WRONG_PERSON", "CALL_LATER", "DO_NOT_CALL")


@dataclass(frozen=True, slots=True)
class CampaignInput:
    """A campaign's settings; see the model."""

    name: str
    mode: str
    queue: str = ""
    survey_id: int | None = None
    script: str = ""
    abandon_percent: float = 3.0
    hold_seconds: float = 2.0
    ring_seconds: float = 25.0
    lines: int = 20
    weekdays: tuple[int, ...] = ()
    from_minute: int = 9 * 60
    to_minute: int = 20 * 60
    max_tries: int = 3
    busy_minutes: float = 10.0
    no_answer_minutes: float = 120.0
    machine: str = MachineRule.OFF.value
    message_prompt: str = "dialler-message"
    machine_minutes: float = 240.0


@transaction.atomic
def do_keep_campaign(actor: Actor, given: CampaignInput, pk: int | None = None) -> Campaign:
    """Make or change a campaign that does not run. Raises Required, TooLong, Invalid, NotFound, SurveyNeeded,
    UnknownPrompt, CampaignRunning."""
    _check(given)
    row = Campaign.objects.select_for_update().filter(pk=pk).first() if pk is not None else Campaign()
    if row is None:
        raise NotFound("id")
    if row.state == CampaignState.RUNNING:
        raise CampaignRunning
    for name, value in asdict(given).items():
        setattr(row, name, list(value) if name == "weekdays" else value)
    row.name = given.name.strip()
    row.created_by = row.created_by or actor.name
    row.save()
    audit.record(actor, "campaign.save", f"campaign {row.pk}", f"{row.name} {row.mode} {row.abandon_percent}%")
    return row


def _check(given: CampaignInput) -> None:
    if not given.name.strip():
        raise Required("name")
    if len(given.name.strip()) > 120:
        raise TooLong("name", limit=120)
    numbers = {name: value for name, value in asdict(given).items() if name in rules.RANGES}
    if wrong := rules.out_of_range(numbers):
        raise Invalid(wrong)
    if set(given.weekdays) - set(range(1, 8)):
        raise Invalid("weekdays")
    if not 0 <= given.from_minute < given.to_minute <= rules.DAY:
        raise Invalid("to_minute")
    if given.machine == MachineRule.LEAVE_MESSAGE.value:
        catalogue.check_known([given.message_prompt], "message_prompt")
    if given.survey_id is not None and not Survey.objects.filter(pk=given.survey_id).exists():
        raise NotFound("survey_id")
    if given.mode == DialMode.AUTOMATIC.value:
        check_keys(given.survey_id)
    elif not Queue.objects.filter(key=given.queue).exists():
        raise NotFound("queue")


def check_keys(survey_id: int | None) -> None:
    """Raises SurveyNeeded unless the questionnaire is published and can be held by keys."""
    version = surveys.newest_version(survey_id) if survey_id else None
    if version is None or not survey_rules.for_keys(surveys.questions_of(version.questions)):
        raise SurveyNeeded("survey_id")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list. ``wrong``: the first cells that are no number."""

    added: int
    known: int
    excluded: int
    wrong_count: int
    wrong: list[str]


@transaction.atomic
def do_import(actor: Actor, pk: int, text: str) -> Imported:
    """Put the people of a list (CSV) on the campaign's; who is there stays, who must not be called is marked so.

    Raises NotFound, ImportFlawed.
    """
    campaign = Campaign.objects.select_for_update().filter(pk=pk).first()
    if campaign is None:
        raise NotFound("id")
    read = rules.read_list(text)
    if read is None:
        raise ImportFlawed("text", limit=rules.MOST_ROWS)
    rows, wrong = read
    unique = {row.number: row for row in rows}
    known = set(campaign.targets.filter(number__in=unique).values_list("number", flat=True))
    forbidden = queries.forbidden(unique)
    fresh = [row for number, row in unique.items() if number not in known]
    Target.objects.bulk_create(
        Target(
            campaign=campaign,
            number=row.number,
            name=row.name,
            case_number=row.case_number,
            note=row.note,
            state="EXCLUDED" if row.number in forbidden else "PENDING",
        )
        for row in fresh
    )
    excluded = sum(row.number in forbidden for row in fresh)
    if campaign.state == CampaignState.ENDED and len(fresh) > excluded:
        campaign.state = CampaignState.PAUSED
        campaign.save(update_fields=["state"])
    audit.record(actor, "campaign.import", f"campaign {pk}", f"{campaign.name}: {len(fresh)} ({excluded} excluded)")
    return Imported(
        added=len(fresh) - excluded,
        known=len(rows) - len(fresh),
        excluded=excluded,
        wrong_count=len(wrong),
        wrong=wrong[:5],
    )


@transaction.atomic
def do_start(actor: Actor, pk: int) -> Campaign:
    """Let it dial whenever its hours allow it. Raises NotFound, NothingToDial, QueueTaken, SurveyNeeded."""
    row = Campaign.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound("id")
    if row.state == CampaignState.RUNNING:
        return row
    if queries.is_used_up(row):
        raise NothingToDial
    if row.mode == DialMode.AUTOMATIC.value:
        check_keys(row.survey_id)
    dialling = (DialMode.PROGRESSIVE.value, DialMode.PREDICTIVE.value)
    others = Campaign.objects.filter(state=CampaignState.RUNNING, queue=row.queue, mode__in=dialling)
    if row.mode in dialling and others.exists():
        raise QueueTaken
    row.state, row.live, row.live_at = CampaignState.RUNNING, {}, None
    row.started_at = row.started_at or timezone.now()
    row.save(update_fields=["state", "live", "live_at", "started_at"])
    audit.record(actor, "campaign.start", f"campaign {pk}", row.name)
    return row


@transaction.atomic
def do_halt(actor: Actor, pk: int, *, for_good: bool) -> Campaign:
    """Dial nobody any more: pause, or end. Raises NotFound."""
    row = Campaign.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound("id")
    row.state = CampaignState.ENDED if for_good else CampaignState.PAUSED
    row.save(update_fields=["state"])
    row.targets.filter(state="GIVEN", agent_number="").update(state="PENDING", given_at=None)
    audit.record(actor, "campaign.end" if for_good else "campaign.pause", f"campaign {pk}", row.name)
    return row


# ----------------------------------------------------------------------------------------------------- do not call


@transaction.atomic
def do_forbid(actor: Actor, number: str, reason: str, until: datetime | None = None) -> DoNotCall:
    """Call this number no more; whoever stands on a list with it is marked. Raises Invalid, Required."""
    plain = to_e164(number)
    if not plain:
        raise Invalid("number")
    if not reason.strip():
        raise Required("reason")
    if until is not None and until <= timezone.now():
        raise Invalid("until")
    facts = {"reason": reason.strip()[:200], "until": until, "added_by": actor.name}
    row, _ = DoNotCall.objects.update_or_create(number=plain, defaults=facts)
    Target.objects.filter(number=plain, state="PENDING").update(state="EXCLUDED")
    audit.record(actor, "dnc.add", plain, reason.strip())
    return row


@transaction.atomic
def do_allow(actor: Actor, pk: int) -> None:
    """Take a number off the do-not-call list; who was marked for it may be called again. Raises NotFound."""
    row = DoNotCall.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound("id")
    row.delete()
    if not queries.forbidden([row.number]):
        Target.objects.filter(number=row.number, state="EXCLUDED").update(state="PENDING")
    audit.record(actor, "dnc.drop", row.number, row.reason)


# ----------------------------------------------------------------------------------------------------- the agent


@transaction.atomic
def do_take_next(actor: Actor, pk: int) -> Target:
    """Give the agent the next person of a preview campaign to look at. Raises NotFound, NotRunning, NothingToDial."""
    campaign = queries.campaign(pk)
    if campaign is None:
        raise NotFound("campaign_id")
    now = timezone.now()
    if campaign.state != CampaignState.RUNNING or queries.closes_at(campaign, now) is None:
        raise NotRunning
    held = queries.in_hand(actor.agent_number)
    if held and held.campaign_id == pk and held.state in ("GIVEN", "CALLING"):
        return held
    for row in queries.due(campaign, now).select_for_update(skip_locked=True)[:20]:
        if queries.forbidden([row.number]):
            row.state = "EXCLUDED"
            row.save(update_fields=["state", "changed_at"])
            continue
        row.state, row.given_at, row.agent_number = "GIVEN", now, actor.agent_number
        row.disposition = ""
        row.save(update_fields=["state", "given_at", "agent_number", "disposition", "changed_at"])
        return row
    raise NothingToDial


def check_mine(actor: Actor, pk: int) -> Target:
    """Somebody whom the agent has in hand. Raises NotFound, TargetTaken."""
    row = queries.target(pk)
    if row is None:
        raise NotFound("id")
    if row.agent_number != actor.agent_number:
        raise TargetTaken
    return row


def reference_of(row: Target) -> str:
    """What the switchboard calls a target."""
    return f"{tenancy.current()}.{row.campaign_id}/{row.pk}"


@transaction.atomic
def do_give_back(actor: Actor, pk: int) -> None:
    """Not now: the person goes back to the end of those who are due. Raises NotFound, TargetTaken, Conflict."""
    row = check_mine(actor, pk)
    if row.state != "GIVEN":
        raise Conflict("id")
    row.state, row.agent_number = "PENDING", ""
    row.next_at = timezone.now()
    row.tries += 0
    row.save(update_fields=["state", "agent_number", "next_at", "changed_at"])
    audit.record(actor, "campaign.skip", f"target {pk}", row.number)


@transaction.atomic
def do_close(
    actor: Actor, pk: int, disposition: str, remark: str = "", call_again_at: datetime | None = None
) -> Target:
    """Note what came of a talk. CALL_LATER puts the person back for ``call_again_at``, DO_NOT_CALL on the list of those
    not to be called. Raises NotFound, TargetTaken, Invalid, Conflict (a call is going on)."""
    if disposition not in DISPOSITIONS:
        raise Invalid("disposition")
    row = check_mine(actor, pk)
    if row.state == "CALLING":
        raise Conflict("id")
    row.disposition, row.remark = disposition, remark.strip()[:500]
    if disposition == "CALL_LATER":
        if call_again_at is None or call_again_at <= timezone.now():
            raise Invalid("call_again_at")
        row.state, row.next_at, row.agent_number = "PENDING", call_again_at, ""
    else:
        row.state = "DONE"
    row.save()
    if disposition == "DO_NOT_CALL":
        do_forbid(actor, row.number, row.remark or row.campaign.name)
    audit.record(actor, "campaign.close", f"target {pk}", f"{row.number} {disposition}")
    return row
