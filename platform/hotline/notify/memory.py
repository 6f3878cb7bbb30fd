"""The in-memory double, for tests of whoever sends."""

from datetime import datetime

from .port import Sent, Sms


class MemoryGateway:
    """Keeps what was sent. ``failures`` are raised first, one per send; ``taken_anyway``: what is kept all the same."""

    name = "memory"

    def __init__(self) -> None:
        self.sent: list[Sms] = []
        self.failures: list[Exception] = []
        self.taken_anyway = False

    def send(self, sms: Sms) -> Sent:
        if self.failures:
            failure = self.failures.pop(0)
            if self.taken_anyway:
                self.sent.append(sms)
            raise failure
        self.sent.append(sms)
        return Sent(f"memory-{len(self.sent)}")

    def find(self, sms: Sms, since: datetime) -> Sent | None:
        for place, kept in enumerate(self.sent, start=1):
            if (kept.to, kept.body) == (sms.to, sms.body):
                return Sent(f"memory-{place}")
        return None
