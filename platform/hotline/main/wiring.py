"""Who plugs into which port. Called once when Django starts."""

from django.conf import settings

from hotline import audit, objectstore, tenancy
from hotline.backup import ordering
from hotline.kernel.actor import Actor
from hotline.objectstore.files import FileStore
from telephony import facade
from telephony.contracts.work import WorkMedium
from tenants.local.campaigns import queries as campaigns
from tenants.local.cases import web_submissions
from tenants.local.contacts import voice_messages
from tenants.local.faxes import folder, inbox, letter
from tenants.local.faxes import source as fax_source
from tenants.local.letters import inbox as letters
from tenants.local.recordings import source
from tenants.local.routing import routing_plan
from tenants.local.texts import beginning
from tenants.local.texts import working as texts
from tenants.local.voice import prompt_files, speech_port, takes
from tenants.local.worklist import media
from tenants.shared.numbering import plan_port

from . import effects, fonts, holds, mailing, prompt_users, report_sending, text_files, voice
from .spool import GatewaySpool


def wire() -> None:
    """Choose the adapters that the settings name."""
    facade.configure(settings.REDIS_URL)
    spool = GatewaySpool.from_environment(settings.ENV.ari_url)
    source.wire(spool)
    takes.wire(spool)
    folder.wire(settings.ENV.fax_folder)
    fax_source.wire(folder.Spool())
    letter.wire(fonts.found())
    holds.wire()
    prompt_users.wire()
    tenancy.wire(_note_crossing)
    plan_port.wire(routing_plan.publish_soon)
    effects.wire()
    prompt_files.wire(settings.ENV.sounds_folders)
    speech_port.wire(voice.say)
    media.plug(WorkMedium.VOICEMAIL, voice_messages.AsWork())
    media.plug(WorkMedium.FAX, inbox.WORK)
    media.plug(WorkMedium.WEB, web_submissions.AsWork())
    media.plug(WorkMedium.MAIL, letters.WORK)
    mailing.wire()
    report_sending.wire()
    text_files.wire()
    ordering.wire(_order_backup)
    media.plug(WorkMedium.SMS, texts.WORK)
    beginning.wire_unwelcome(lambda number: bool(campaigns.forbidden([number])))
    _tell_browsers()
    if settings.ENV.s3_bucket:
        from hotline.objectstore.s3 import S3Store

        objectstore.wire(S3Store(settings.ENV.s3_bucket, settings.ENV.s3_endpoint_url or None))
    else:
        objectstore.wire(FileStore(settings.HOTLINE_HOME / "objects"))


def _note_crossing(actor: Actor, came_from: str, reason: str) -> None:
    audit.record(actor, "tenancy.cross", came_from, reason)


def _order_backup(by: str) -> None:
    from kombu.exceptions import OperationalError

    from .tasks import back_up

    try:
        back_up.delay(by)
    except (OperationalError, OSError) as error:
        raise ordering.NobodyThere from error


def _tell_browsers() -> None:
    """Changes of cases, messages and alarms go to the browsers of their tenant after the commit."""
    from hotline.notify import messages
    from hotline_api.alarms.subscriptions import push_alarms
    from hotline_api.cases.pushes import push_case
    from hotline_api.faxes.subscriptions import push_fax
    from hotline_api.letters.subscriptions import push_letter
    from hotline_api.messages.subscriptions import push_message
    from hotline_api.texts.subscriptions import push_text
    from tenants.local.cases.actions import on_case_changed
    from tenants.local.faxes import line
    from tenants.shared.alarms import actions as alarms

    on_case_changed(push_case)
    messages.on_change(push_message)
    messages.on_change(texts.message_changed)
    texts.on_change(push_text)
    alarms.on_change(push_alarms)
    line.on_change(push_fax)
    letters.on_change(push_letter)
