"""What may be refused about written work."""

from hotline.kernel.errors import HotlineError, Invalid


class UnknownQueue(Invalid):
    """There is no such queue here: choose one for this medium first."""

    code = "UNKNOWN_QUEUE"


class WorkOutOfRange(Invalid):
    """This must be between ``low`` and ``high``."""

    code = "OUT_OF_RANGE"


class StillOpen(HotlineError):
    """It is not dealt with yet: open it and file it, or give it back to the queue."""

    code = "STILL_OPEN"


class UnknownWork(HotlineError):
    """This work is done, or not in the queues any more."""

    code = "UNKNOWN_WORK"
