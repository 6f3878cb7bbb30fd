"""Random walks with written work: no piece is ever lost or in two hands, turns are kept, nobody idles beside work."""

from collections import Counter
from random import Random

import pytest

from telephony.adapters.simulated.exchange import Manner
from telephony.contracts import commands as cmd
from telephony.contracts import events as ev
from telephony.contracts import work as wk
from telephony.contracts.plan import QueuePlan
from telephony.contracts.work import CapacityPlan, WorkMedium, WorkOutcome
from telephony.core import capacity, work_routing
from telephony.core.acd import turn_in_line
from telephony.core.switchboard import Switchboard

from .stage import CITIZEN, Stage, small_city

AGENTS = ("city:8001", "city:8002", "east:8101")
QUEUES = {"city": ("city.general", "city.fax", "gone"), "east": ("east.general",)}
MANNERS = (Manner(answers_after=1.0, talks_for=5.0), Manner(), Manner(declines_after=2.0, cause=21))
STEPS = 150


class Walk:
    """The small city with a queue more. ``known``: what was handed in."""

    def __init__(self, seed: int, blocks: bool) -> None:
        queues = (*small_city().queues, QueuePlan("city.fax", "city", "fax"))
        capacities = tuple(CapacityPlan(tenant, capacity=2, blocks_calls=blocks) for tenant in ("city", "east"))
        self.stage = Stage(small_city(queues=queues, capacities=capacities))
        self.dice = Random(seed)
        self.known: list[str] = []
        self.blocks = blocks
        self.stage.watchers.append(lambda _: turns_are_kept(self))
        self.seen = 0

    def go(self) -> None:
        steps = (self.sign_in, self.sign_in, self.presence, self.call, self.in_charge, self.wait, self.restart)
        often = (self.hand_in, self.hand_in, self.by_agent, self.by_agent, self.by_agent, self.by_agent)
        for _ in range(STEPS):
            self.dice.choice((*steps, *often))()
            each_piece_is_in_one_place(self)
            nobody_who_could_take_it_is_passed_by(self)

    def sign_in(self) -> None:
        agent = self.dice.choice(AGENTS)
        tenant, _, number = agent.partition(":")
        seat = f"{tenant}-{number[-2:]}"
        self.stage.exchange.seats[seat] = self.dice.choice(MANNERS)
        self.stage.command(cmd.SignIn, agent=agent, seat=seat, secret="s")
        self.stage.report(self.stage.exchange.register(seat, self.stage.now))
        self.stage.command(cmd.SetReady, agent=agent)

    def presence(self) -> None:
        agent, what = self.dice.choice(AGENTS), self.dice.randrange(7)
        if what == 0:
            self.stage.command(cmd.SignOut, agent=agent)
        elif what == 1:
            self.stage.command(cmd.ForceSignOut, by="8002", target=agent, at_once=self.dice.random() < 0.5)
        elif what == 2:
            self.stage.command(cmd.SetReady, agent=agent)
        elif what == 3:
            self.stage.command(cmd.SetNotReady, agent=agent, reason="BREAK")
        elif what == 4:
            self.stage.command(cmd.SeatConnection, agent=agent, connected=False)
        else:
            self.stage.command(wk.PauseWork, agent=agent, paused=what == 5)

    def call(self) -> None:
        if self.dice.random() < 0.3:
            self.stage.call(CITIZEN)

    def hand_in(self) -> None:
        again = self.known and self.dice.random() < 0.2
        work_id = self.dice.choice(self.known) if again else f"w{len(self.known)}"
        tenant = self.dice.choice(("city", "city", "east"))
        self.stage.command(
            wk.EnqueueWork,
            work_id=work_id,
            tenant=tenant,
            medium=self.dice.choice(list(WorkMedium)),
            queue=self.dice.choice(QUEUES[tenant]),
            priority=self.dice.choice((0, 0, 3)),
            enqueued_at=self.stage.now,
        )
        if work_id not in self.known:
            self.known.append(work_id)

    def by_agent(self) -> None:
        """Mostly what makes sense: an answer to an offer, an end of what is in hand."""
        board = self.stage.machine._board
        pieces = [(agent, key) for agent, held in board.hands.items() for key in held]
        if not pieces:
            return
        agent, key = self.dice.choice(pieces)
        answers = (wk.AcceptWork, wk.AcceptWork, wk.AcceptWork, wk.RejectWork)
        kinds = answers if board.state.work[key].offer else (wk.FinishWork, wk.FinishWork, wk.ReturnWork)
        if self.dice.random() < 0.1:
            agent = self.dice.choice(AGENTS)
        self.stage.command(self.dice.choice(kinds), work_id=key, agent=agent)

    def in_charge(self) -> None:
        if not self.known:
            return
        piece = self.dice.choice(self.known)
        if self.dice.random() < 0.7:
            first = self.dice.random() < 0.3
            self.stage.command(wk.MoveWork, by="8002", work_id=piece, queue="city.general", first=first)
        else:
            self.stage.command(wk.WithdrawWork, work_id=piece)

    def wait(self) -> None:
        self.stage.wait(self.dice.choice((1.0, 5.0, 30.0, 61.0)))

    def restart(self) -> None:
        self.stage.machine = Switchboard.restore(self.stage.machine.snapshot())


