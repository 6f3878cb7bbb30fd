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


class UnknownService(Invalid):
    """Nobody can call ``number`` here."""

    code = "UNKNOWN_SERVICE"


class NotYourList(HotlineError):
    """The whole city's entries, and other counties', are the city's to change."""

    code = "NOT_YOUR_LIST"


class PlanFlawed(HotlineError):
    """The routing plan leads nowhere in places: ``flaws``. The plan in force stays."""

    code = "PLAN_FLAWED"


class GuaranteesExceed(Invalid):
    """The guaranteed channels exceed a maximum, or all that the trunks have."""

    code = "GUARANTEES_EXCEED"


class CityOnly(HotlineError):
    """Only the city's own people set this up."""

    code = "GATEWAYS_CITY_ONLY"


class InvalidTrunk(Invalid):
    """A trunk's name has small letters, digits and dashes, and there is one of each name."""

    code = "INVALID_TRUNK"


class InvalidHost(Invalid):
    """This is not the name or address of a host."""

    code = "INVALID_HOST"


class InvalidNetwork(Invalid):
    """An address or network is written as 192.0.2.1 or 192.0.2.0/24."""

    code = "INVALID_NETWORK"
