"""To whom statistics are sent."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType
from tenants.local.reports import rules
from tenants.local.reports.words import Language

from .types import StatisticsSubject

ReportEvery = api_enum("ReportEvery", rules.Every)
ReportLanguage = api_enum("ReportLanguage", Language)
ReportSendState = api_enum("ReportSendState", rules.SendState)


class ReportRecipient(GuardedType):
    """A superior department's address: ``https:``, or ``mailto:`` in ``language``. ``hour``: of the day after the
    period, at which its tables are sent."""

    class Meta:
        permission = Permission.REPORT_SEND

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    url = graphene.String(required=True)
    subjects = graphene.List(graphene.NonNull(StatisticsSubject), required=True)
    every = graphene.Field(ReportEvery, required=True)
    hour = graphene.Int(required=True)
    is_open = graphene.Boolean(required=True)
    language = graphene.Field(ReportLanguage, required=True)

    @staticmethod
    def resolve_subjects(root: Any, _info: Any) -> list[rules.Subject]:
        return [rules.Subject(subject) for subject in root.subjects]


class ReportDelivery(GuardedType):
    """One table that was sent, or is to be. ``problem``: of the last try, in words of machines."""

    class Meta:
        permission = Permission.REPORT_SEND

    id = graphene.ID(required=True)
    recipient = graphene.String(required=True, description="Its name.")
    subject = graphene.Field(StatisticsSubject, required=True)
    begin = graphene.Date(required=True)
    end = graphene.Date(required=True)
    state = graphene.Field(ReportSendState, required=True)
    problem = graphene.String(required=True)
    by = graphene.String(required=True, description='Who had it sent; "": the clock.')
    made_at = graphene.DateTime(required=True)
    sent_at = graphene.DateTime()
    digest = graphene.String(required=True, description="SHA-256 of the document.")

    @staticmethod
    def resolve_recipient(root: Any, _info: Any) -> str:
        return str(root.recipient.name)


ReportDeliveryPage = page_type("ReportDelivery", ReportDelivery)
