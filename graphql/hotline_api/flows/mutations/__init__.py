"""Keeping flows and letting them answer."""

from .flow_activate import FlowActivate
from .flow_return import FlowReturn
from .flow_save import FlowSave

ALL = (FlowSave, FlowActivate, FlowReturn)
