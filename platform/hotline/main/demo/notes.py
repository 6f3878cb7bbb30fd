"""What the demo city's people have written to each other: a word to the shift, a county that asks the city."""

from django.db import transaction

from hotline import tenancy
from hotline.kernel.actor import Actor
from tenants.local.messages import actions, queries
from tenants.local.messages.rules import Address, PartyKind
from tenants.shared.identity import queries as identity
from tenants.shared.identity.models import Membership


def seed() -> None:
    """Once: a city that has conversations keeps them."""
    boss, east = person("city.supervisor"), person("east.supervisor")
    if boss is None or east is None:
        return
    with transaction.atomic(), tenancy.entered("city"):
        if queries.threads(boss).exists():
            return
        shift = Address("city", PartyKind.SHIFT)
        actions.do_send(boss, [shift], "今日橙色高温预警：接到停水、停电来电请登记小区和楼栋，优先派单。", "高温预警")
    with transaction.atomic(), tenancy.entered("east"):
        asked = actions.do_send(east, [Address("city", PartyKind.CENTRE)], "滨河路积水跨两区，请市级中心协调西区排水。")
    with transaction.atomic(), tenancy.entered("city"):
        actions.do_reply(boss, asked.thread, "收到，已联系西区，十五分钟内到场。")


def person(username: str) -> Actor | None:
    """A demo account as it acts; None when there is none."""
    with tenancy.entered_public():
        rows = Membership.objects.filter(user__username=username, tenant__schema_name=username.partition(".")[0])
        row = rows.select_related("tenant", "user").first()
        return identity.actor_of(row) if row else None
