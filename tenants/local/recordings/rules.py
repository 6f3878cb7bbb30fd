"""Numbers and names of recordings. Pure."""

from datetime import date


def number(tenant_code: str, day: date, sequence: int) -> str:
    """``01-20260704-00017``: tenant, day of the talk, sequence within the day."""
    return f"{tenant_code}-{day:%Y%m%d}-{sequence:05d}"


def object_key(tenant: str, day: date, recording_number: str) -> str:
    """Where a recording lies in the object store: one prefix per tenant and day."""
    return f"{tenant}/recordings/{day:%Y/%m/%d}/{recording_number}.wav"
