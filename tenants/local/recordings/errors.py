"""What can go wrong with a recording."""

from hotline.kernel.errors import Invalid, NotFound


class RecordingMissing(LookupError):
    """The gateway has no such recording."""


class RecordingDamaged(Exception):
    """What the object store gave back is not what was put there."""


class SoundStillThere(Exception):
    """The object store says that it deleted, and still has the sound."""


class TooFewDays(Invalid):
    """Recordings are kept for ``least`` days at least."""

    code = "TOO_FEW_DAYS"


class RuleTwice(Invalid):
    """There are two rules for the same recordings."""

    code = "RULE_TWICE"


class NothingToHold(NotFound):
    """There is nothing here under this reference that could be held."""

    code = "NOTHING_TO_HOLD"


class HoldOver(Invalid):
    """This hold has been lifted or is over."""

    code = "HOLD_OVER"


class EndInThePast(Invalid):
    """The end lies in the past."""

    code = "END_IN_THE_PAST"
