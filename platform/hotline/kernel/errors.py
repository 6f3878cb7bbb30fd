"""Typed errors of the house. The API shows them by their ``code``; nothing changed when one is raised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Phrase:
    """A part of a message that is itself put into the reader's language: ``code`` of the messages and its parameters.
    Several are given as a tuple and told one after the other."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """A part of a message that has a name in each language. ``names``: locale -> name."""

    names: Mapping[str, str]

    def in_locale(self, locale: str) -> str:
        """The name in the reader's language, or in another one."""
        return self.names.get(locale) or next(iter(self.names.values()), "")


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
