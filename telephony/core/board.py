"""The board that every part of the switchboard works on: state, lines, and the effects of the input at hand.

Here belongs telling (events), ordering (gateway), timers, and looking up what several parts need; no call rules.
"""

from collections import Counter
from typing import Any

from telephony.contracts import events as ev
from telephony.contracts.commands import RefusalCode
from telephony.contracts.gateway import GatewayOrder
from telephony.contracts.plan import AgentPlan, QueuePlan, Selection
from telephony.contracts.work import CapacityPlan
from telephony.core.acd import USUAL_HANDLING_SECONDS, Lines, Queued
from telephony.core.effects import CancelTimer, Effects, StartTimer
from telephony.core.numbers import EMPTY_PLAN, PlanIndex
from telephony.core.policy import Flaw, Script, ScriptFlawed
from telephony.core.state import Agent, Call, ScriptRecord, State, WorkItem

QUEUES_TIMER = "queues"
QUEUES_EVERY_SECONDS = 0.5
USUAL_CAPACITY = CapacityPlan(tenant="")
USUAL_QUEUE = QueuePlan(key="", tenant="", role="")


class Refused(Exception):
    """The command cannot be carried out; raised before anything has changed."""

    def __init__(self, code: RefusalCode) -> None:
        super().__init__(code.value)
        self.code = code


