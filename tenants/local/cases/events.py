"""What the rest of the house may want to know after a case changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """The case ``number`` reads differently in ``tenant``; told after the commit."""

    tenant: str
    number: str
