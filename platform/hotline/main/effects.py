"""Carrying out what the outbox asks for: here the outbox meets the services that neither knows."""

import logging

from django.conf import settings

from hotline import outbox, tenancy
from hotline.notify import SmsDelayed, SmsGateway, SmsUncertain, messages
from hotline.notify.console import ConsoleGateway
from tenants.local.texts import receiving
from tenants.shared.textstops import queries as stops

log = logging.getLogger(__name__)

SMS = "sms"
TWILIO_HOOK = "/hooks/twilio/sms"


def wire() -> None:
    """Choose the carrier that the settings name, and say who carries out which kind of effect."""
    messages.wire(gateway())
    messages.wire_stops(stops.is_stopped, receiving.note_carrier_stop)
    outbox.register(SMS, send_sms, settle=settle_sms, give_up=give_up_sms)


def gateway() -> SmsGateway:
    """Twilio when an account is given; the console else."""
    env = settings.ENV
    if not (env.twilio_account_sid and env.twilio_auth_token and env.twilio_from):
        return ConsoleGateway()
    from hotline.notify.twilio import TwilioGateway

    # Twilio refuses a callback address that it cannot reach
    callback = f"{env.public_url}{TWILIO_HOOK}" if env.public_url.startswith("https://") else None
    return TwilioGateway(env.twilio_account_sid, env.twilio_auth_token, env.twilio_from, callback)


def send_sms(effect: outbox.Effect) -> outbox.Outcome:
    """Hand one message to the carrier."""
    try:
        with tenancy.entered(effect.tenant):
            messages.send(effect.payload["message"])
    except SmsDelayed as delay:
        return outbox.Retry(str(delay), delay.after_seconds)
    except SmsUncertain as doubt:
        return outbox.Unknown(str(doubt))
    return outbox.Done()


def settle_sms(effect: outbox.Effect) -> outbox.Outcome:
    """Find out whether an uncertain message went out; send it when it certainly did not."""
    try:
        with tenancy.entered(effect.tenant):
            taken = messages.settle(effect.payload["message"])
    except SmsDelayed as delay:
        return outbox.Unknown(str(delay))
    return outbox.Done() if taken else send_sms(effect)


def give_up_sms(effect: outbox.Effect, error: str) -> None:
    """No try is left."""
    with tenancy.entered(effect.tenant):
        messages.do_fail(effect.payload["message"], error)