class Board:
    """State and effects, with the few verbs that all parts share. ``now`` is the time of the input at hand."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.now = 0.0
        self.effects = Effects()
        self.plan = PlanIndex(state.plan or EMPTY_PLAN)
        self.lines = Lines()
        self.work = Lines()  # of written work that waits
        self.hands: dict[str, dict[str, None]] = {}  # agent -> written work offered to them or in hand
        self.fresh_work: dict[str, None] = {}
        self.fresh_workers: dict[str, None] = {}
        self.seated: dict[str, str] = {}  # seat -> agent
        self.fresh_agents: dict[str, None] = {}
        self.fresh_calls: dict[str, None] = {}
        self.changed_queues: dict[str, None] = {}
        self.script: Script | None = None
        self.script_flaw: Flaw | None = None
        self.rebuild()

    # ---------------------------------------------------------------- effects

    def order(self, order: GatewayOrder) -> None:
        """Have a gateway do something."""
        self.effects.orders.append(order)

    def emit(self, kind: type[ev.Event], tenant: str, /, **facts: Any) -> None:
        """Tell an event, numbered. One without a tenant (a plan without a city) has nobody to be told to."""
        if tenant:
            self.state.seq += 1
            self.effects.events.append(kind(seq=self.state.seq, at=self.now, tenant=tenant, **facts))

    def tell(self, call: Call, kind: type[ev.CallEvent], tenant: str, /, **facts: Any) -> None:
        """Tell an event about a call; its tenant has then seen the call."""
        if tenant and tenant not in call.touched:
            call.touched.append(tenant)
        self.emit(kind, tenant, call_id=call.id, **facts)

    def start_timer(self, key: str, at: float) -> None:
        """Start or restart a timer, due at ``at``."""
        self.state.timers[key] = at
        self.effects.timers.append(StartTimer(key, at))

    def stop_timer(self, key: str) -> None:
        """Forget a timer, if it runs."""
        if self.state.timers.pop(key, None) is not None:
            self.effects.timers.append(CancelTimer(key))

    def touch_queues(self, queues: dict[str, int] | list[str]) -> None:
        """The numbers of these queues changed: tell them soon."""
        for queue in queues:
            self.changed_queues[queue] = None
        if self.changed_queues and QUEUES_TIMER not in self.state.timers:
            self.start_timer(QUEUES_TIMER, self.now + QUEUES_EVERY_SECONDS)

    # ---------------------------------------------------------------- looking up

    def queue(self, key: str | None) -> QueuePlan:
        """A queue's plan; the usual settings when the plan has no such queue (any more)."""
        return self.plan.queues.get(key or "", USUAL_QUEUE)

    def agent_plan(self, agent: Agent | str) -> AgentPlan | None:
        """An agent's plan, None when it is not in the plan any more."""
        return self.plan.agents.get(agent if isinstance(agent, str) else agent.key)

    def queues_of(self, agent: Agent) -> dict[str, int]:
        """Queue key → level of an agent."""
        plan = self.plan.agents.get(agent.key)
        return plan.queues if plan else {}

    def ranks_of(self, agent: Agent) -> dict[str, int]:
        """Queue key → rank among its idle agents: by level where the queue selects so, else the same for all."""
        return {
            queue: -level if self.queue(queue).selection is Selection.HIGHEST_LEVEL else 0
            for queue, level in self.queues_of(agent).items()
        }

    def is_up(self, gateway: str) -> bool:
        """Is the gateway connected? For a call without one ("", a promised call-back): is any?"""
        if not gateway:
            return any(self.state.gateways.values())
        return self.state.gateways.get(gateway, False)

    def is_reachable(self, seat: str, gateway: str | None = None) -> bool:
        """Is the seat's telephone registered at ``gateway`` (None, "": at any), and that gateway connected?"""
        places = self.state.reachable.get(seat, [])
        return any(self.is_up(place) for place in places if gateway in (None, "", place))

    def gateways_up(self) -> list[str]:
        """Connected gateways, in the order in which they first connected."""
        return [key for key, up in self.state.gateways.items() if up]

    def lightest_gateway(self, seat: str | None = None, *, fax: bool = False) -> str | None:
        """The connected gateway with the fewest calls, of those where ``seat`` is registered, or that take faxes; None
        when there is none. Ties go to the one that connected first."""
        able = [key for key in self.gateways_up() if seat is None or self.is_reachable(seat, key)]
        if fax:
            able = [key for key in able if key not in self.state.faxless]
        load = Counter(call.gateway for call in self.state.calls.values())
        return min(able, key=lambda key: load[key], default=None)

    def handling(self, queue: str) -> float:
        """Mean seconds an agent spends on a call of ``queue``, wrap-up included."""
        return self.state.handling.get(queue, USUAL_HANDLING_SECONDS)

    def next_id(self, call: Call, letter: str) -> str:
        """``<call id>.<letter><n>`` with n counting from 1."""
        call.counts[letter] = call.counts.get(letter, 0) + 1
        return f"{call.id}.{letter}{call.counts[letter]}"

    # ---------------------------------------------------------------- lines

    def rebuild(self) -> None:
        """Arrange the lines and compile the script anew, after another plan or a restored state."""
        self.compile_script()
        self._arrange_work()
        self.lines = Lines()
        self.seated = {agent.seat: agent.key for agent in self.state.agents.values()}
        for agent in self.state.agents.values():
            self.lines.count(self.queues_of(agent), agent.state, +1)
            if self.can_be_offered(agent):
                self.lines.add_idle(agent, self.ranks_of(agent))
        for call in self.state.calls.values():
            if call.waiting and call.state == "QUEUED":
                self.lines.add_call(call, call.waiting)

    def _arrange_work(self) -> None:
        self.work, self.hands = Lines(), {}
        for item in self.state.work.values():
            holder = item.offer.agent if item.offer else item.agent
            if holder:
                self.hands.setdefault(holder, {})[item.id] = None
            elif item.waiting:
                self.work.add_call(item, item.waiting)

    def line_of(self, queued: Queued) -> Lines:
        """The lines that a call, or a piece of written work, waits in."""
        return self.work if isinstance(queued, WorkItem) else self.lines

    def freshen(self, queued: Queued) -> None:
        """Have the router look at a waiting call or piece of work again."""
        fresh = self.fresh_work if isinstance(queued, WorkItem) else self.fresh_calls
        fresh[queued.id] = None

    def compile_script(self) -> None:
        """The script in force, if it is not suspended; ``script_flaw`` tells what is wrong with one that is not one."""
        plan, known = self.plan.plan.script, self.state.script
        self.script, self.script_flaw = None, None
        if plan is None:
            self.state.script = None
            return
        if known is None or known.version != plan.version:
            known = self.state.script = ScriptRecord(version=plan.version)
        if not known.suspended:
            try:
                self.script = Script(plan.source)
            except ScriptFlawed as error:
                self.script_flaw = error.flaw

    def can_be_offered(self, agent: Agent) -> bool:
        """Is the agent ready, with a telephone that would ring, and no written work that calls must not interrupt?"""
        return (
            agent.state is ev.AgentState.READY
            and self.is_reachable(agent.seat)
            and not (self.hands.get(agent.key) and self.capacity_plan(agent).blocks_calls)
        )

    def capacity_plan(self, agent: Agent) -> CapacityPlan:
        """How much written work the agents of this one's tenant may have."""
        return self.plan.capacities.get(agent.tenant, USUAL_CAPACITY)
