"""The random walk in a city with everything: two gateways, call-backs, every kind of flow step, faxes, web lines,
written work, help, prompts recorded at seats, changing plans, few channels, carriers that refuse."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import fax, takes
from telephony.contracts import gateway as gw
from telephony.contracts import work as wk
from telephony.contracts.plan import (
    AllotmentPlan,
    CalledNumberPlan,
    ChannelUse,
    FlowNode,
    FlowPlan,
    NodeKind,
    RoutingPlan,
    TrunkPlan,
    WhenFull,
)
from telephony.core.inputs import PlanReplaced, TimerFired

from .stage import BLACK, CITIZEN, EAST_CITIZEN, Stage, small_city
from .test_walk import AGENTS, MANNERS, NUMBER, Walk, promises

KIND = NodeKind
EVERYTHING = FlowPlan(
    "everything",
    1,
    "menu",
    (
        FlowNode(
            "menu",
            KIND.MENU,
            prompts=("m",),
            choices={"1": "queue", "2": "back", "3": "fax", "4": "out", "#": "mail"},
            fallback="mine",
        ),
        FlowNode("mine", KIND.CASE_OF_CALLER, next="home", fallback="home"),
        FlowNode("home", KIND.SET_TENANT, tenant="east", next="queue"),
        FlowNode("queue", KIND.QUEUE, queue_role="general", after="survey"),
        FlowNode("survey", KIND.SURVEY, prompts=("s",), next="bye"),
        FlowNode("back", KIND.CALL_BACK, queue_role="general", fallback="queue"),
        FlowNode("fax", KIND.FAX, prompts=("f",)),
        FlowNode("out", KIND.TRANSFER, number=NUMBER, fallback="mail"),
        FlowNode("mail", KIND.VOICEMAIL, prompts=("leave",), max_seconds=30.0),
        FlowNode("bye", KIND.HANG_UP),
    ),
)
MORE: tuple[tuple[type[cmd.CallCommand], dict[str, object]], ...] = (
    (cmd.AskHelp, {"note": "n", "also": ("city",)}),
    (cmd.WithdrawHelp, {}),
    (cmd.PauseRecording, {"paused": True}),
    (cmd.PauseRecording, {"paused": False}),
    (cmd.Mute, {"muted": False}),
    (cmd.Rejoin, {}),
)


def busy_city() -> RoutingPlan:
    """The small city with everything."""
    city = small_city()
    queues = tuple(
        replace(
            queue,
            call_back=True,
            call_back_tries=2,
            call_back_pause_seconds=20.0,
            preferred_wait_seconds=5.0,
            comfort_prompts=("c",),
            comfort_every_seconds=7.0,
        )
        for queue in city.queues
    )
    return replace(
        city,
        queues=queues,
        flows=(*city.flows, EVERYTHING),
        called_numbers=(*city.called_numbers, CalledNumberPlan("12347", "everything")),
        trunks=(TrunkPlan("a", "a.test", 5060, ()), TrunkPlan("b", "b.test", 5060, ())),
    )


class Storm(Walk):
    """The busy city, for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = busy_city()
        self.stage = Stage(self.plan, gateways=2)
        for exchange in self.stage.exchanges:
            exchange.numbers[NUMBER] = MANNERS[0]
        self.stage.watchers.append(promises)
        self.lines = 0

    # ------------------------------------------------------------------------ gateways

    @rule(seat=st.sampled_from(("city-01", "city-02", "east-01", "east-02")), manner=st.sampled_from(MANNERS))
    def register_at_the_second(self, seat: str, manner: Manner) -> None:
        second = self.stage.exchanges[1]
        second.seats[seat] = manner
        self.stage.report(second.register(seat, self.stage.now))

    @rule(
        caller=st.sampled_from((CITIZEN, EAST_CITIZEN, "anonymous", BLACK)),
        called=st.sampled_from(("12345", "12340", "000")),
    )
    def call(self, caller: str, called: str) -> None:
        if "gw1" not in self.stage.away:  # a gateway that cannot be heard tells of no call
            self.stage.call(caller, called)

    @rule(caller=st.sampled_from((CITIZEN, EAST_CITIZEN)), at=st.sampled_from((0, 1)))
    def call_everything(self, caller: str, at: int) -> None:
        exchange = self.stage.exchanges[at]
        if exchange.key not in self.stage.away:
            self.stage.put(exchange.arrive(caller, "12347", self.stage.now))

    @rule(data=st.data(), digit=st.sampled_from("12349#"))
    def press_anywhere(self, data: st.DataObject, digit: str) -> None:
        exchange = data.draw(st.sampled_from(self.stage.exchanges))
        if exchange.legs:
            leg = data.draw(st.sampled_from(sorted(exchange.legs)))
            self.stage.report(exchange.press(leg, digit, self.stage.now))

    @rule(data=st.data(), lost=st.booleans(), cause=st.sampled_from((16, 17, 34)))
    def drop_at_the_second(self, data: st.DataObject, lost: bool, cause: int) -> None:
        exchange = self.stage.exchanges[1]
        if exchange.legs:
            leg = data.draw(st.sampled_from(sorted(exchange.legs)))
            self.stage.report(exchange.hang_up(leg, self.stage.now, cause, lost))

    @rule(gone=st.booleans(), at=st.sampled_from((0, 1)))
    def lose_one(self, gone: bool, at: int) -> None:
        exchange = self.stage.exchanges[at]
        if exchange.key not in self.stage.away:
            if gone:
                exchange.restart()
            self.stage.put(gw.GatewayLost(gateway=exchange.key, at=self.stage.now, gone=gone))
            self.stage.away.add(exchange.key)

    @rule(restarted=st.booleans())
    def gateway_back(self, restarted: bool) -> None:
        self.back(0, restarted)

    @rule(at=st.sampled_from((0, 1)), restarted=st.booleans())
    def back(self, at: int, restarted: bool) -> None:
        exchange = self.stage.exchanges[at]
        self.stage.away.discard(exchange.key)
        if restarted:
            exchange.restart()
        self.stage.put(exchange.stock(self.stage.now, restarted))

    @rule(cause=st.sampled_from((0, 34, 44)), trunk=st.sampled_from("ab"))
    def carrier(self, cause: int, trunk: str) -> None:
        for exchange in self.stage.exchanges:
            exchange.carriers.pop(trunk, None)
            if cause:
                exchange.carriers[trunk] = cause

    # ------------------------------------------------------------- what else people do

    @precondition(lambda self: self.stage.machine.live_calls())
    @rule(data=st.data(), what=st.sampled_from(MORE))
    def more(self, data: st.DataObject, what: tuple[type[cmd.CallCommand], dict[str, object]]) -> None:
        calls = self.stage.machine.live_calls()
        call = data.draw(st.sampled_from(sorted(calls)))
        self.stage.command(what[0], agent=calls[call]["agent"] or AGENTS[0], call_id=call, **what[1])

    @rule(agent=st.sampled_from(AGENTS))
    def record_a_prompt(self, agent: str) -> None:
        self.stage.command(takes.RecordPrompt, agent=agent, prompt="p", language="zh", by="x")

    @precondition(lambda self: self.stage.machine.live_calls())
    @rule(data=st.data(), choice=st.sampled_from(takes.TakeChoice))
    def decide_a_take(self, data: st.DataObject, choice: takes.TakeChoice) -> None:
        calls = self.stage.machine.live_calls()
        call = data.draw(st.sampled_from(sorted(calls)))
        agent = calls[call]["agent"] or AGENTS[0]
        self.stage.command(takes.DecideTake, agent=agent, call_id=call, choice=choice)

    @rule(number=st.sampled_from((NUMBER, CITIZEN)), which=st.sampled_from("fg"))
    def send_a_fax(self, number: str, which: str) -> None:
        facts = {"name": f"{which}.tif", "station": "1", "header": "h"}
        self.stage.command(fax.SendFax, tenant="city", fax=which, number=number, **facts)

    @rule(which=st.sampled_from("fg"), tenant=st.sampled_from(("city", "east")))
    def cancel_a_fax(self, which: str, tenant: str) -> None:
        self.stage.command(fax.CancelFax, tenant=tenant, fax=which)

    @rule(use=st.booleans())
    def web_line(self, use: bool) -> None:
        self.lines += 1
        name = f"w{self.lines}"
        self.stage.command(cmd.OpenWebLine, line=name, secret="s", number="", valid_seconds=60.0)
        if use and "gw1" not in self.stage.away:
            self.stage.call("x", "12345", name)

    @rule(on=st.booleans(), whom=st.sampled_from((*AGENTS, "city-01")))
    def record_all(self, on: bool, whom: str) -> None:
        self.stage.command(cmd.OrderRecording, by="b", target=whom, on=on)

    @rule(number=st.integers(1, 6), tenant=st.sampled_from(("city", "east")))
    def hand_in(self, number: int, tenant: str) -> None:
        facts = {"medium": wk.WorkMedium.FAX, "queue": f"{tenant}.general", "enqueued_at": self.stage.now}
        self.stage.command(wk.EnqueueWork, work_id=f"k{number}", tenant=tenant, **facts)

    @rule(
        number=st.integers(1, 6),
        agent=st.sampled_from(AGENTS),
        kind=st.sampled_from((wk.AcceptWork, wk.RejectWork, wk.FinishWork, wk.ReturnWork)),
    )
    def work(self, number: int, agent: str, kind: type[wk.AgentWorkCommand]) -> None:
        self.stage.command(kind, agent=agent, work_id=f"k{number}")

    # -------------------------------------------------------------------------- plans

    @rule(
        agents=st.sets(st.sampled_from(range(4)), max_size=1),
        no_queue=st.booleans(),
        channels=st.sampled_from((0, 0, 2)),
        full=st.sampled_from(WhenFull),
    )
    def plan_again(self, agents: set[int], no_queue: bool, channels: int, full: WhenFull) -> None:
        whole = busy_city()
        allotted = AllotmentPlan(ChannelUse.INBOUND, maximum=channels, when_full=full, flow="direct")
        self.plan = replace(
            whole,
            version=self.plan.version + 1,
            agents=tuple(agent for n, agent in enumerate(whole.agents) if n not in agents),
            queues=whole.queues[:1] if no_queue else whole.queues,
            channels=channels * 2,
            allotments=(allotted,) if channels else (),
        )
        self.stage.put(PlanReplaced(plan=self.plan))

    # ----------------------------------------------------------------- late and twice

    @rule(kind=st.sampled_from((gw.LegAnswered, gw.LegRinging)), back=st.integers(1, 30))
    def told_again(self, kind: type[gw.LegAnswered | gw.LegRinging], back: int) -> None:
        """A gateway's word about a leg that is gone since long comes late."""
        if old := self.gone(back):
            self.stage.put(kind(gateway=old.gateway, at=self.stage.now, leg=old.leg))

    @rule(back=st.integers(1, 30))
    def gone_again(self, back: int) -> None:
        if old := self.gone(back):
            self.stage.put(replace(old, at=self.stage.now))

    def gone(self, back: int) -> gw.LegGone | None:
        """A leg whose end has been told."""
        heard = [given for given, _ in self.stage.inputs if isinstance(given, gw.LegGone)]
        return heard[-min(back, len(heard))] if heard else None

    @precondition(lambda self: self.stage.timers)
    @rule(data=st.data())
    def timer_too_early(self, data: st.DataObject) -> None:
        self.stage.put(TimerFired(key=data.draw(st.sampled_from(sorted(self.stage.timers)))))

    # ------------------------------------------------------------------- the promises

    @invariant()
    def books_agree(self) -> None:
        """The ledger has the legs that the gateways have; every list of the state is about something that is there."""
        state = self.stage.machine._board.state
        held = {leg for call in state.calls.values() for leg in call.legs}
        assert held == set(state.legs)
        if not self.stage.away:
            up = {leg for exchange in self.stage.exchanges for leg in exchange.legs}
            assert up <= held | set(state.closed)
        for call in state.calls.values():
            assert call.legs or call.state in ("QUEUED", "OFFERED", "CALL_BACK_RESTS"), call
        talking = [agent for agent in state.agents.values() if agent.state in ("TALKING", "RINGING", "DIALLING")]
        assert all(agent.call_id in state.calls for agent in talking)
        for key in self.stage.machine.timers():
            kind, _, subject = key.partition(":")
            if kind in ("ivr", "ring", "overflow", "notice", "comfort", "announce", "consult", "help", "prefer"):
                assert subject in state.calls or subject in state.work, key

    def go_home(self) -> None:
        stage = self.stage
        for agent in AGENTS:
            stage.command(cmd.ForceSignOut, by="b", target=agent, at_once=True)
        for number in range(1, 7):
            stage.command(wk.WithdrawWork, work_id=f"k{number}")
        for which in "fg":
            stage.command(fax.CancelFax, tenant="city", fax=which)
        stage.wait(700.0)
        for exchange in stage.exchanges:
            for leg in sorted(exchange.legs):
                stage.report(exchange.hang_up(leg, stage.now))
        # promises to call back end with nobody there to keep them
        for call in list(stage.machine.live_calls()):
            stage.command(cmd.CutCall, by="b", call_id=call)
        stage.wait(200.0)
        stage.wait(4000.0)
        state = stage.machine._board.state
        assert (state.legs, state.recordings, state.watches, state.web_lines, state.work) == ({}, {}, {}, {}, {})
        assert [key for key in stage.machine.timers() if not key.startswith("quiet:")] == []


Storm.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestStorm = Storm.TestCase
