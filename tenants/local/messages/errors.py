"""Why a message is not sent."""

from hotline.kernel.errors import HotlineError, Invalid


class UnknownAddressee(Invalid):
    """There is nobody of this address."""

    code = "UNKNOWN_ADDRESSEE"


class NobodyAddressed(Invalid):
    """Say to whom."""

    code = "NOBODY_ADDRESSED"


class NotInThread(HotlineError):
    """You take no part in this conversation."""

    code = "NOT_IN_THREAD"
