"""What people do about statistics that are sent."""

from .report_delivery_again import ReportDeliveryAgain
from .report_recipient_remove import ReportRecipientRemove
from .report_recipient_renew import ReportRecipientRenew
from .report_recipient_set import ReportRecipientSet
from .report_send import ReportSend

ALL = (ReportRecipientSet, ReportRecipientRemove, ReportRecipientRenew, ReportSend, ReportDeliveryAgain)
