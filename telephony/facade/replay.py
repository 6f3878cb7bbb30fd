"""The dry run: a recorded day goes through the real switchboard again, in virtual time, with another script.

Callers come as they came, press the keys that they pressed, leave when they left (or would have, had nobody answered),
talk as long as they talked; agents are on duty as they were. What the script decides is the only difference.
"""

import heapq
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts.plan import RoutingPlan, ScriptPlan, SeatPlan
from telephony.core.effects import CancelTimer, Effects, StartTimer
from telephony.core.inputs import Input, TimerFired
from telephony.core.switchboard import Switchboard

GATEWAY = "replay"
ANSWER_SECONDS = 2.0
PROMPT_SECONDS = 0.5
AFTER_THE_DAY_SECONDS = 3600.0
TELL_EVERY = 200  # things that happened


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """``at``: epoch seconds; ``keys``: pressed in the IVR; ``patience``: seconds in a queue until they left, or None;
    ``talk``: seconds."""

    at: float
    caller: str
    called: str
    keys: str
    patience: float | None
    talk: float


@dataclass(frozen=True, slots=True)
class Duty:
    """An agent (key) who takes calls from ``begins`` to ``ends``, epoch seconds."""

    agent: str
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """Of one queue (by where a call first waited), or of all together (``queue`` ""). Seconds."""

    queue: str
    offered: int
    answered: int
    abandoned: int
    in_time: int
    overflowed: int
    mean_wait: float
    late_wait: float  # 95 of 100 waited less
    longest_wait: float


@dataclass(frozen=True, slots=True)
class AgentFigures:
    """``duty``: seconds on duty; ``talk``: of them in conversation."""

    agent: str
    calls: int
    talk: float
    duty: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What a day would have been. ``failures`` of the script, the first one's ``problem``."""

    total: QueueFigures
    queues: tuple[QueueFigures, ...]
    agents: tuple[AgentFigures, ...]
    failures: int
    problem: str | None


@dataclass(slots=True)
class _Caller:
    recorded: RecordedCall
    leg: str
    keys: str
    tenant: str = ""
    queue: str = ""
    queued_at: float | None = None
    answered_at: float | None = None
    answered_by: str = ""
    gone_at: float | None = None


def replay(
    plan: RoutingPlan,
    script: str | None,
    calls: Iterable[RecordedCall],
    duties: Iterable[Duty],
    progress: Callable[[float], None] = lambda share: None,
) -> Figures:
    """Play the day with ``script`` (None: the built-in order). ``progress`` is told the share done, 0 to 1."""
    return _Day(plan, script, list(calls), list(duties)).play(progress)


