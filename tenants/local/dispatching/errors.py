"""Why a dispatch or a person on duty was not kept."""

from hotline.kernel.errors import HotlineError, Invalid


class NobodyToCall(Invalid):
    """Choose at least one unit with a telephone number."""

    code = "NOBODY_TO_CALL"


class TooManyUnits(Invalid):
    """A dispatch calls at most ``limit`` units at once."""

    code = "TOO_MANY_UNITS"


class UnknownMessage(Invalid):
    """There is no such message."""

    code = "UNKNOWN_MESSAGE"


class NotANumber(Invalid):
    """This is no telephone number that can be called: ``number``."""

    code = "NOT_A_NUMBER"


class DispatchOver(HotlineError):
    """This dispatch is over."""

    code = "DISPATCH_OVER"
