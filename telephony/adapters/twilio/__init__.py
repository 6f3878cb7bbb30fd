"""The Twilio gateway: Twilio's calls and conferences behind the Gateway port. Twilio's words end at this door."""

from telephony.adapters.twilio.gateway import TwilioGateway
from telephony.adapters.twilio.settings import KEY, TwilioSettings, from_environment, recordings_folder
from telephony.adapters.twilio.store import LaidDown

__all__ = ["KEY", "LaidDown", "TwilioGateway", "TwilioSettings", "from_environment", "recordings_folder"]
