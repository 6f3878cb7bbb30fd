"""The whole schema. A field that declares no permission fails here, at import."""

from typing import Any

import graphene

from .alarms import mutations as alarm_steps
from .alarms.queries import AlarmQueries
from .alarms.subscriptions import AlarmSubscriptions
from .audit.queries import AuditQueries
from .backup import mutations as backup_steps
from .backup.queries import BackupQueries
from .campaigns import mutations as campaign_steps
from .campaigns.queries import CampaignQueries
from .campaigns.subscriptions import CampaignSubscriptions
from .cases import mutations as case_steps
from .cases.clock import WorkCalendarQueries
from .cases.queries import CaseQueries
from .cases.subscriptions import CaseSubscriptions
from .citizens.mutations.citizen_save import CitizenSave
from .citizens.queries import CitizenQueries
from .contacts import mutations as contact_steps
from .contacts.queries import ContactQueries
from .core.mutation import Mutation as OneMutation
from .core.permissions import GuardedType
from .desk import mutations as desk_buttons
from .desk.queries import DeskQueries
from .desk.subscriptions import DeskSubscriptions
from .dispatching import mutations as dispatch_steps
from .dispatching.queries import DispatchQueries
from .dispatching.subscriptions import DispatchSubscriptions
from .faxes import mutations as fax_steps
from .faxes.queries import FaxQueries
from .faxes.subscriptions import FaxSubscriptions
from .floor.queries import FloorQueries
from .floor.subscriptions import FloorSubscriptions
from .flows import mutations as flow_steps
from .flows.queries import FlowQueries
from .gateways import mutations as gateway_steps
from .gateways.queries import GatewayQueries
from .identity import mutations as identity_steps
from .identity.names import NameQueries
from .identity.queries import IdentityQueries
from .letters import mutations as letter_steps
from .letters.queries import LetterQueries
from .letters.subscriptions import LetterSubscriptions
from .lists import mutations as list_steps
from .lists.blocking import BlockQueries
from .lists.queries import ListQueries
from .messages.queries import MessageQueries
from .messages.subscriptions import MessageSubscriptions
from .notes import mutations as note_steps
from .notes.queries import NoteQueries
from .notes.subscriptions import NoteSubscriptions
from .prompts import mutations as prompt_steps
from .prompts.queries import PromptQueries
from .prompts.takes import TakeQueries
from .recordings import mutations as recording_steps
from .recordings.queries import RecordingQueries
from .recordings.upkeep import RecordingUpkeepQueries
from .reports import mutations as report_steps
from .reports.queries import ReportQueries
from .reports.sending import ReportSendingQueries
from .routing import mutations as routing_steps
from .routing.queries import RoutingQueries
from .setup import mutations as setup_steps
from .setup.queries import SetupQueries
from .supervision import mutations as supervision_steps
from .supervision.queries import SupervisionQueries
from .surveys import mutations as survey_steps
from .surveys.queries import SurveyQueries
from .system.queries import SystemQueries
from .texts import mutations as text_steps
from .texts.queries import TextQueries
from .texts.subscriptions import TextSubscriptions
from .voicemail import mutations as voicemail_steps
from .voicemail.queries import VoicemailQueries
from .voicemail.subscriptions import VoicemailSubscriptions
from .worklist import mutations as work_steps
from .worklist.queries import WorkQueries

MUTATIONS: tuple[type[OneMutation], ...] = (
    *identity_steps.ALL,
    *gateway_steps.ALL,
    *alarm_steps.ALL,
    *report_steps.ALL,
    *backup_steps.ALL,
    *desk_buttons.ALL,
    CitizenSave,
    *case_steps.ALL,
    *contact_steps.ALL,
    *routing_steps.ALL,
    *flow_steps.ALL,
    *dispatch_steps.ALL,
    *survey_steps.ALL,
    *campaign_steps.ALL,
    *supervision_steps.ALL,
    *note_steps.ALL,
    *list_steps.ALL,
    *recording_steps.ALL,
    *prompt_steps.ALL,
    *voicemail_steps.ALL,
    *setup_steps.ALL,
    *work_steps.ALL,
    *fax_steps.ALL,
    *letter_steps.ALL,
    *text_steps.ALL,
)


class Query(
    ReportQueries,
    ReportSendingQueries,
    NameQueries,
    LetterQueries,
    FaxQueries,
    TextQueries,
    WorkQueries,
    AlarmQueries,
    BackupQueries,
    SystemQueries,
    WorkCalendarQueries,
    PromptQueries,
    TakeQueries,
    SetupQueries,
    ListQueries,
    BlockQueries,
    VoicemailQueries,
    GatewayQueries,
    RoutingQueries,
    RecordingUpkeepQueries,
    RecordingQueries,
    FlowQueries,
    CampaignQueries,
    SurveyQueries,
    DispatchQueries,
    AuditQueries,
    FloorQueries,
    SupervisionQueries,
    NoteQueries,
    MessageQueries,
    ContactQueries,
    CaseQueries,
    CitizenQueries,
    DeskQueries,
    IdentityQueries,
    GuardedType,
):
    """What can be read."""


def _root_name(mutation: type[OneMutation]) -> str:
    name = mutation.__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


Mutation: Any = type(
    "Mutation",
    (GuardedType,),
    {_root_name(mutation): mutation.field() for mutation in MUTATIONS}
    | {"__doc__": "What can be done; every refusal is in the payload's errors."},
)


class Subscription(
    LetterSubscriptions,
    FaxSubscriptions,
    TextSubscriptions,
    AlarmSubscriptions,
    VoicemailSubscriptions,
    NoteSubscriptions,
    CampaignSubscriptions,
    DispatchSubscriptions,
    MessageSubscriptions,
    CaseSubscriptions,
    FloorSubscriptions,
    DeskSubscriptions,
    GuardedType,
):
    """What tells of itself."""


schema = graphene.Schema(query=Query, mutation=Mutation, subscription=Subscription)
