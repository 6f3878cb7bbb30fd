"""Text messages to citizens: templates, one row per message in the tenant's schema, and the carrier behind one port."""

from .port import Sent, Sms, SmsDelayed, SmsGateway, SmsRejected, SmsStopped, SmsUncertain

__all__ = ["Sent", "Sms", "SmsDelayed", "SmsGateway", "SmsRejected", "SmsStopped", "SmsUncertain"]