def each_piece_is_in_one_place(walk: Walk) -> None:
    board = walk.stage.machine._board
    for key in walk.known:
        item = board.state.work.get(key)
        hands = [agent for agent, held in board.hands.items() if key in held]
        lines = [turn for line in board.work.own.values() for turn in line if turn[-1] == key]
        if item is None:
            assert key in board.state.work_done and hands == lines == []
            continue
        offered = [item.offer.agent] if item.offer else []
        held = [item.agent] if item.agent else []
        assert key not in board.state.work_done
        assert len(lines) + len(offered) + len(held) == 1 and hands == offered + held
        assert all(agent in board.state.agents for agent in hands)
        assert (f"work:{key}" in board.state.timers) == bool(offered)


def nobody_who_could_take_it_is_passed_by(walk: Walk) -> None:
    board = walk.stage.machine._board
    for item in board.state.work.values():
        assert not work_routing.waits(item) or work_routing.choose(board, item) is None
    for agent in board.state.agents.values():
        assert capacity.left(board, agent) >= 0 or agent.state in capacity.ON_CALL
        assert not any(board.state.work[key].offer for key in board.hands.get(agent.key, ())) or (
            agent.state.value == "READY" and capacity.left(board, agent) >= 0
        )


def turns_are_kept(walk: Walk) -> None:
    """As told: offered after queued, accepted after offered, by whom it was offered to; nobody passed over in line."""
    board = walk.stage.machine._board
    new, walk.seen = walk.stage.events[walk.seen :], len(walk.stage.events)
    for event in new:
        if walk.blocks and isinstance(event, ev.CallOffered):
            no_piece_before(walk, event)
        item = board.state.work.get(event.work_id) if isinstance(event, wk.WorkOffered) else None
        if item is None or item.waiting is None or item.offer is None or item.offer.queue != item.waiting.queue:
            continue  # by overflow: those who have not waited so long do not come before it
        if walk.blocks and len(board.hands[item.offer.agent]) == 1:
            calls = board.lines.own.get(item.waiting.queue, [])
            assert not calls or calls[0] > turn_in_line(item), "an earlier call waits for the agent"
        for key in board.work.own.get(item.waiting.queue, ()):
            other = board.state.work[key[-1]]
            if other.home == item.home and other.waiting and not (other.waiting.returned or item.waiting.returned):
                assert (-other.waiting.priority, other.order) > (-item.waiting.priority, item.order)


def no_piece_before(walk: Walk, event: ev.CallOffered) -> None:
    """Where written work blocks calls, a call is offered to nobody who could take an earlier piece of its queue."""
    board = walk.stage.machine._board
    call, agent = board.state.calls.get(event.call_id), board.state.agents.get(event.agent)
    if call is None or call.waiting is None or agent is None or agent.work_paused:
        return
    if call.offer is None or call.offer.agent != agent.key or call.offer.queue != call.waiting.queue:
        return
    for key in board.work.own.get(call.waiting.queue, ()):
        assert key > turn_in_line(call) or board.state.work[key[-1]].home != agent.tenant


def stories_are_whole(walk: Walk) -> None:
    """What was told of each piece, from beginning to end: one agent at a time."""
    holder: dict[str, tuple[str, str] | None] = {}
    for event in walk.stage.events:
        match event:
            case wk.WorkQueued():
                assert holder.get(event.work_id) is None
                holder[event.work_id] = None
            case wk.WorkOffered():
                assert holder[event.work_id] is None
                holder[event.work_id] = ("offered", event.agent)
            case wk.WorkOfferEnded():
                assert holder[event.work_id] == ("offered", event.agent)
                holder[event.work_id] = ("took", event.agent) if event.outcome is WorkOutcome.ACCEPTED else None
            case wk.WorkAccepted():
                assert holder[event.work_id] == ("took", event.agent)
            case wk.WorkReturned():
                assert holder[event.work_id] == ("took", event.agent)
                holder[event.work_id] = None
            case wk.WorkFinished():
                assert holder[event.work_id] == (("took", event.agent) if event.agent else None)
                holder[event.work_id] = None


@pytest.mark.parametrize("blocks", [False, True])
def test_no_piece_is_lost_or_in_two_hands(blocks: bool) -> None:
    told: Counter[str] = Counter()
    for seed in range(40):
        walk = Walk(seed, blocks)
        walk.go()
        stories_are_whole(walk)
        told.update(type(event).__name__ for event in walk.stage.events)
        told.update(event.reason for event in walk.stage.events if isinstance(event, wk.WorkReturned))
    # the walks have been everywhere
    places = ("WorkAccepted", "WorkReturned", "WorkFinished", "SIGNED_OUT", "FORCED")
    assert all(told[place] for place in places), told
