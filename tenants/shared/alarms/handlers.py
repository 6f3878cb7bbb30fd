"""The switchboard's alarms become rows."""

from datetime import UTC, datetime

from telephony.contracts import events as tel

from . import actions

#: what only the switchboard raises and clears; a new one knows nothing of the alarms of the last
ENGINES = tel.LASTING - tel.HOUSES


def handle(event: tel.Event) -> None:
    """Write what was raised or cleared."""
    at = datetime.fromtimestamp(event.at, tz=UTC)
    if isinstance(event, tel.AlarmRaised):
        actions.do_raise(event.kind, event.subject, event.detail, tenant=event.about, times=event.times, at=at)
    elif isinstance(event, tel.AlarmCleared):
        actions.do_clear(event.kind, event.subject, at=at)
