"""What the switchboard tells of campaigns becomes rows of the entered tenant. Each handler may come twice."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import F

from telephony.contracts import events as tel
from telephony.contracts import outreach
from telephony.contracts.outreach import ReachOutcome
from tenants.local.surveys import actions as surveys
from tenants.local.surveys import queries as survey_queries
from tenants.local.surveys.models import Channel

from . import rules, running
from .actions import reference_of
from .events import CampaignTouched
from .models import Attempt, Campaign, CampaignState, Target

PURPOSE = "CAMPAIGN"
NUMBERS = (
    "running",
    "buffered",
    "ringing",
    "talking",
    "waiting",
    "idle",
    "dialled",
    "answered",
    "abandoned",
    "machines",
    "ratio",
)


def moment(epoch: float) -> datetime:
    """Epoch seconds as an aware UTC datetime."""
    return datetime.fromtimestamp(epoch, tz=UTC)


def _number(agent: str) -> str:
    return agent.rpartition(":")[2]


def _target(reference: str | None) -> Target | None:
    owner, _, item = (reference or "").rpartition("/")
    campaign = owner.rpartition(".")[2]
    if not (campaign.isdecimal() and item.isdecimal()):
        return None
    rows = Target.objects.select_for_update(of=("self",)).select_related("campaign")
    return rows.filter(pk=int(item), campaign=int(campaign)).first()


def on_campaign(event: outreach.CampaignChanged) -> list[CampaignTouched]:
    row = Campaign.objects.select_for_update().filter(pk=int(event.campaign.rpartition(".")[2])).first()
    if row is None:
        return []
    row.live, row.live_at = {name: getattr(event, name) for name in NUMBERS}, moment(event.at)
    row.save(update_fields=["live", "live_at"])
    if row.state != CampaignState.RUNNING:
        if event.running:
            running.halt(row, wait=0)
    elif event.wanted:
        running.feed(row, event.wanted)
    return [CampaignTouched(row.pk)]


def on_dialled(event: outreach.OutreachDialled | tel.CallDialled) -> list[CampaignTouched]:
    target = _target(event.reference) if event.purpose == PURPOSE else None
    if target is None:
        return []
    agent = _number(event.agent) if isinstance(event, tel.CallDialled) else ""
    _, made = Attempt.objects.get_or_create(
        target=target, call_id=event.call_id, defaults={"dialled_at": moment(event.at), "agent_number": agent}
    )
    if made:
        target.state, target.call_id, target.outcome = "CALLING", event.call_id, ""
        target.agent_number, target.disposition = agent, ""
        target.tries = F("tries") + 1
        target.save(update_fields=["state", "call_id", "outcome", "agent_number", "disposition", "tries", "changed_at"])
    return [CampaignTouched(target.campaign_id)]


def on_picked_up(event: outreach.OutreachAnswered) -> list[CampaignTouched]:
    if event.purpose == PURPOSE:
        Attempt.objects.filter(call_id=event.call_id).update(answered_at=moment(event.at))
    return []


def on_recognised(event: outreach.AnswerRecognised) -> list[CampaignTouched]:
    """Whether a person answered, and how long that took."""
    if event.purpose == PURPOSE:
        facts = {"judged_seconds": event.seconds, "judged_why": event.why[:64]}
        Attempt.objects.filter(call_id=event.call_id).update(**facts)
    return []


def on_agent(event: tel.CallOffered | tel.CallAnswered) -> list[CampaignTouched]:
    """Whose screen shows the person."""
    target = Target.objects.filter(call_id=event.call_id, state="CALLING").first()
    if target is None:
        return []
    Target.objects.filter(pk=target.pk).update(agent_number=_number(event.agent))
    facts: dict[str, Any] = {"agent_number": _number(event.agent)}
    if isinstance(event, tel.CallAnswered):
        attempt = Attempt.objects.filter(target=target, call_id=event.call_id)
        attempt.filter(answered_at=None).update(answered_at=moment(event.at))
    Attempt.objects.filter(target=target, call_id=event.call_id).update(**facts)
    return [CampaignTouched(target.campaign_id)]


def on_ended(event: outreach.OutreachEnded) -> list[CampaignTouched]:
    target = _target(event.reference) if event.purpose == PURPOSE else None
    if target is None:
        return []
    attempt = Attempt.objects.filter(target=target, call_id=event.call_id).first()
    if attempt and attempt.outcome:
        return []  # told before
    if attempt:
        attempt.outcome, attempt.cause, attempt.ended_at = event.outcome.value, event.cause, moment(event.at)
        attempt.message_left = event.message_left
        attempt.save(update_fields=["outcome", "cause", "ended_at", "message_left"])
    if event.outcome is ReachOutcome.NOT_DIALLED and attempt:
        target.tries = max(0, target.tries - 1)
    _settle(target, event)
    _keep_answers(target, event)
    return [CampaignTouched(target.campaign_id)]


def _settle(target: Target, event: outreach.OutreachEnded) -> None:
    campaign = target.campaign
    retries = rules.Retries(
        campaign.max_tries, campaign.busy_minutes, campaign.no_answer_minutes, campaign.machine_minutes
    )
    state, next_at = rules.after(event.outcome, target.tries, retries, moment(event.at), event.message_left)
    if not (event.outcome is ReachOutcome.TALKED and target.disposition):  # the agent was quicker
        target.state, target.next_at = state.value, next_at
    target.outcome, target.given_at = event.outcome.value, None
    target.message_left = event.message_left
    if event.outcome is not ReachOutcome.TALKED:
        target.agent_number = ""
    fields = ["state", "next_at", "outcome", "message_left", "given_at", "agent_number", "tries", "changed_at"]
    target.save(update_fields=fields)


def _keep_answers(target: Target, event: outreach.OutreachEnded) -> None:
    """What was pressed in a questionnaire."""
    survey = target.campaign.survey_id
    version = survey_queries.newest_version(survey) if survey and event.answers else None
    if version:
        surveys.do_answer_by_keys(
            version,
            reference_of(target),
            event.answers,
            channel=Channel.KEYS,
            call_id=event.call_id,
            number=target.number,
            name=target.name,
            case_number=target.case_number,
        )


HANDLERS: dict[type[tel.Event], Any] = {
    outreach.CampaignChanged: on_campaign,
    outreach.OutreachDialled: on_dialled,
    outreach.OutreachAnswered: on_picked_up,
    outreach.AnswerRecognised: on_recognised,
    outreach.OutreachEnded: on_ended,
    tel.CallDialled: on_dialled,
    tel.CallOffered: on_agent,
    tel.CallAnswered: on_agent,
}


def handle(event: tel.Event) -> list[CampaignTouched]:
    """Write one event; others touch nothing."""
    handler = HANDLERS.get(type(event))
    return handler(event) if handler else []
