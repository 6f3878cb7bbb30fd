"""Why somebody was not signed in, or a person not changed."""

from hotline.kernel.errors import HotlineError, Invalid


class WrongCredentials(HotlineError):
    """The user name or the password is wrong."""

    code = "WRONG_CREDENTIALS"


class AccountLocked(HotlineError):
    """Too many wrong passwords; try again in ``minutes`` minutes."""

    code = "ACCOUNT_LOCKED"


class TooManyAttempts(HotlineError):
    """Too many failed sign-ins from this network address; try again in ``minutes`` minutes."""

    code = "TOO_MANY_ATTEMPTS"


class AccountInactive(HotlineError):
    """This account is no longer in use."""

    code = "ACCOUNT_INACTIVE"


class NoMembership(HotlineError):
    """You do not belong to this city or county."""

    code = "NO_MEMBERSHIP"


class UnknownLocale(Invalid):
    """This language is not offered."""

    code = "UNKNOWN_LOCALE"


class WeakPassword(Invalid):
    """Choose a password of at least ``minimum`` characters that is neither common nor like the user name."""

    code = "WEAK_PASSWORD"


class NumberTaken(Invalid):
    """This agent number belongs to somebody else."""

    code = "NUMBER_TAKEN"


class UsernameTaken(Invalid):
    """Somebody else signs in by this name."""

    code = "USERNAME_TAKEN"


class InvalidUsername(Invalid):
    """A user name has 3 to 64 small letters, digits, dots, dashes and underscores."""

    code = "INVALID_USERNAME"


class UnknownRole(Invalid):
    """There is no such role."""

    code = "UNKNOWN_ROLE"


class OwnAccount(HotlineError):
    """You cannot deactivate yourself."""

    code = "OWN_ACCOUNT"
