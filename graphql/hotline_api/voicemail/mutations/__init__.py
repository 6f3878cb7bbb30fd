"""What people do with voice messages."""

from .voicemail_assign import VoicemailAssign
from .voicemail_finish import VoicemailFinish
from .voicemail_reopen import VoicemailReopen

ALL = (VoicemailAssign, VoicemailFinish, VoicemailReopen)
