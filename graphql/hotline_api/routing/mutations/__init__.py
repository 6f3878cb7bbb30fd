"""Keeping the routing script and trying it out."""

from .routing_dry_run_begin import RoutingDryRunBegin
from .routing_script_put_in_force import RoutingScriptPutInForce
from .routing_script_return import RoutingScriptReturn
from .routing_script_save import RoutingScriptSave

ALL = (RoutingScriptSave, RoutingScriptPutInForce, RoutingScriptReturn, RoutingDryRunBegin)
