"""The one port for text messages. Every adapter passes the same contract tests."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sms:
    """``to`` in E.164. ``reference`` is our own name for the message ("city/17"), given back in reports.

    ``sender``: the number of ours that it goes out from, "": the one that is set.
    """

    to: str
    body: str
    reference: str
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The carrier took the message and calls it ``provider_id``."""

    provider_id: str


class SmsRejected(Exception):
    """The carrier will never take this message (a wrong number, a forbidden text)."""


class SmsStopped(SmsRejected):
    """The carrier knows that the owner of this number asked for no messages, and takes none for them."""


class SmsDelayed(Exception):
    """The message was certainly not taken; ``after_seconds`` when the carrier says how long to wait."""

    def __init__(self, error: str, after_seconds: float | None = None) -> None:
        super().__init__(error)
        self.after_seconds = after_seconds


class SmsUncertain(Exception):
    """No answer came: the message may have been taken or not."""


class SmsGateway(Protocol):
    """A carrier."""

    name: str

    def send(self, sms: Sms) -> Sent:
        """Hand over one message. Raises SmsRejected, SmsDelayed, SmsUncertain."""

    def find(self, sms: Sms, since: datetime) -> Sent | None:
        """Was this message taken at or after ``since``? Settles an uncertain ``send``. Raises SmsDelayed."""
