"""What the rest of the house may want to know after a dispatch changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DispatchTouched:
    """The screens of dispatch ``pk`` no longer show the truth."""

    pk: int
