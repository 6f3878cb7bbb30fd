"""What can go wrong with a recording."""


class RecordingMissing(Exception):
    """The gateway has no such recording."""


class RecordingDamaged(Exception):
    """What the object store gave back is not what was put there."""
