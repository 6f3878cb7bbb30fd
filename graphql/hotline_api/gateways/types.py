"""Gateways, channels, allotments, rules of calling out."""

from typing import Any

import graphene

from hotline.kernel.permissions import Permission
from hotline_api.core.enums import api_enum
from hotline_api.core.permissions import GuardedType
from telephony.contracts import plan
from telephony.contracts.gateway import NodeState as Nodes

NodeState = api_enum("GatewayNodeState", Nodes)
ChannelUse = api_enum("ChannelUse", plan.ChannelUse)
WhenFull = api_enum("ChannelsWhenFull", plan.WhenFull)
NumberClass = api_enum("NumberClass", plan.NumberClass)
NumberForm = api_enum("NumberForm", plan.NumberForm)
SipTransport = api_enum("SipTransport", plan.SipTransport)
MediaSafety = api_enum("MediaSafety", plan.MediaSafety)
Registration = api_enum("TrunkRegistration", plan.Registration)


class GatewayNode(GuardedType):
    """One media gateway. Round trips in milliseconds, null while not known."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    key = graphene.ID(required=True)
    state = graphene.Field(NodeState, required=True)
    since = graphene.DateTime()
    why = graphene.String(required=True, description="What is wrong, in words for operators.")
    calls = graphene.Int(required=True)
    legs = graphene.Int(required=True)
    control_ms = graphene.Float()
    sip_ms = graphene.Float()


class ChannelUsage(GuardedType):
    """Channels in use now."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    use = graphene.Field(ChannelUse, required=True)
    taken = graphene.Int(required=True)


class ChannelAllotment(GuardedType):
    """Channels of one use; ``subject``: a called number, a tenant's key, or "" for the whole use."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    use = graphene.Field(ChannelUse, required=True)
    subject = graphene.String(required=True)
    guaranteed = graphene.Int(required=True)
    maximum = graphene.Int(required=True, description="0: as many as there are.")
    when_full = graphene.Field(WhenFull, required=True)
    flow = graphene.String(required=True)
    taken = graphene.Int(required=True)


class TollRule(GuardedType):
    """What may be called from seats; ``subject``: an agent's key, a tenant's key, or "" for all."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    subject = graphene.String(required=True)
    classes = graphene.List(graphene.NonNull(NumberClass), required=True)
    concurrent = graphene.Int(required=True, description="Outside legs of one agent at a time.")
    hourly = graphene.Int(required=True, description="Calls of one agent within an hour.")
    auto_concurrent = graphene.Int(
        required=True, description="Legs at a time that the platform places by itself for one tenant and purpose."
    )
    auto_hourly = graphene.Int(required=True, description="Of these, calls within an hour.")


class TrunkAtGateway(GuardedType):
    """How a trunk's account stands at its carrier, for one gateway."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    gateway = graphene.String(required=True)
    state = graphene.Field(Registration, required=True)


class Trunk(GuardedType):
    """A carrier's SIP trunk. Calls out take the first that is ``outgoing``; calls in come from ``match``."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    key = graphene.String(required=True)
    host = graphene.String(required=True)
    port = graphene.Int(required=True)
    match = graphene.List(graphene.NonNull(graphene.String), required=True)
    transport = graphene.Field(SipTransport, required=True)
    media = graphene.Field(MediaSafety, required=True)
    verify = graphene.Boolean(required=True, description="Is the carrier's certificate looked at?")
    outgoing = graphene.Boolean(required=True)
    number_form = graphene.Field(NumberForm, required=True, description="How called numbers are written.")
    shown = graphene.String(required=True, description='The caller of calls out; "": the first called number.')
    shown_form = graphene.Field(NumberForm, required=True)
    user = graphene.String(required=True, description='Shown to a carrier that asks who calls; "": none.')
    has_password = graphene.Boolean(required=True, description="The password itself is never told.")
    register = graphene.Boolean(required=True, description="Does every gateway tell the carrier where it is?")
    registrations = graphene.List(graphene.NonNull(TrunkAtGateway), required=True)
    silent_at = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Gateways that the carrier does not answer."
    )


