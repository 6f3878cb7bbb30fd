"""Why a setting of supervision was not kept."""

from hotline.kernel.errors import Invalid


class WrongWait(Invalid):
    """Requests for help wait between ``low`` and ``high`` seconds, or 0: for ever."""

    code = "WRONG_HELP_WAIT"
