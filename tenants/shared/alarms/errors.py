"""Why an alarm was not acknowledged."""

from hotline.kernel.errors import Invalid


class NothingToAcknowledge(Invalid):
    """All of these have been acknowledged before, or are over."""

    code = "ALARM_ACKNOWLEDGED"
