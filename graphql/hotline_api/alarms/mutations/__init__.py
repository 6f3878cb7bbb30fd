"""The buttons of alarms."""

from .alarms_acknowledge import AlarmsAcknowledge

ALL = (AlarmsAcknowledge,)
