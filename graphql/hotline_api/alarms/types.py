"""Alarms."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.paging import page_type
from hotline_api.core.permissions import GuardedType
from telephony.contracts.events import AlarmKind as Kinds
from tenants.shared.alarms import queries

AlarmKind = api_enum("AlarmKind", Kinds)
AlarmState = api_enum("AlarmState", queries.AlarmState)


class Alarm(GuardedType):
    """Something that people must know of; ``times`` since ``firstAt``."""

    class Meta:
        permission = Permission.ALARM_HANDLE

    id = graphene.ID(required=True)
    kind = graphene.Field(AlarmKind, required=True)
    state = graphene.Field(AlarmState, required=True)
    subject = graphene.String(required=True)
    detail = graphene.String(required=True)
    tenant = graphene.String(required=True, description='Key of whose matter it is, "" for the whole city.')
    first_at = graphene.DateTime(required=True)
    last_at = graphene.DateTime(required=True)
    times = graphene.Int(required=True)
    cleared_at = graphene.DateTime()
    acknowledged_at = graphene.DateTime()
    acknowledged_by = graphene.String(required=True)
    note = graphene.String(required=True)

    @staticmethod
    def resolve_state(root: Any, _info: Any) -> queries.AlarmState:
        return queries.state_of(root)


AlarmPage = page_type("Alarm", Alarm)


class AlarmsWaiting(GuardedType):
    """For the badge."""

    class Meta:
        permission = Permission.ALARM_HANDLE

    raised = graphene.Int(required=True, description="Alarms that nobody has seen to.")
