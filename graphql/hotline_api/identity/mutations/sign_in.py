"""signIn"""

from typing import Any

import graphene
from django.conf import settings

from hotline import tenancy
from hotline_api.core.context import Context, open_session
from hotline_api.core.mutation import Mutation
from hotline_api.core.permissions import PUBLIC
from hotline_api.identity.queries import viewer_of
from hotline_api.identity.types import Viewer
from tenants.shared.identity import actions
from tenants.shared.identity.errors import (
    AccountInactive,
    AccountLocked,
    NoMembership,
    TooManyAttempts,
    WrongCredentials,
)


class SignIn(
    Mutation,
    permission=PUBLIC,
    arguments={
        "username": graphene.String(required=True),
        "password": graphene.String(required=True),
        "tenant": graphene.String(),
    },
    gives={"viewer": Viewer},
    refusals=(WrongCredentials, AccountLocked, TooManyAttempts, AccountInactive, NoMembership),
):
    """Open a session. ``tenant`` chooses where to stand; without it the city, if the person belongs there."""

    @staticmethod
    def perform(context: Context, username: str, password: str, tenant: str | None = None) -> dict[str, Any]:
        user, member = actions.do_sign_in(username, password, tenant, demo=settings.DEMO, address=context.address)
        member.user = user
        if context.session is not None:
            with tenancy.entered_public():
                open_session(context.session, user, member)
        context.become(member)
        return {"viewer": viewer_of(context)}