class ScannerRules(GuardedType):
    """An address with so many ``failures`` within so many seconds is shut out; networks in ``never`` are not."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    failures = graphene.Int(required=True)
    within_seconds = graphene.Int(required=True)
    shut_seconds = graphene.Int(required=True, description="Twice as long each further time within a day.")
    never = graphene.List(graphene.NonNull(graphene.String), required=True)


class ShutAddress(GuardedType):
    """An address that is shut out; ``accounts``: the first that it tried."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    address = graphene.String(required=True)
    since = graphene.DateTime(required=True)
    until = graphene.DateTime(required=True)
    failures = graphene.Int(required=True)
    accounts = graphene.List(graphene.NonNull(graphene.String), required=True)


class ChannelSubject(GuardedType):
    """What an allotment or a rule may be narrowed to."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    key = graphene.String(required=True)
    name = graphene.String(required=True)


class GatewayOverview(GuardedType):
    """Everything of the screen. ``channels``: of all trunks together, 0: not counted."""

    class Meta:
        permission = Permission.ADMIN_GATEWAYS

    nodes = graphene.List(graphene.NonNull(GatewayNode), required=True)
    channels = graphene.Int(required=True)
    taken = graphene.Int(required=True)
    uses = graphene.List(graphene.NonNull(ChannelUsage), required=True)
    allotments = graphene.List(graphene.NonNull(ChannelAllotment), required=True)
    tolls = graphene.List(graphene.NonNull(TollRule), required=True)
    trunks = graphene.List(graphene.NonNull(Trunk), required=True)
    scanners = graphene.Field(ScannerRules, required=True)
    shut_out = graphene.List(graphene.NonNull(ShutAddress), required=True, description="The newest first.")
    numbers = graphene.List(graphene.NonNull(graphene.String), required=True, description="Called numbers.")
    tenants = graphene.List(graphene.NonNull(ChannelSubject), required=True)
    flows = graphene.List(graphene.NonNull(graphene.String), required=True, description="Flows to overflow into.")
    editable = graphene.Boolean(required=True, description="May the reader change it? Only the city's people.")


class ChannelAllotmentInput(graphene.InputObjectType):
    """One row of the allotment."""

    use = graphene.Field(ChannelUse, required=True)
    subject = graphene.String(required=True)
    guaranteed = graphene.Int(required=True)
    maximum = graphene.Int(required=True)
    when_full = graphene.Field(WhenFull, required=True)
    flow = graphene.String(required=True)


class TollRuleInput(graphene.InputObjectType):
    """One rule of calling out."""

    subject = graphene.String(required=True)
    classes = graphene.List(graphene.NonNull(NumberClass), required=True)
    concurrent = graphene.Int(required=True)
    hourly = graphene.Int(required=True)
    auto_concurrent = graphene.Int(required=True)
    auto_hourly = graphene.Int(required=True)


class TrunkInput(graphene.InputObjectType):
    """One trunk."""

    key = graphene.String(required=True)
    host = graphene.String(required=True)
    port = graphene.Int(required=True)
    match = graphene.List(graphene.NonNull(graphene.String), required=True)
    transport = graphene.Field(SipTransport, required=True)
    media = graphene.Field(MediaSafety, required=True)
    verify = graphene.Boolean(required=True)
    outgoing = graphene.Boolean(required=True)
    number_form = graphene.Field(NumberForm, default_value=plan.NumberForm.NATIONAL)
    shown = graphene.String(default_value="")
    shown_form = graphene.Field(NumberForm, default_value=plan.NumberForm.AS_SET)
    user = graphene.String(default_value="")
    password = graphene.String(description="Left out: it stays, while user and host stay.")
    register = graphene.Boolean(default_value=False)


def value_of(given: Any) -> str:
    """An enum argument as the contract's value."""
    return str(getattr(given, "value", given))
