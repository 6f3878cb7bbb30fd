"""The flow simulator: a draft is walked by the real switchboard, key by key, without a telephone."""

from dataclasses import dataclass, field, replace

from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts import saying
from telephony.contracts.plan import CalledNumberPlan, FlowPlan, RoutingPlan
from telephony.core.inputs import Input, PlanReplaced, TimerFired
from telephony.core.switchboard import Switchboard

GATEWAY, LEG, CALLED = "simulator", "caller", "simulated"
TIME_OUT = "T"
"""In the keys: nothing is pressed until the time for it is over."""
MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that happened: a node entered (``node``), prompts said, a key pressed, or what became of the call."""

    kind: str  # "NODE", "SAID", "KEY", "TIME_OUT", "LOOKUP", "RESULT"
    text: str
    prompts: tuple[str, ...] = field(default=(), compare=False)  # SAID: what is played, one after the other


@dataclass(slots=True)
class Walk:
    """All that was heard. ``waits_for_key``: the caller may press a key now; ``over``: nothing more comes."""

    steps: list[Heard] = field(default_factory=list)
    waits_for_key: bool = False
    over: bool = False


def simulate(plan: RoutingPlan, flow: FlowPlan, caller: str, keys: str, at: float, language: str = "zh") -> Walk:
    """Walk ``flow`` as ``caller`` (raw number) at ``at`` (epoch seconds), pressing ``keys`` where keys are asked for.

    ``plan`` is the city's, for its queues, areas and lists; nobody is on duty in it here."""
    return _Simulation(plan, flow, keys, at, language).walk(caller)


class _Simulation:
    def __init__(self, plan: RoutingPlan, flow: FlowPlan, keys: str, at: float, language: str) -> None:
        flows = (*(each for each in plan.flows if each.key != flow.key), saying.as_draft(flow))
        number = CalledNumberPlan(CALLED, flow.key, language, tenant=flow.tenant)
        self.machine = Switchboard()
        self.plan = replace(plan, flows=flows, called_numbers=(*plan.called_numbers, number), version=1)
        self.now, self.keys, self.done = at, list(keys), Walk()
        self.playing: gw.Play | None = None
        self.timers: dict[str, float] = {}

    def walk(self, caller: str) -> Walk:
        """From the arrival to the first question without an answer, or to the end."""
        self._put(PlanReplaced(plan=self.plan))
        empty = gw.GatewayBack(gateway=GATEWAY, at=self.now, legs=(), bridges=(), recordings=(), reachable_seats=())
        self._put(empty)
        self._put(gw.LegArrived(gateway=GATEWAY, at=self.now, leg=LEG, caller_raw=caller, called=CALLED))
        while not self.done.over and not self.done.waits_for_key and len(self.done.steps) < MOST_STEPS:
            self._go_on()
        return self.done

    def _go_on(self) -> None:
        if self.playing:
            played, self.playing = self.playing, None
            self._put(gw.PlaybackEnded(gateway=GATEWAY, at=self.now, leg=LEG, playback=played.playback))
        elif any(key.startswith("ivr:") for key in self.timers):
            self._key()
        else:
            self.done.over = True

    def _key(self) -> None:
        """A key is asked for."""
        if not self.keys:
            self.done.waits_for_key = True
            return
        key = self.keys.pop(0)
        if key == TIME_OUT:
            self._heard("TIME_OUT", "")
            timer = next(each for each in self.timers if each.startswith("ivr:"))
            self.now = max(self.now, self.timers.pop(timer))
            self._put(TimerFired(key=timer))
        else:
            self._heard("KEY", key)
            self._put(gw.DigitReceived(gateway=GATEWAY, at=self.now, leg=LEG, digit=key))

    def _put(self, given: Input) -> None:
        effects = self.machine.handle(given, self.now)
        self.timers = self.machine.timers()
        for event in effects.events:
            self._note(event)
        for order in effects.orders:
            match order:
                case gw.Play(leg=leg) if leg == LEG:
                    self.playing = order
                    if order.prompts and not self.done.over:
                        self.done.steps.append(Heard("SAID", ",".join(order.prompts), order.prompts))
                case gw.StopPlay(playback=playback) if self.playing and self.playing.playback == playback:
                    self.playing = None
                case gw.RecordMessage():
                    self._result("VOICEMAIL", "")
                case gw.ReceiveFax():
                    self._result("FAX", "")
                case gw.DialNumber(number=number):
                    self._result("TRANSFER", number)

    def _note(self, event: ev.Event) -> None:
        match event:
            case ev.FlowStepped(node=node):
                self._heard("NODE", node)
            case ev.LookupAsked(call_id=call_id, lookup_id=lookup, digits=digits):
                self._heard("LOOKUP", digits)
                answer = cmd.AnswerLookup(command_id=lookup, call_id=call_id, lookup_id=lookup, found=False)
                self._put(answer)
            case ev.CallRefused(reason=reason):
                self._result("REFUSED", reason)
            case ev.CallQueued(queue=queue):
                self._result("QUEUE", queue)
            case ev.SurveyAnswered(score=score):
                self._heard("RESULT", f"SURVEY {score}")
            case ev.CallEnded():
                self._result("ENDED", "")

    def _result(self, what: str, detail: str) -> None:
        if not self.done.over:
            self._heard("RESULT", f"{what} {detail}".strip())
        self.done.over = True

    def _heard(self, kind: str, text: str) -> None:
        self.done.steps.append(Heard(kind, text))
