"""Why a person, seat or unit was not kept."""

from hotline.kernel.errors import HotlineError, Invalid


class InvalidCode(Invalid):
    """A code has small letters, digits and dashes only."""

    code = "INVALID_CODE"


class NameMissing(Invalid):
    """A name is missing in one of the languages."""

    code = "NAME_MISSING"


class InvalidSeat(Invalid):
    """A seat's key is this city's or county's key, a dash and two to four digits."""

    code = "INVALID_SEAT"


class InvalidAgentNumber(Invalid):
    """An agent number has three to eight digits."""

    code = "INVALID_AGENT_NUMBER"


class SeatOccupied(HotlineError):
    """Agent ``number`` sits at this seat: its telephone can be changed when they have signed out."""

    code = "SEAT_OCCUPIED"
