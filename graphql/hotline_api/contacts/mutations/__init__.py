"""What people do with contacts."""

from .missed_call_dismiss import MissedCallDismiss

ALL = (MissedCallDismiss,)
