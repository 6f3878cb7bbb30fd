"""What people do with faxes."""

from .fax_cancel import FaxCancel
from .fax_compose import FaxCompose
from .fax_dismiss import FaxDismiss
from .fax_file import FaxFile
from .fax_give_back import FaxGiveBack
from .fax_reopen import FaxReopen
from .fax_send import FaxSend
from .fax_send_again import FaxSendAgain
from .fax_take import FaxTake

ALL = (FaxTake, FaxGiveBack, FaxFile, FaxDismiss, FaxReopen, FaxCompose, FaxSend, FaxSendAgain, FaxCancel)
