"""What the live view has to write again: only what inputs touched, so that a thousand agents cost nothing at rest."""

from dataclasses import dataclass, field

from telephony.contracts.events import AgentChanged, CallEvent, Event, SupervisionEvent
from telephony.contracts.gateway import GatewayBack, GatewayLost, SeatReachable
from telephony.contracts.work import WorkFinished, WorkOffered, WorkOfferEnded, WorkPaused, WorkReturned
from telephony.core.inputs import Input, PlanReplaced

OF_WORK = (WorkOffered, WorkOfferEnded, WorkReturned, WorkFinished, WorkPaused)
#: they change rows of many without an event for each
OF_MANY = (PlanReplaced, SeatReachable, GatewayLost, GatewayBack)


@dataclass(slots=True)
class Touched:
    """Keys of agents and calls; ``everything`` after what may have touched any of them."""

    agents: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    everything: bool = True

    def note(self, given: Input, events: list[Event]) -> None:
        """Remember what one input touched."""
        self.everything = self.everything or isinstance(given, OF_MANY)
        for event in events:
            if isinstance(event, AgentChanged):
                self.agents.add(event.agent)
            elif isinstance(event, OF_WORK):
                if event.agent:
                    self.agents.add(event.agent)
            elif isinstance(event, SupervisionEvent):
                self.agents.add(event.supervisor)
            elif isinstance(event, CallEvent):
                self.calls.add(event.call_id)

    def taken(self) -> "Touched":
        """All that was noted; from now on nothing is."""
        noted = Touched(self.agents, self.calls, self.everything)
        self.agents, self.calls, self.everything = set(), set(), False
        return noted
