"""What is wrong with a wish for statistics."""

from hotline.kernel.errors import HotlineError


class PeriodInvalid(HotlineError):
    """The period ends before it begins, or is too long."""

    code = "PERIOD_INVALID"
