"""What the demo city's telephone had to bear lately: alarms that were, one that nobody has seen to; a spare trunk."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from hotline import tenancy
from hotline.kernel.actor import Actor
from telephony.contracts.events import AlarmKind
from telephony.contracts.plan import MediaSafety, SipTransport, TrunkPlan
from tenants.shared.alarms import actions, queries
from tenants.shared.numbering import queries as numbers
from tenants.shared.numbering import sip

SPARE = TrunkPlan(
    "spare",
    "sip.carrier.example",
    5061,
    ("203.0.113.0/28",),
    SipTransport.TLS,
    MediaSafety.REQUIRED,
    outgoing=False,
    user="city12345",
)


def seed() -> None:
    """Once; what people have made of it since stays."""
    with tenancy.entered_public():
        if not numbers.trunks():
            sip.do_set_trunks([SPARE], {SPARE.key: secrets.token_urlsafe(12)})
        if queries.alarms().exists():
            return
    now = timezone.now()
    _lost_and_found(now - timedelta(hours=30))
    scanner = actions.do_raise(
        AlarmKind.SCANNER, "203.0.113.66", "10: 100, 101, 102, 1000, admin", at=now - timedelta(hours=5)
    )
    actions.do_acknowledge([scanner.pk], "已报运营商", only=None, actor=Actor.system("city"))
    actions.do_clear(AlarmKind.SCANNER, "203.0.113.66", at=now - timedelta(hours=4))
    actions.do_raise(
        AlarmKind.TOLL_FORBIDDEN,
        "east:8101",
        "INTERNATIONAL +16502530000",
        tenant="east",
        times=3,
        at=now - timedelta(minutes=40),
    )


def _lost_and_found(at: datetime) -> None:
    actions.do_raise(AlarmKind.NODE_LOST, "gw1", at=at)
    actions.do_clear(AlarmKind.NODE_LOST, "gw1", at=at + timedelta(seconds=42))
