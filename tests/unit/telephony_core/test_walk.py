"""A random walk: whatever people, agents and gateways do in whatever order, the promises hold."""

from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import gateway as gw
from telephony.contracts import outreach as out
from telephony.core.switchboard import Switchboard

from .stage import BLACK, CITIZEN, EAST_CITIZEN, Stage, small_city

AGENTS = ("city:8001", "city:8002", "east:8101", "east:8102")
NUMBER = "65120000"
TARGETS = (*AGENTS, "east.general", NUMBER, "nonsense")
CALL_COMMANDS: tuple[tuple[type[cmd.CallCommand], dict[str, object]], ...] = (
    (cmd.Reject, {}),
    (cmd.HangUp, {}),
    (cmd.Hold, {}),
    (cmd.Resume, {}),
    (cmd.Mute, {"muted": True}),
    (cmd.SendDigits, {"digits": "5"}),
    (cmd.CancelConsult, {}),
    (cmd.CompleteTransfer, {}),
    (cmd.Conference, {}),
    (cmd.PlayPrompt, {"prompts": ("welcome",)}),
    (cmd.PlayPrompt, {"prompts": ()}),
    (cmd.DropGuest, {"party": "+861065120000"}),
)
TALK = out.Talk(
    steps=(out.TalkStep(key="q", prompts=("a",), keys={"1": "b", "2": ""}), out.TalkStep(key="b", prompts=("c",)))
)
MANNERS = (
    Manner(answers_after=1.0),
    Manner(answers_after=1.0, talks_for=20.0),
    Manner(),
    Manner(declines_after=2.0, cause=21),
)


