"""Permissions are data on the field; a field without one fails at import.

``Field(..., permission=...)`` declares its own; a ``GuardedType`` may give its fields a default
(``class Meta: permission = SIGNED_IN``). ``PUBLIC`` must be said. A nullable or list field may name what those see who
have not the permission (``otherwise=None`` / ``[]``); every other one is refused with UNAUTHENTICATED or FORBIDDEN.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

import graphene

from hotline.kernel.permissions import Permission

from .errors import forbidden, unauthenticated


class Audience(Enum):
    """Who needs no permission: everybody, or everybody who is signed in."""

    PUBLIC = "PUBLIC"
    SIGNED_IN = "SIGNED_IN"


PUBLIC = Audience.PUBLIC
SIGNED_IN = Audience.SIGNED_IN

Rule = Audience | Permission
REFUSE = object()


class PermissionMissing(TypeError):
    """A field was declared without saying who may see it."""


def allowed(rule: Rule, context: Any) -> bool:
    """May the one who asks (``context.actor``, None when not signed in) see what ``rule`` guards?"""
    if rule is PUBLIC:
        return True
    actor = context.actor
    return actor is not None and (rule is SIGNED_IN or actor.may(rule))


def require(rule: Rule, context: Any) -> None:
    """Raise the API's UNAUTHENTICATED or FORBIDDEN unless ``rule`` allows it."""
    if not allowed(rule, context):
        raise unauthenticated(context) if context.actor is None else forbidden(context)


def guarded(resolve: Callable[..., Any], rule: Rule, otherwise: Any) -> Callable[..., Any]:
    """``resolve``, asked only for those whom ``rule`` allows."""
    if rule is PUBLIC:
        return resolve

    def checked(root: Any, info: Any, **arguments: Any) -> Any:
        if not allowed(rule, info.context):
            if otherwise is not REFUSE:
                return otherwise
            require(rule, info.context)
        return resolve(root, info, **arguments)

    return checked


class Field(graphene.Field):
    """A field that knows who may see it. ``subscribe`` makes the stream of a subscription's root field."""

    def __init__(
        self,
        type_: Any,
        *args: Any,
        permission: Rule | None = None,
        otherwise: Any = REFUSE,
        subscribe: Callable[..., Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(type_, *args, **kwargs)
        self.permission, self.otherwise, self.subscribe = permission, otherwise, subscribe

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        if self.permission is None:
            raise PermissionMissing(f"{self.name or self} has no permission")
        return guarded(super().wrap_resolve(parent_resolver), self.permission, self.otherwise)

    def wrap_subscribe(self, parent_subscribe: Any) -> Any:
        subscribe = self.subscribe or super().wrap_subscribe(parent_subscribe)
        if subscribe is None or self.permission is None:
            return subscribe
        return guarded(subscribe, self.permission, REFUSE)


class GuardedType(graphene.ObjectType):
    """An object type; ``Meta.permission`` is the default of its fields."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(  # type: ignore[override]  # a Meta option of our own
        cls, permission: Rule | None = None, **options: Any
    ) -> None:
        super().__init_subclass_with_meta__(**options)
        meta: Any = cls._meta
        for name, field in meta.fields.items():
            _declare(cls, name, field, permission)


def _declare(owner: type, name: str, field: Any, default: Rule | None) -> None:
    """Give ``field`` its type's default, or fail."""
    own = getattr(field, "permission", None)
    rule = own if own is not None else default
    if rule is None:
        raise PermissionMissing(f"{owner.__name__}.{name} declares no permission")
    if isinstance(field, Field):
        field.permission = rule
        return
    # a plain graphene field (`graphene.String()` in a type's body): guard it in place
    plain = field.wrap_resolve
    field.permission, field.otherwise = rule, REFUSE
    field.wrap_resolve = lambda parent: guarded(plain(parent), rule, REFUSE)
