"""The buttons of enforcement dispatch."""

from .dispatch_cancel import DispatchCancel
from .dispatch_start import DispatchStart
from .duty_contact_drop import DutyContactDrop
from .duty_contact_save import DutyContactSave

ALL = (DispatchStart, DispatchCancel, DutyContactSave, DutyContactDrop)
