"""One mutation, one class, one file. Its permission, arguments, what it gives and what it may refuse are data."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import graphene

from hotline.kernel.errors import HotlineError

from .errors import message
from .permissions import PUBLIC, Field, GuardedType, Rule


class Mutation:
    """Base. A subclass is given ``permission``, ``arguments``, what it ``gives``, its ``refusals``, and writes
    ``perform(context, **arguments)``, which does it, returns what it gives, and raises the errors in ``refusals``.

    Made of them: ``<Name>Payload`` with ``errors: [<Name>Error!]!`` and the enum ``<Name>ErrorCode``.
    """

    permission: ClassVar[Rule]
    arguments: ClassVar[Mapping[str, Any]]
    gives: ClassVar[Mapping[str, Any]]
    payload: ClassVar[type[GuardedType]]
    codes: ClassVar[frozenset[str]]
    perform: ClassVar[Callable[..., dict[str, Any]]]

    def __init_subclass__(
        cls,
        *,
        permission: Rule,
        refusals: Sequence[type[HotlineError]],
        gives: Mapping[str, Any],
        arguments: Mapping[str, Any] | None = None,
    ) -> None:
        name = cls.__name__
        cls.permission, cls.gives, cls.arguments = permission, gives, arguments or {}
        cls.codes = frozenset(error.code for error in refusals)
        fields = {key: Field(type_, permission=PUBLIC) for key, type_ in gives.items()}
        fields["errors"] = Field(
            graphene.NonNull(graphene.List(graphene.NonNull(_error_type(name, refusals)))),
            permission=PUBLIC,
            description="Empty when it was done; otherwise nothing changed.",
        )
        meta = type("Meta", (), {"permission": PUBLIC})
        cls.payload = type(f"{name}Payload", (GuardedType,), {**fields, "Meta": meta})

    @staticmethod
    def on_refusal(context: Any, error: HotlineError, **arguments: Any) -> dict[str, Any]:
        """What the payload shows beside the error."""
        return {}

    @classmethod
    def field(cls) -> Field:
        """The field of the root type."""
        return Field(
            graphene.NonNull(cls.payload),
            args=dict(cls.arguments),
            resolver=cls._resolve,
            permission=cls.permission,
            description=(cls.__doc__ or "").strip() or None,
        )

    @classmethod
    def _resolve(cls, _root: Any, info: Any, **arguments: Any) -> dict[str, Any]:
        try:
            return {**cls.perform(info.context, **arguments), "errors": []}
        except HotlineError as error:
            if error.code not in cls.codes:
                raise
            told = {
                "code": error.code,
                "field": camel(error.field) if error.field else None,
                "message": message(error.code, info.context.locale, **error.params),
            }
            shown = cls.on_refusal(info.context, error, **arguments)
            return {**{key: False for key in cls.gives if key == "ok"}, **shown, "errors": [told]}


def camel(name: str) -> str:
    """``reporter_phone`` -> ``reporterPhone``."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _error_type(name: str, refusals: Sequence[type[HotlineError]]) -> type[GuardedType]:
    """``<Name>Error`` with its enum; the errors' docstrings describe the values."""
    by_code = {error.code: error for error in refusals}
    if not by_code:
        raise TypeError(f"mutation {name} names no refusals")
    codes = graphene.Enum(
        f"{name}ErrorCode",
        [(code, code) for code in by_code],
        description=lambda value: (by_code[value.value].__doc__ or "").strip().split("\n")[0] if value else None,
    )
    fields = {
        "code": Field(graphene.NonNull(codes), permission=PUBLIC),
        "field": Field(graphene.String, permission=PUBLIC, description="The argument it is about."),
        "message": Field(graphene.NonNull(graphene.String), permission=PUBLIC, description="In the reader's language."),
    }
    meta = type("Meta", (), {"permission": PUBLIC})
    return type(f"{name}Error", (GuardedType,), {**fields, "Meta": meta})
