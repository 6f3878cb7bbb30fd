"""preferencesSet"""

from typing import Any

import graphene

from hotline import tenancy
from hotline.kernel.errors import Invalid
from hotline_api.core.context import Context
from hotline_api.core.mutation import Mutation
from hotline_api.core.permissions import SIGNED_IN
from hotline_api.identity.queries import viewer_of
from hotline_api.identity.types import Viewer
from tenants.shared.identity import actions
from tenants.shared.identity.errors import UnknownLocale


class PreferencesSet(
    Mutation,
    permission=SIGNED_IN,
    arguments={"locale": graphene.String(), "theme": graphene.String()},
    gives={"viewer": Viewer},
    refusals=(UnknownLocale, Invalid),
):
    """Language and theme of the console; what is left out stays."""

    @staticmethod
    def perform(context: Context, locale: str | None = None, theme: str | None = None) -> dict[str, Any]:
        if context.member is not None:
            with tenancy.entered_public():
                actions.do_set_preferences(context.member.user, locale, theme)
            context.become(context.member)
        return {"viewer": viewer_of(context)}
