"""The screen of gateways and channels, put together from the engine's live view and the city's set-up."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline_api.identity.types import name_in
from telephony import facade
from telephony.contracts.plan import ChannelUse, TrunkPlan
from tenants.local.voice import queries as voice
from tenants.shared.numbering import queries as numbers
from tenants.shared.registry import queries as registry


def overview(actor: Actor, locale: str) -> dict[str, Any]:
    """Live numbers and set-up; the rows of the plan count as the engine saw them last."""
    with tenancy.entered_public():
        tenants = registry.tenants()
        city = next(tenant.key for tenant in tenants if tenant.is_city)
        channels, rows, tolls = numbers.channels(), numbers.allotment_rows(), numbers.toll_rows()
        trunks, scanners = numbers.trunks(), numbers.scanners()
        called = [each.number for each in numbers.called_numbers()]
        with tenancy.entered(city):
            flows = [flow.key for flow in voice.flow_plans()]
    live, silent_at, registered = facade.live_channels(), facade.live_silent(), facade.live_registered()
    uses, counted = live.get("uses", {}), live.get("rows", [])
    return {
        "nodes": [_node(key, seen) for key, seen in sorted(facade.live_nodes().items())],
        "channels": channels,
        "taken": live.get("taken", 0),
        "uses": [{"use": use.value, "taken": uses.get(use.value, 0)} for use in ChannelUse],
        "allotments": [_row(row, counted[n] if n < len(counted) else 0) for n, row in enumerate(rows)],
        "tolls": [
            {
                "subject": row.subject,
                "classes": [name for name in row.classes.split(",") if name],
                "concurrent": row.concurrent,
                "hourly": row.hourly,
                "auto_concurrent": row.auto_concurrent,
                "auto_hourly": row.auto_hourly,
            }
            for row in tolls
        ],
        "trunks": [_trunk(trunk, silent_at, registered) for trunk in trunks],
        "scanners": scanners,
        "shut_out": [
            {**each, "since": _time(each["since"]), "until": _time(each["until"])} for each in facade.live_shut()
        ],
        "numbers": called,
        "tenants": [{"key": tenant.key, "name": name_in(tenant.names, locale)} for tenant in tenants],
        "flows": flows,
        "editable": actor.tenant == city,
    }


def _trunk(trunk: TrunkPlan, silent_at: dict[str, list[str]], registered: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Without its password in any form."""
    shown = {name: value for name, value in asdict(trunk).items() if name != "sealed"}
    return shown | {
        "has_password": bool(trunk.sealed),
        "registrations": [
            {"gateway": gateway, "state": known[trunk.key]}
            for gateway, known in sorted(registered.items())
            if trunk.key in known
        ],
        "silent_at": sorted(key for key, silent in silent_at.items() if trunk.key in silent),
    }


def _node(key: str, seen: dict[str, Any]) -> dict[str, Any]:
    return {**seen, "key": key, "since": _time(seen["since"]) if seen.get("since") else None}


def _row(row: Any, taken: int) -> dict[str, Any]:
    return {
        "use": row.use,
        "subject": row.subject,
        "guaranteed": row.guaranteed,
        "maximum": row.maximum,
        "when_full": row.when_full,
        "flow": row.flow,
        "taken": taken,
    }


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
