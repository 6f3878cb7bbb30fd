"""Why a number was not taken."""

from hotline.kernel.errors import HotlineError, Invalid


class InvalidNumber(Invalid):
    """This is not a telephone number."""

    code = "INVALID_NUMBER"


class InvalidPrefix(Invalid):
    """A prefix starts with + and the country code, and has digits only."""

    code = "INVALID_PREFIX"


class AlreadyOver(Invalid):
    """The end lies in the past."""

    code = "ALREADY_OVER"


class PlanFlawed(HotlineError):
    """The routing plan leads nowhere in places: ``flaws``. The plan in force stays."""

    code = "PLAN_FLAWED"