class Walk(RuleBasedStateMachine):
    """The small city, for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage()
        self.stage.exchange.numbers[NUMBER] = MANNERS[0]
        self.stage.watchers.append(lambda stage: promises(stage))

    # -------------------------------------------------------------- what people do

    @rule(agent=st.sampled_from(AGENTS), manner=st.sampled_from(MANNERS), ready=st.booleans())
    def sign_in(self, agent: str, manner: Manner, ready: bool) -> None:
        tenant, _, number = agent.partition(":")
        seat = f"{tenant}-{number[-2:]}"
        self.stage.exchange.seats[seat] = manner
        self.stage.command(cmd.SignIn, agent=agent, seat=seat, secret="s")
        self.stage.report(self.stage.exchange.register(seat, self.stage.now))
        if ready:
            self.stage.command(cmd.SetReady, agent=agent)

    @rule(agent=st.sampled_from(AGENTS), kind=st.sampled_from((cmd.SignOut, cmd.SetReady)))
    def presence(self, agent: str, kind: type[cmd.AgentCommand]) -> None:
        self.stage.command(kind, agent=agent)

    @rule(agent=st.sampled_from(AGENTS))
    def take_a_break(self, agent: str) -> None:
        self.stage.command(cmd.SetNotReady, agent=agent, reason="BREAK")

    @rule(agent=st.sampled_from(AGENTS))
    def lose_console(self, agent: str) -> None:
        self.stage.command(cmd.SeatConnection, agent=agent, connected=False)

    @rule(
        caller=st.sampled_from((CITIZEN, EAST_CITIZEN, "anonymous", BLACK)),
        called=st.sampled_from(("12345", "12345", "12340", "000")),
    )
    def call(self, caller: str, called: str) -> None:
        self.stage.call(caller, called)

    @precondition(lambda self: self.stage.exchange.legs)
    @rule(data=st.data(), digit=st.sampled_from("1234#"))
    def press(self, data: st.DataObject, digit: str) -> None:
        leg = data.draw(st.sampled_from(sorted(self.stage.exchange.legs)))
        self.stage.report(self.stage.exchange.press(leg, digit, self.stage.now))

    @precondition(lambda self: self.stage.exchange.legs)
    @rule(data=st.data(), lost=st.booleans(), cause=st.sampled_from((16, 17, 19, 20, 44)))
    def drop_a_leg(self, data: st.DataObject, lost: bool, cause: int) -> None:
        self.stage.drop(data.draw(st.sampled_from(sorted(self.stage.exchange.legs))), lost, cause)

    @precondition(lambda self: self.stage.machine.live_calls())
    @rule(data=st.data(), agent=st.sampled_from(AGENTS), what=st.sampled_from(CALL_COMMANDS))
    def command(self, data: st.DataObject, agent: str, what: tuple[type[cmd.CallCommand], dict[str, object]]) -> None:
        call = data.draw(st.sampled_from(sorted(self.stage.machine.live_calls())))
        self.stage.command(what[0], agent=agent, call_id=call, **what[1])

    @precondition(lambda self: self.stage.machine.live_calls())
    @rule(
        data=st.data(),
        kind=st.sampled_from((cmd.Consult, cmd.Transfer, cmd.Invite)),
        whom=st.sampled_from(TARGETS),
    )
    def send_on(self, data: st.DataObject, kind: type[cmd.CallCommand], whom: str) -> None:
        calls = self.stage.machine.live_calls()
        call = data.draw(st.sampled_from(sorted(calls)))
        agent = calls[call]["agent"] or AGENTS[0]
        self.stage.command(kind, agent=agent, call_id=call, target=whom)

    @rule(agent=st.sampled_from(AGENTS), whom=st.sampled_from((NUMBER, *AGENTS)))
    def dial(self, agent: str, whom: str) -> None:
        self.stage.command(cmd.Dial, agent=agent, number=whom, purpose="OUTBOUND")

    @rule(
        agent=st.sampled_from(AGENTS),
        whom=st.sampled_from(AGENTS),
        mode=st.sampled_from(tuple(cmd.SuperviseMode)),
        follow=st.booleans(),
        anywhere=st.booleans(),
    )
    def supervise(self, agent: str, whom: str, mode: cmd.SuperviseMode, follow: bool, anywhere: bool) -> None:
        fields = {"target": whom, "mode": mode, "follow": follow, "anywhere": anywhere}
        self.stage.command(cmd.Supervise, agent=agent, **fields)

    @precondition(lambda self: self.stage.machine.live_calls())
    @rule(data=st.data(), agent=st.sampled_from(AGENTS), mode=st.sampled_from(tuple(cmd.SuperviseMode)))
    def supervise_a_call(self, data: st.DataObject, agent: str, mode: cmd.SuperviseMode) -> None:
        call = data.draw(st.sampled_from(sorted(self.stage.machine.live_calls())))
        self.stage.command(cmd.Supervise, agent=agent, call_id=call, mode=mode, anywhere=True)

    @rule(agent=st.sampled_from(AGENTS), kind=st.sampled_from((cmd.StopSupervision, cmd.Intercept)))
    def end_supervision(self, agent: str, kind: type[cmd.AgentCommand]) -> None:
        self.stage.command(kind, agent=agent)

    @rule(agent=st.sampled_from(AGENTS), mode=st.sampled_from(tuple(cmd.SuperviseMode)))
    def another_mode(self, agent: str, mode: cmd.SuperviseMode) -> None:
        self.stage.command(cmd.SetSupervision, agent=agent, mode=mode)

    @rule(whom=st.sampled_from(AGENTS), kind=st.sampled_from((cmd.ForceNotReady, cmd.ForceSignOut)), now=st.booleans())
    def force(self, whom: str, kind: type[cmd.Order], now: bool) -> None:
        self.stage.command(kind, by="boss", target=whom, at_once=now)

    @precondition(lambda self: self.stage.machine.live_calls())
    @rule(data=st.data(), what=st.sampled_from(("cut", "move", "say")))
    def intervene(self, data: st.DataObject, what: str) -> None:
        call = data.draw(st.sampled_from(sorted(self.stage.machine.live_calls())))
        match what:
            case "cut":
                leg = data.draw(st.sampled_from([None, *sorted(self.stage.exchange.legs)]))
                self.stage.command(cmd.CutCall, by="boss", call_id=call, leg=leg)
            case "move":
                self.stage.command(cmd.MoveCall, by="boss", call_id=call, queue="east.general")
            case "say":
                self.stage.command(cmd.PlayToCall, by="boss", call_id=call, prompts=("welcome",))

    @rule(tries=st.integers(1, 3), number=st.sampled_from((NUMBER, CITIZEN)))
    def dispatch(self, tries: int, number: str) -> None:
        units = (out.DispatchUnit("u", (number,)), out.DispatchUnit("v", (CITIZEN, NUMBER)))
        facts = {"units": units, "talk": TALK, "tries": tries, "interval_seconds": 5.0}
        self.stage.command(out.StartDispatch, tenant="city", dispatch="city.1", **facts)

    @rule(mode=st.sampled_from(out.DialMode), number=st.sampled_from((NUMBER, CITIZEN)))
    def campaign(self, mode: out.DialMode, number: str) -> None:
        settings = {"mode": mode, "queue": "city.general", "talk": TALK}
        self.stage.command(out.RunCampaign, tenant="city", campaign="city.1", **settings)
        targets = tuple(out.DialTarget(str(n), number) for n in range(3))
        self.stage.command(out.FeedCampaign, tenant="city", campaign="city.1", targets=targets)

    @rule()
    def give_up_outreach(self) -> None:
        self.stage.command(out.CancelDispatch, tenant="city", dispatch="city.1")
        self.stage.command(out.StopCampaign, tenant="city", campaign="city.1")

    @rule(seat=st.sampled_from(("city-01", "east-01")))
    def lose_registration(self, seat: str) -> None:
        self.stage.report(self.stage.exchange.unregister(seat, self.stage.now))

    # -------------------------------------------------------- what gateways do, time

    @rule()
    def lose_gateway(self) -> None:
        if not self.stage.away:
            self.stage.put(gw.GatewayLost(gateway="gw1", at=self.stage.now))
            self.stage.away.add("gw1")

    @rule(restarted=st.booleans())
    def gateway_back(self, restarted: bool) -> None:
        self.stage.away.clear()
        if restarted:
            self.stage.exchange.restart()
        self.stage.put(self.stage.exchange.stock(self.stage.now, restarted))

    @rule()
    def die_and_come_back(self) -> None:
        snapshot = self.stage.machine.snapshot()
        self.stage.machine = Switchboard.restore(snapshot)
        assert self.stage.machine.snapshot() == snapshot
        assert self.stage.machine.timers() == self.stage.timers

    @rule(seconds=st.sampled_from((0.0, 0.5, 3.0, 11.0, 31.0)))
    def wait(self, seconds: float) -> None:
        self.stage.wait(seconds)

    # ------------------------------------------------------------------- the promises

    @invariant()
    def views_can_be_made(self) -> None:
        self.stage.machine.live_agents()
        self.stage.machine.live_queues()

    def go_home(self) -> None:
        """What else ends before the books are closed."""

    def teardown(self) -> None:
        stage = self.stage
        # everybody goes home
        self.give_up_outreach()
        stage.away.clear()
        for exchange in stage.exchanges:
            stage.put(exchange.stock(stage.now))
        for agent in AGENTS:
            stage.command(cmd.SeatConnection, agent=agent, connected=False)
        for exchange in stage.exchanges:
            for leg in sorted(exchange.legs):
                stage.report(exchange.hang_up(leg, stage.now))
        self.go_home()
        stage.wait(200.0)
        assert stage.machine.live_calls() == {}
        for exchange in stage.exchanges:
            assert (exchange.legs, exchange.bridges, exchange.recordings, exchange.ears) == ({}, {}, {}, {})
        assert stage.machine.live_watches() == {}
        assert stage.machine._board.state.reaches == {}
        assert stage.machine._board.state.campaigns == {}
        assert stage.machine._board.state.dispatches == {}
        closed_books(stage)
        replayed(stage)


def promises(stage: Stage) -> None:
    """What must be true after every single input."""
    calls = stage.machine.live_calls()
    engaged = Counter(str(a["call_id"]) for a in stage.machine.live_agents().values() if a["state"] in BUSY)
    for call_id, count in engaged.items():
        assert call_id in calls
        assert count <= 2  # an agent and whom they consult
    taking = Counter(str(call["agent"]) for call in calls.values() if call["agent"])
    assert all(count == 1 for count in taking.values())
    for agent in taking:
        view = stage.machine.live_agent(agent)
        assert view is not None and view["state"] in BUSY
    seqs = [event.seq for event in stage.events if event.seq]
    assert seqs[-1:] == [len(seqs)][: len(seqs)]


BUSY = ("RINGING", "DIALLING", "TALKING")


def closed_books(stage: Stage) -> None:
    """Every leg began and ended once; every tenant that saw a call was told its end once; recordings likewise."""
    started = Counter((leg.call_id, leg.leg, leg.tenant) for leg in stage.told(ev.LegStarted))
    ended = Counter((leg.call_id, leg.leg, leg.tenant) for leg in stage.told(ev.LegEnded))
    assert started == ended
    assert set(started.values()) <= {1}
    begun = Counter((r.tenant, r.name) for r in stage.told(ev.RecordingStarted))
    assert begun == Counter((r.tenant, r.name) for r in stage.told(ev.RecordingFinished))
    touched = {
        (event.tenant, event.call_id)
        for event in stage.events
        if isinstance(event, ev.CallEvent) and not isinstance(event, ev.CallEnded)
    }
    over = Counter((event.tenant, event.call_id) for event in stage.told(ev.CallEnded))
    assert set(over) == touched
    assert set(over.values()) <= {1}
    heard = Counter((s.tenant, s.watch) for s in stage.told(ev.SupervisionStarted))
    assert heard == Counter((s.tenant, s.watch) for s in stage.told(ev.SupervisionEnded))
    assert set(heard.values()) <= {1}
    offers = Counter((o.call_id, o.agent) for o in stage.told(ev.CallOffered))
    closed = Counter((o.call_id, o.agent) for o in stage.told(ev.OfferEnded))
    assert offers == closed


def replayed(stage: Stage) -> None:
    """The same inputs give the same events and the same state."""
    machine, events = Switchboard(), []
    for given, at in stage.inputs:
        events += [event for event in machine.handle(given, at).events if event.seq]
    assert events == [event for event in stage.events if event.seq]
    assert machine.snapshot() == stage.machine.snapshot()


Walk.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestWalk = Walk.TestCase


def test_equals_are_served_in_the_order_of_arrival() -> None:
    """A hundred callers, three agents who come and go: offers are made in the order of arrival."""
    stage = Stage(small_city())
    stage.sit("city:8001", Manner(answers_after=1.0))
    calls = []
    for n in range(100):
        calls.append(stage.call(f"139000{n:05}"))
        stage.wait(0.7)
        if n == 30:
            stage.sit("city:8002", Manner(answers_after=0.2))
    order = [offer.call_id for offer in stage.told(ev.CallOffered)]
    while len(order) < 100:
        talking = [key for key, view in stage.machine.live_calls().items() if view["state"] == "TALKING"]
        for call in talking:
            stage.leave(call)
        stage.wait(31.0)
        order = [offer.call_id for offer in stage.told(ev.CallOffered)]
    assert order == calls
