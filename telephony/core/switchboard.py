"""The switchboard: a pure, deterministic machine. ``handle`` is the only way in."""

from telephony.contracts.plan import RoutingPlan
from telephony.core.effects import Effects
from telephony.core.inputs import Input


class Switchboard:
    """Owns every live call of a city.

    The same inputs with the same times give the same state and effects, so that a journal of inputs is enough to
    come back after a crash: ``restore`` the newest snapshot, ``handle`` what came after it, then arm ``timers()``.

    ``last_seq``: the number of the last event that was ever told (0: none); event numbers go on from there.
    """

    def __init__(self, plan: RoutingPlan | None = None, last_seq: int = 0) -> None:
        raise NotImplementedError

    def handle(self, given: Input, now: float) -> Effects:
        """Take one input at ``now`` (UTC epoch seconds, never decreasing) and tell what must be done."""
        raise NotImplementedError

    def timers(self) -> dict[str, float]:
        """Running timers: key → due (epoch seconds)."""
        raise NotImplementedError

    def snapshot(self) -> bytes:
        """The complete state. Two machines that took the same inputs give the same bytes."""
        raise NotImplementedError

    @classmethod
    def restore(cls, snapshot: bytes) -> "Switchboard":
        """The machine that gave ``snapshot``. Raises ValueError when it is not readable by this version."""
        raise NotImplementedError

    @property
    def last_seq(self) -> int:
        """Number of the newest event."""
        raise NotImplementedError

    def live_agents(self) -> dict[str, dict[str, object]]:
        """Agent key → {agent, seat, tenant, state, reason, since, call_id, until, reachable}, signed-in agents only."""
        raise NotImplementedError

    def live_queues(self) -> dict[str, dict[str, object]]:
        """Queue key → {queue, tenant, waiting, longest_since, ready, busy}."""
        raise NotImplementedError

    def live_calls(self) -> dict[str, dict[str, object]]:
        """Call id → {call_id, tenants, state, caller, called, queue, since, agent}."""
        raise NotImplementedError

    def live_gateways(self) -> dict[str, bool]:
        """Gateway key → connected."""
        raise NotImplementedError
