"""What is wrong with a wish for statistics."""

from hotline.kernel.errors import Conflict, HotlineError, Invalid


class PeriodInvalid(HotlineError):
    """The period ends before it begins, or is too long."""

    code = "PERIOD_INVALID"


class AddressRefused(Invalid):
    """This is no address that statistics may be sent to."""

    code = "REPORT_ADDRESS_REFUSED"


class NothingToSend(Invalid):
    """No table is chosen."""

    code = "NOTHING_TO_SEND"


class NotYetOver(Invalid):
    """The period is not over: its figures still change."""

    code = "NOT_YET_OVER"


class IsWaiting(Conflict):
    """It is on its way already."""

    code = "IS_WAITING"
