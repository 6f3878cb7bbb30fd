"""What the rest of the house may want to know after a letter changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetterTouched:
    """A letter of ``tenant`` came, was worked on, or was answered."""

    tenant: str
    letter: int
