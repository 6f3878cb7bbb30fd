"""Why somebody was not signed in."""

from hotline.kernel.errors import HotlineError, Invalid


class WrongCredentials(HotlineError):
    """The user name or the password is wrong."""

    code = "WRONG_CREDENTIALS"


class AccountLocked(HotlineError):
    """Too many wrong passwords; try again in ``minutes`` minutes."""

    code = "ACCOUNT_LOCKED"


class AccountInactive(HotlineError):
    """This account is no longer in use."""

    code = "ACCOUNT_INACTIVE"


class NoMembership(HotlineError):
    """You do not belong to this city or county."""

    code = "NO_MEMBERSHIP"


class UnknownLocale(Invalid):
    """This language is not offered."""

    code = "UNKNOWN_LOCALE"
