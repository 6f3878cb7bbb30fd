"""Typed errors of the house. The API shows them by their ``code``; nothing changed when one is raised."""

from typing import ClassVar


class HotlineError(Exception):
    """Base. ``code`` names the error to programs, ``field`` the input it is about, ``params`` fill the message."""

    code: ClassVar[str] = "ERROR"

    def __init__(self, field: str | None = None, **params: object) -> None:
        super().__init__(self.__doc__ or self.code)
        self.field = field
        self.params = params


class Forbidden(HotlineError):
    """You may not do this."""

    code = "FORBIDDEN"


class NotFound(HotlineError):
    """There is no such thing here."""

    code = "NOT_FOUND"


class Conflict(HotlineError):
    """Somebody changed it meanwhile: load it again."""

    code = "CONFLICT"


class Invalid(HotlineError):
    """This value cannot be taken."""

    code = "INVALID"


class Required(Invalid):
    """This must be filled in."""

    code = "REQUIRED"


class TooLong(Invalid):
    """This is too long; ``limit`` characters are allowed."""

    code = "TOO_LONG"
