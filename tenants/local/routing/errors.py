"""Why a routing script was not kept or put in force, or a dry run not begun."""

from hotline.kernel.errors import HotlineError, Invalid


class CityOnly(HotlineError):
    """The routing script is the city's: one for all queues."""

    code = "CITY_ONLY"


class ScriptFlawed(Invalid):
    """The script cannot be used: ``line``, ``column`` and ``problem``."""

    code = "SCRIPT_FLAWED"


class AlreadyInForce(HotlineError):
    """This version is in force."""

    code = "ALREADY_IN_FORCE"


class NothingToReturnTo(HotlineError):
    """Nothing was in force before."""

    code = "NOTHING_TO_RETURN_TO"


class NothingRecorded(Invalid):
    """No calls were recorded on this day."""

    code = "NOTHING_RECORDED"


class RunUnderWay(HotlineError):
    """A dry run is under way; wait for its end."""

    code = "RUN_UNDER_WAY"
