"""Why a case was not changed. Nothing is half written when one of these is raised."""

from hotline.kernel.errors import Conflict, HotlineError, Invalid


class IllegalMove(HotlineError):
    """A case in this state cannot take this step."""

    code = "ILLEGAL_MOVE"


class WrongSide(HotlineError):
    """This step belongs to the other side: the one that took the case in, or the one that works on it."""

    code = "WRONG_SIDE"


class StaleVersion(Conflict):
    """Somebody changed this case meanwhile: load it again."""

    code = "STALE_VERSION"


class UnitClosed(Invalid):
    """This unit takes no new cases."""

    code = "UNIT_CLOSED"


class KeyReused(Conflict):
    """This request key was used for something else."""

    code = "KEY_REUSED"


class DraftConflict(Conflict):
    """The form was saved elsewhere meanwhile; ``draft`` of the parameters is the newest."""

    code = "DRAFT_CONFLICT"


class NumbersExhausted(HotlineError):
    """No case number is left for today."""

    code = "NUMBERS_EXHAUSTED"
