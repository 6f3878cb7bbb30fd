"""Telling the browsers: complete payloads to groups named by tenant, built once for all who watch."""

import time
from collections.abc import Iterable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from hotline import tenancy
from hotline_api.campaigns.subscriptions import push_campaign
from hotline_api.desk.subscriptions import agent_group
from hotline_api.desk.view import build_desk
from hotline_api.dispatching.subscriptions import push_dispatch
from hotline_api.faxes.subscriptions import push_fax
from hotline_api.floor.subscriptions import floor_group
from hotline_api.floor.view import build_floor
from hotline_api.voicemail.subscriptions import push_voicemail
from telephony.contracts.work import WorkMedium
from tenants.local.campaigns.events import CampaignTouched
from tenants.local.contacts.events import DeskTouched, FloorTouched, VoiceMessageTouched
from tenants.local.dispatching.events import DispatchTouched
from tenants.local.faxes.events import FaxTouched
from tenants.local.worklist.events import WorkTouched

VOICE, FAX = WorkMedium.VOICEMAIL.value, WorkMedium.FAX.value
#: seconds between two pictures of one floor
FLOOR_EVERY = 0.25
#: seconds between two pictures of one campaign
CAMPAIGN_EVERY = 0.5


class Pushes:
    """Collects what was touched and publishes it; floors at most every FLOOR_EVERY seconds."""

    def __init__(self) -> None:
        self._floors: dict[str, float] = {}  # tenant -> when its picture may be sent
        self._sent: dict[str, float] = {}
        self._campaigns: dict[tuple[str, int], float] = {}  # (tenant, campaign) -> when it may be told
        self._told: dict[tuple[str, int], float] = {}

    def take(self, tenant: str, touched: Iterable[object]) -> None:
        """Publish desks at once, remember floors."""
        agents = dict.fromkeys(touch.agent for touch in touched if isinstance(touch, DeskTouched | WorkTouched))
        agents.pop("", None)
        for agent in agents:
            with tenancy.entered(tenant):
                payload = build_desk(agent).payload()
            send(agent_group(agent), payload)
        for campaign in {touch.pk for touch in touched if isinstance(touch, CampaignTouched)}:
            self._campaigns.setdefault((tenant, campaign), self._told.get((tenant, campaign), 0.0) + CAMPAIGN_EVERY)
        for call_id in {touch.call_id for touch in touched if isinstance(touch, VoiceMessageTouched)}:
            push_voicemail(tenant, call_id)
        for dispatch in {touch.pk for touch in touched if isinstance(touch, DispatchTouched)}:
            push_dispatch(tenant, dispatch)
        for source in {touch.source for touch in touched if isinstance(touch, WorkTouched) and touch.medium == VOICE}:
            push_voicemail(tenant, source)
        faxes = {touch.fax for touch in touched if isinstance(touch, FaxTouched)}
        faxes |= {touch.source for touch in touched if isinstance(touch, WorkTouched) and touch.medium == FAX}
        for fax in sorted(faxes):
            push_fax(tenant, fax)
        if any(isinstance(touch, FloorTouched | WorkTouched) for touch in touched):
            self._floors.setdefault(tenant, self._sent.get(tenant, 0.0) + FLOOR_EVERY)

    def flush(self) -> None:
        """Publish the floors whose time has come."""
        now = time.monotonic()
        for key, due in list(self._campaigns.items()):
            if due <= now:
                del self._campaigns[key]
                self._told[key] = now
                push_campaign(*key)
        for tenant, due in list(self._floors.items()):
            if due <= now:
                del self._floors[tenant]
                self._sent[tenant] = now
                with tenancy.entered(tenant):
                    payload = build_floor().payload()
                send(floor_group(tenant), payload)


def send(group: str, payload: dict[str, Any]) -> None:
    """One message to everybody in ``group``."""
    async_to_sync(get_channel_layer().group_send)(group, {"type": "push", "payload": payload})
