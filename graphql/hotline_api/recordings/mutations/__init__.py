"""What people do with recordings."""

from .recording_hold_lift import RecordingHoldLift
from .recording_hold_place import RecordingHoldPlace
from .recording_policy_set import RecordingPolicySet
from .recording_retention_set import RecordingRetentionSet

ALL = (RecordingPolicySet, RecordingRetentionSet, RecordingHoldPlace, RecordingHoldLift)
