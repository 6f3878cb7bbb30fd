"""reportRecipientSet"""

from typing import Any

import graphene

from hotline.kernel.errors import NotFound, Required, TooLong
from hotline.kernel.permissions import Permission
from hotline_api.core.context import Context
from hotline_api.core.ids import row_id
from hotline_api.core.mutation import Mutation
from hotline_api.supervision.reach import person
from tenants.local.letters.errors import NoSenderAddress
from tenants.local.reports import actions
from tenants.local.reports.errors import AddressRefused, NothingToSend
from tenants.local.reports.rules import Every, Subject
from tenants.local.reports.words import Language

from ..sending_types import ReportEvery, ReportLanguage, ReportRecipient
from ..types import StatisticsSubject


class ReportRecipientSet(
    Mutation,
    permission=Permission.REPORT_SEND,
    arguments={
        "id": graphene.ID(description="Without it: a new one."),
        "name": graphene.String(required=True),
        "url": graphene.String(required=True),
        "subjects": graphene.List(graphene.NonNull(StatisticsSubject), required=True),
        "every": graphene.Argument(ReportEvery, required=True),
        "hour": graphene.Int(default_value=6),
        "is_open": graphene.Boolean(default_value=True),
        "language": graphene.Argument(ReportLanguage, description="In which mail is written."),
    },
    gives={"recipient": ReportRecipient, "secret": graphene.String},
    refusals=(NotFound, Required, TooLong, AddressRefused, NoSenderAddress, NothingToSend),
):
    """Set up who gets which tables, or change it. ``secret``: of one that is new by HTTPS, shown this once."""

    @staticmethod
    def perform(
        context: Context,
        name: str,
        url: str,
        subjects: list[Any],
        every: Any,
        hour: int = 6,
        is_open: bool = True,
        language: Any = None,
        id: str | None = None,
    ) -> dict[str, Any]:
        chosen = tuple(Subject(subject.value) for subject in subjects)
        spoken = Language(language.value) if language else Language.ZH_HANS
        given = actions.RecipientInput(name, url, chosen, Every(every.value), hour, is_open, spoken)
        pk = None if id is None else row_id(id) or -1
        recipient, secret = actions.do_keep_recipient(person(context), given, pk)
        return {"recipient": recipient, "secret": secret or None}
