"""Taking stock after a connect: Asterisk's lists → what GatewayBack tells. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from telephony.adapters.asterisk.requests import APP, FAX_CONTEXT, LISTENING_CONTEXT, SPY, heard_by, track_of
from telephony.contracts.gateway import LegSnapshot
from telephony.contracts.plan import GATEWAYS_TRUNK

TRUNK_CONTEXTS = ("from-trunk", "arrived")
WEB_CONTEXT = "from-web"
WEB_LINE_PREFIX = "web-"
"""How the accounts of citizens' web lines are named."""
TRUNK_PREFIX = "trunk."
"""Of the endpoints of the console's trunks; no seat has such a name."""

Json = Mapping[str, Any]


def endpoint_of(channel: Json) -> str:
    """``PJSIP/east-01-00000005`` → ``east-01``."""
    return str(channel["name"]).partition("/")[2].rpartition("-")[0]


def trunk_of(channel: Json) -> str:
    """By which trunk a call came in: its key, GATEWAYS_TRUNK for the one in the gateway's own files."""
    endpoint = endpoint_of(channel)
    return endpoint.removeprefix(TRUNK_PREFIX) if endpoint.startswith(TRUNK_PREFIX) else GATEWAYS_TRUNK


def caller_of(channel: Json, web_line: str | None) -> str:
    """The caller's number as sent. A web line's own name is no number: there the display name may hold
    what the citizen
    typed."""
    caller = channel.get("caller") or {}
    return str(caller.get("name" if web_line else "number") or "")


def is_ours(channel: Json) -> bool:
    """Is the channel in our application, on its way there (dialled, not yet answered), out listening for it, or with
    the fax machine?"""
    plan = channel.get("dialplan") or {}
    if plan.get("context") == FAX_CONTEXT:
        return True
    name = str(plan.get("app_name") or "")
    if name == "Stasis":
        return str(plan.get("app_data") or "").split(",")[0] == APP
    return name == "AppDial2" or plan.get("context") == LISTENING_CONTEXT


def spy_ear(channel: Json) -> str | None:
    """The engine's id of the ear that a supervisor's snoop channel is; None for other channels."""
    data = str((channel.get("dialplan") or {}).get("app_data") or "").split(",")
    return data[2] if str(channel["name"]).startswith("Snoop/") and len(data) > 2 and data[1] == SPY else None


def ear_recording(channel: Json) -> tuple[str, str] | None:
    """Name and track of the recording that a snoop channel makes; None for other channels, a supervisor's too."""
    if not str(channel["name"]).startswith("Snoop/"):
        return None
    data = str((channel.get("dialplan") or {}).get("app_data") or "").split(",")
    if len(data) > 1 and data[1] == SPY:
        return None
    return track_of(heard_by(str(channel["id"])))


def snapshot(channel: Json) -> LegSnapshot | None:
    """A channel of the list as a leg; None for what is none of the engine's business."""
    if not str(channel["name"]).startswith(("PJSIP/", "Local/")) or not is_ours(channel):
        return None
    plan = channel["dialplan"]
    inbound = plan.get("context") in (*TRUNK_CONTEXTS, WEB_CONTEXT) and ",dialled" not in str(plan.get("app_data"))
    web_line = endpoint_of(channel) if inbound and plan["context"] == WEB_CONTEXT else None
    return LegSnapshot(
        leg=str(channel["id"]),
        answered=channel.get("state") == "Up",
        caller_raw=caller_of(channel, web_line),
        called=_called(plan) if inbound else "",
        inbound=bool(inbound),
        created_at=datetime.fromisoformat(str(channel["creationtime"])).timestamp(),
        web_line=web_line,
        trunk=trunk_of(channel) if inbound and web_line is None else "",
    )


def _called(plan: Json) -> str:
    """What was dialled: as our application was told, for the extension may have another name."""
    told = str(plan.get("app_data") or "").split(",")
    return told[2] if len(told) > 2 and told[1] in ("inbound", "web") else str(plan.get("exten") or "")


def bridge_members(bridges: Iterable[Json], legs: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Bridges made over ARI with those of their members that are ``legs``."""
    known = set(legs)
    return tuple(
        (str(bridge["id"]), tuple(str(leg) for leg in bridge.get("channels", ()) if leg in known))
        for bridge in bridges
        if bridge.get("creator") == "Stasis"
    )


def online(endpoints: Iterable[Json], except_for: frozenset[str] = frozenset({"trunk", "probe"})) -> tuple[str, ...]:
    """Names of the accounts that have a telephone registered."""
    return tuple(
        str(endpoint["resource"])
        for endpoint in endpoints
        if endpoint.get("state") == "online"
        and endpoint["resource"] not in except_for
        and not endpoint["resource"].startswith(TRUNK_PREFIX)
    )
