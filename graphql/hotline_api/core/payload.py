"""What travels to the browsers: plain data that a channel layer can carry, told to many readers at once."""

from collections.abc import Hashable
from functools import cached_property
from typing import Any, Self

import msgspec


class Payload:
    """Mixin of frozen dataclasses: to and from what a channel layer can carry."""

    def payload(self) -> dict[str, Any]:
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        return msgspec.convert(payload, cls, strict=False)

    @cached_property
    def texts(self) -> dict[Hashable, str]:
        """What readers were told of this very object: the same question of an equal reader has the same answer."""
        return {}