class _Day:
    """The world around the switchboard: an agenda of what people do."""

    def __init__(self, plan: RoutingPlan, script: str | None, calls: list[RecordedCall], duties: list[Duty]) -> None:
        agents = {agent.key: agent for agent in plan.agents}
        self.duties = [duty for duty in duties if duty.agent in agents]
        staff = dict.fromkeys(duty.agent for duty in self.duties)
        seats = tuple(SeatPlan(key, agents[key].tenant, "", False) for key in staff)
        given = ScriptPlan(1, script) if script else None
        self.plan = replace(plan, seats=seats, script=given)
        self.machine = Switchboard(self.plan)
        self.callers = {f"c{n}": _Caller(call, f"c{n}", call.keys) for n, call in enumerate(calls)}
        self.counter = itertools.count()
        self.agenda: list[tuple[float, int, Callable[[], None]]] = []
        self.timers: dict[str, float] = {}
        self.failures = 0
        self.problem: str | None = None
        self.talk: dict[str, float] = defaultdict(float)
        self.handled: dict[str, int] = defaultdict(int)
        self.now = min([call.at for call in calls] + [duty.begins for duty in self.duties], default=0.0)
        self._people_come(list(staff))

    def _people_come(self, staff: list[str]) -> None:
        back = gw.GatewayBack(
            gateway=GATEWAY, at=self.now, legs=(), bridges=(), recordings=(), reachable_seats=tuple(staff)
        )
        self._put(back)
        for key in staff:
            self._put(cmd.SignIn(command_id=self._id(), agent=key, seat=key, secret=""))
        for duty in self.duties:
            self._later(duty.begins, partial(self._on_duty, duty.agent))
            self._later(duty.ends, partial(self._off_duty, duty.agent))
        for caller in self.callers.values():
            self._later(caller.recorded.at, partial(self._arrive, caller))

    def _id(self) -> str:
        return f"r{next(self.counter)}"

    def _later(self, at: float, what: Callable[[], None]) -> None:
        heapq.heappush(self.agenda, (at, next(self.counter), what))

    # ------------------------------------------------------------------ what people do

    def _arrive(self, caller: _Caller) -> None:
        call = caller.recorded
        self._put(
            gw.LegArrived(gateway=GATEWAY, at=self.now, leg=caller.leg, caller_raw=call.caller, called=call.called)
        )

    def _on_duty(self, agent: str) -> None:
        self._put(cmd.SetReady(command_id=self._id(), agent=agent))

    def _off_duty(self, agent: str) -> None:
        self._put(cmd.SetNotReady(command_id=self._id(), agent=agent, reason="OTHER"))

    def _leave(self, leg: str) -> None:
        caller = self.callers.get(leg)
        if caller is None or caller.gone_at is None:
            self._put(gw.LegGone(gateway=GATEWAY, at=self.now, leg=leg, cause=16))

    def _lose_patience(self, caller: _Caller) -> None:
        if caller.answered_at is None:
            self._leave(caller.leg)

    # ------------------------------------------------------------------ the switchboard

    def _put(self, given: Input) -> None:
        effects = self.machine.handle(given, self.now)
        for timer in effects.timers:
            if isinstance(timer, StartTimer):
                self.timers[timer.key] = timer.at
                self._later(timer.at, partial(self._fire, timer.key, timer.at))
            elif isinstance(timer, CancelTimer):
                self.timers.pop(timer.key, None)
        self._note(effects)
        for order in effects.orders:
            self._carry_out(order)

    def _fire(self, key: str, at: float) -> None:
        if self.timers.get(key) == at:
            del self.timers[key]
            self._put(TimerFired(key=key))

    def _carry_out(self, order: gw.GatewayOrder) -> None:
        match order:
            case gw.DialSeat(leg=leg):
                answered = gw.LegAnswered(gateway=GATEWAY, at=self.now, leg=leg)
                self._later(self.now + ANSWER_SECONDS, lambda: self._put(answered))
            case gw.DialNumber(leg=leg):
                self._later(self.now, lambda: self._put(gw.LegGone(gateway=GATEWAY, at=self.now, leg=leg, cause=17)))
            case gw.HangUpLeg(leg=leg):
                self._later(self.now, lambda: self._leave(leg))
            case gw.Play():
                self._later(self.now + PROMPT_SECONDS * len(order.prompts), lambda: self._played(order))

    def _played(self, order: gw.Play) -> None:
        caller = self.callers.get(order.leg)
        if caller and caller.keys and caller.queued_at is None:
            digit, caller.keys = caller.keys[0], caller.keys[1:]
            self._put(gw.DigitReceived(gateway=GATEWAY, at=self.now, leg=order.leg, digit=digit))
        else:
            self._put(gw.PlaybackEnded(gateway=GATEWAY, at=self.now, leg=order.leg, playback=order.playback))

    def _note(self, effects: Effects) -> None:
        for event in effects.events:
            if isinstance(event, ev.RoutingScriptFailed):
                self.failures, self.problem = max(self.failures, event.failures), self.problem or event.problem
            elif isinstance(event, ev.CallEvent) and (caller := self.callers.get(event.call_id.partition("-")[2])):
                self._note_call(event, caller)

    def _note_call(self, event: ev.CallEvent, caller: _Caller) -> None:
        match event:
            case ev.CallQueued() if caller.queued_at is None:
                caller.queued_at, caller.queue = self.now, event.queue
                if caller.recorded.patience is not None:
                    self._later(self.now + caller.recorded.patience, lambda: self._lose_patience(caller))
            case ev.CallAnswered() if caller.answered_at is None:
                caller.answered_at, caller.answered_by = self.now, event.tenant
                self.handled[event.agent] += 1
                self._later(self.now + caller.recorded.talk, lambda: self._leave(caller.leg))
            case ev.AgentLeft():
                self.talk[event.agent] += event.talked_seconds
            case ev.CallEnded():
                caller.gone_at = self.now

    # ------------------------------------------------------------------ the day and its figures

    def play(self, progress: Callable[[float], None]) -> Figures:
        """Let everything happen, then count."""
        begin = self.now
        end = max([caller.recorded.at for caller in self.callers.values()], default=begin) + AFTER_THE_DAY_SECONDS
        for happened in itertools.count():
            if not self.agenda or self.agenda[0][0] > end:
                break
            at, _, what = heapq.heappop(self.agenda)
            self.now = max(self.now, at)
            what()
            if happened % TELL_EVERY == 0:
                progress(min(1.0, (self.now - begin) / (end - begin)))
        progress(1.0)
        return self._figures()

    def _figures(self) -> Figures:
        queued = [caller for caller in self.callers.values() if caller.queued_at is not None]
        keys = sorted({caller.queue for caller in queued})
        on_duty: dict[str, float] = defaultdict(float)
        for duty in self.duties:
            on_duty[duty.agent] += max(0.0, duty.ends - duty.begins)
        return Figures(
            total=self._queue("", queued),
            queues=tuple(self._queue(key, [caller for caller in queued if caller.queue == key]) for key in keys),
            agents=tuple(AgentFigures(key, self.handled[key], self.talk[key], on_duty[key]) for key in sorted(on_duty)),
            failures=self.failures,
            problem=self.problem,
        )

    def _queue(self, key: str, callers: list[_Caller]) -> QueueFigures:
        waits = sorted(self._waited(caller) for caller in callers)
        answered = [caller for caller in callers if caller.answered_at is not None]
        limits = {queue.key: queue.service_level_seconds for queue in self.plan.queues}
        owners = {queue.key: queue.tenant for queue in self.plan.queues}
        return QueueFigures(
            queue=key,
            offered=len(callers),
            answered=len(answered),
            abandoned=sum(caller.answered_at is None for caller in callers),
            in_time=sum(self._waited(caller) <= limits[caller.queue] for caller in answered),
            overflowed=sum(caller.answered_by != owners[caller.queue] for caller in answered),
            mean_wait=sum(waits) / len(waits) if waits else 0.0,
            late_wait=waits[min(len(waits) - 1, int(0.95 * len(waits)))] if waits else 0.0,
            longest_wait=waits[-1] if waits else 0.0,
        )

    def _waited(self, caller: _Caller) -> float:
        until = next((at for at in (caller.answered_at, caller.gone_at) if at is not None), self.now)
        return until - (caller.queued_at or until)
