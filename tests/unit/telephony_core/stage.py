"""A stage in virtual time: the switchboard, a simulated exchange, a small city; every input is kept for replay."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from telephony.adapters.simulated.exchange import Exchange, Manner
from telephony.adapters.simulated.orders import carry_out
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.plan import (
    AgentPlan,
    AreaPlan,
    CalledNumberPlan,
    FlowNode,
    FlowPlan,
    ListedNumber,
    ListKind,
    NodeKind,
    Overflow,
    QueuePlan,
    RoutingPlan,
    SeatPlan,
    TenantPlan,
)
from telephony.core.effects import CancelTimer, Effects, StartTimer
from telephony.core.inputs import Input, PlanReplaced, TimerFired
from telephony.core.switchboard import Switchboard

CITIZEN = "13900000009"
EAST_CITIZEN = "13800010001"
BLACK = "13700000013"

DIRECT = FlowPlan("direct", 1, "queue", (FlowNode("queue", NodeKind.QUEUE, queue_role="general"),))
MENU = FlowPlan(
    "menu",
    1,
    "welcome",
    (
        FlowNode("welcome", NodeKind.ANNOUNCE, prompts=("welcome",), next="menu"),
        FlowNode(
            "menu",
            NodeKind.MENU,
            prompts=("menu-main",),
            choices={"1": "consult", "2": "complain", "3": "track", "4": "mailbox", "9": "bye"},
            fallback="consult",
        ),
        FlowNode("consult", NodeKind.QUEUE, queue_role="general", business="CONSULTATION"),
        FlowNode("complain", NodeKind.QUEUE, queue_role="general", business="COMPLAINT"),
        FlowNode(
            "track",
            NodeKind.CASE_PROGRESS,
            prompts=("enter-case-number",),
            next="bye",
            fallback="consult",
            tries=2,
        ),
        FlowNode("mailbox", NodeKind.VOICEMAIL, prompts=("leave-message",), max_seconds=60.0),
        FlowNode("bye", NodeKind.HANG_UP),
    ),
)

E = TypeVar("E")


def small_city(**changes: Any) -> RoutingPlan:
    """City with two agents, county east with two; queues overflow to each other after 10 s."""
    plan = RoutingPlan(
        version=1,
        tenants=(TenantPlan("city", True, "01"), TenantPlan("east", False, "02")),
        seats=(
            SeatPlan("city-01", "city", "01", False),
            SeatPlan("city-02", "city", "02", False),
            SeatPlan("east-01", "east", "01", True),
            SeatPlan("east-02", "east", "02", True),
        ),
        agents=(
            AgentPlan("city:8001", "city", "8001", {"city.general": 5}),
            AgentPlan("city:8002", "city", "8002", {"city.general": 5}),
            AgentPlan("east:8101", "east", "8101", {"east.general": 5}),
            AgentPlan("east:8102", "east", "8102", {"east.general": 5}, auto_answer=True),
        ),
        queues=(
            QueuePlan("city.general", "city", "general", overflow=(Overflow(10.0, "east.general"),)),
            QueuePlan("east.general", "east", "general", overflow=(Overflow(10.0, "city.general"),)),
        ),
        flows=(DIRECT, MENU),
        called_numbers=(CalledNumberPlan("12345", "direct"), CalledNumberPlan("12340", "menu")),
        areas=(AreaPlan("+861380001", "east"),),
        listed=(ListedNumber("+86" + BLACK, ListKind.BLACK),),
    )
    return replace(plan, **changes)


class Stage:
    """``events``, ``orders`` and ``replies`` hold all that came out; ``inputs`` all that went in."""

    def __init__(self, plan: RoutingPlan | None = None, prompt_seconds: float = 1.0, gateways: int = 1) -> None:
        self.now = 1000.0
        self.machine = Switchboard()
        self.exchanges = [Exchange(key=f"gw{n + 1}", prompt_seconds=prompt_seconds) for n in range(gateways)]
        self.exchange = self.exchanges[0]
        self.away: set[str] = set()
        self.events: list[ev.Event] = []
        self.orders: list[gw.GatewayOrder] = []
        self.replies: list[cmd.Reply] = []
        self.inputs: list[tuple[Input, float]] = []
        self.timers: dict[str, float] = {}
        self.watchers: list[Callable[[Stage], None]] = []
        self.commands = 0
        self.renewing = True  # the agents' consoles ask for new passwords
        self.put(PlanReplaced(plan=plan or small_city()))
        for exchange in self.exchanges:
            self.put(exchange.stock(self.now))

    # ------------------------------------------------------------------- inputs

    def put(self, given: Input) -> Effects:
        """One input, and all that follows from it at once."""
        first = self._handle(given)
        waiting: list[gw.GatewayOrder] = list(first.orders)
        while waiting:
            order = waiting.pop(0)
            if order.gateway in self.away:
                continue
            exchange = next(each for each in self.exchanges if each.key == order.gateway)
            for event in carry_out(exchange, order, self.now):
                waiting += self._handle(event).orders
        return first

    def _handle(self, given: Input) -> Effects:
        self.inputs.append((given, self.now))
        effects = self.machine.handle(given, self.now)
        assert effects.faults == []
        self.events += effects.events
        self.orders += effects.orders
        self.replies += effects.replies
        for timer in effects.timers:
            if isinstance(timer, StartTimer):
                self.timers[timer.key] = timer.at
            elif isinstance(timer, CancelTimer):
                self.timers.pop(timer.key, None)
        for watch in self.watchers:
            watch(self)
        return effects

    def report(self, events: Iterable[gw.GatewayEvent]) -> None:
        """What happened in the exchange."""
        for event in events:
            if event.gateway not in self.away:
                self.put(event)

    def command(self, kind: type[cmd.Command], **fields: Any) -> cmd.Reply:
        """Give a command and take its reply."""
        self.commands += 1
        return self.put(kind(command_id=f"c{self.commands}", **fields)).replies[0]

    # --------------------------------------------------------------------- time

    def until(self, at: float) -> None:
        """Let everything happen that is due up to ``at``."""
        while True:
            due = min(
                [
                    *self.timers.values(),
                    *(due for each in self.exchanges if (due := each.next_due()) is not None),
                ],
                default=at + 1,
            )
            if due > at:
                self.now = max(self.now, at)
                return
            self.now = max(self.now, due)
            self._one_thing(due)

    def _one_thing(self, due: float) -> None:
        for exchange in self.exchanges:
            if exchange.next_due() == due:
                self.report(exchange.happen(self.now))
                return
        key = min(key for key, at in self.timers.items() if at == due)
        kind, _, agent = key.partition(":")
        if kind == "secret" and self.renewing and (view := self.machine.live_agent(agent)):
            self.command(cmd.SignIn, agent=agent, seat=str(view["seat"]), secret="s")  # as a console does in time
            return
        del self.timers[key]
        self.put(TimerFired(key=key))

    def wait(self, seconds: float) -> None:
        """Let ``seconds`` pass."""
        self.until(self.now + seconds)

    # ------------------------------------------------------------------ people

    def sit(self, agent: str, manner: Manner | None = None, ready: bool = True) -> None:
        """An agent takes the seat of the same ending (east:8101 → east-01), by default ready and answering in 2 s."""
        tenant, _, number = agent.partition(":")
        seat = f"{tenant}-{number[-2:]}"
        self.exchange.seats[seat] = manner or Manner(answers_after=2.0)
        assert self.command(cmd.SignIn, agent=agent, seat=seat, secret="s").refusal is None
        self.report(self.exchange.register(seat, self.now))
        if ready:
            assert self.command(cmd.SetReady, agent=agent).refusal is None

    def call(self, caller: str = CITIZEN, called: str = "12345", web_line: str | None = None) -> str:
        """Somebody calls; the call's id."""
        arrived = self.exchange.arrive(caller, called, self.now, web_line)
        self.put(arrived)
        return f"{arrived.gateway}-{arrived.leg}"

    def far(self, call_id: str) -> str:
        """The citizen's leg of an inbound call."""
        return call_id.partition("-")[2]

    def leave(self, call_id: str) -> None:
        """The citizen hangs up."""
        self.report(self.exchange.hang_up(self.far(call_id), self.now))

    def press(self, call_id: str, digits: str) -> None:
        """The citizen presses keys."""
        for digit in digits:
            self.report(self.exchange.press(self.far(call_id), digit, self.now))

    def drop(self, leg: str, media_lost: bool = False, cause: int = 16) -> None:
        """Any leg ends at its party's side."""
        self.report(self.exchange.hang_up(leg, self.now, cause, media_lost))

    def answer(self, leg: str) -> None:
        """A rung party answers."""
        self.report(self.exchange.answer(leg, self.now))

    # -------------------------------------------------------------------- seen

    def told(self, kind: type[E], **facts: Any) -> list[E]:
        """Events of ``kind`` with these facts, in order."""
        return [
            event
            for event in self.events
            if isinstance(event, kind) and all(getattr(event, name) == value for name, value in facts.items())
        ]

    def ordered(self, kind: type[E], **facts: Any) -> list[E]:
        """Orders of ``kind`` with these facts, in order."""
        return [
            order
            for order in self.orders
            if isinstance(order, kind) and all(getattr(order, name) == value for name, value in facts.items())
        ]

    def state(self, call_id: str) -> str | None:
        """Where a call stands; None when it is over."""
        view = self.machine.live_call(call_id)
        return str(view["state"]) if view else None

    def agent(self, key: str) -> tuple[str, str | None]:
        """State and reason of an agent."""
        view = self.machine.live_agent(key)
        return (str(view["state"]), view["reason"]) if view else ("SIGNED_OUT", None)  # type: ignore[return-value]

    def heard(self, leg: str) -> set[str]:
        """What a leg hears."""
        return self.exchange.heard_by(leg)

    def talking(self, caller: str = CITIZEN, agent: str = "city:8001", **sit: Any) -> str:
        """A call in which ``agent`` and the citizen talk."""
        self.sit(agent, **sit)
        call_id = self.call(caller)
        self.wait(5.0)
        assert self.state(call_id) == "TALKING"
        return call_id
