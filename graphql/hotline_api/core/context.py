"""Who asks: the context of an operation, the same for a request and for a socket."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, NotFound
from tenants.shared.identity import queries as identity
from tenants.shared.identity.models import Membership, User

from .errors import DEFAULT_LOCALE, LOCALES, language_of
from .ids import row_id

USER, TENANT, HASH = "person", "tenant", "credential"


@dataclass
class Context:
    """``actor`` is None when nobody is signed in; ``locale`` is the reader's. ``session`` is None on sockets."""

    locale: str
    member: Membership | None = None
    actor: Actor | None = None
    session: SessionBase | None = None
    #: where the request came from
    address: str = ""
    #: per operation: what resolvers load once
    kept: dict[str, Any] = field(default_factory=dict)

    def become(self, member: Membership | None) -> None:
        """From here on the operation runs as ``member``."""
        self.member = member
        self.actor = identity.actor_of(member) if member else None
        if member and member.user.locale in LOCALES:
            self.locale = member.user.locale
        self.kept.clear()


def acting_on(context: Context, id: str) -> tuple[Actor, int]:
    """Who acts, and the row that they name. Raises Forbidden (nobody is signed in), NotFound("id")."""
    pk = row_id(id)
    if context.actor is None:
        raise Forbidden
    if pk is None:
        raise NotFound("id")
    return context.actor, pk


def context_of(session: SessionBase | None, accept_language: str = "", address: str = "") -> Context:
    """The context of whoever holds ``session``."""
    locale = language_of(accept_language) if accept_language else DEFAULT_LOCALE
    context = Context(locale=locale, session=session, address=address)
    context.become(member_of(session) if session else None)
    return context


def member_of(session: SessionBase) -> Membership | None:
    """Whose session this is, if it still stands: person active, membership active, password unchanged."""
    user_id, tenant = session.get(USER), session.get(TENANT)
    if not user_id or not tenant:
        return None
    with tenancy.entered_public():
        member = identity.membership(user_id, tenant)
    if member is None or not constant_time_compare(session.get(HASH, ""), member.user.get_session_auth_hash()):
        return None
    return member


def open_session(session: SessionBase, user: User, member: Membership) -> None:
    """Sign in: a new session key, so that one known before sign-in is worth nothing after it."""
    session.flush()
    session[USER], session[TENANT], session[HASH] = user.pk, member.tenant.key, user.get_session_auth_hash()


def move_session(session: SessionBase, member: Membership) -> None:
    """Stand in another tenant from now on."""
    session.cycle_key()
    session[TENANT] = member.tenant.key
