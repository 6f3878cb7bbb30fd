"""The dialler: running campaigns, each with a buffer of numbers, paced by its mode.

Inbound calls are routed first; an agent for whom somebody waits is never used here.
"""

import math

from telephony.contracts.commands import Dial, RefusalCode
from telephony.contracts.events import AgentState, CallDialled
from telephony.contracts.outreach import (
    CampaignChanged,
    DialMode,
    DialTarget,
    FeedCampaign,
    OutreachEnded,
    ReachOutcome,
    RunCampaign,
    StopCampaign,
)
from telephony.contracts.plan import ChannelUse, ListKind
from telephony.core import alarms, allotment, outbound, pacing, table, tolls
from telephony.core import reach as reaching
from telephony.core.board import Board, Refused
from telephony.core.outreach_state import Campaign, Reach
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call
from telephony.core.states import CallState, Trigger

PURPOSE = "CAMPAIGN"
TELL_SECONDS, HEARTBEAT_SECONDS = 1.0, 10.0
MOST_BUFFERED = 200
BUSY = frozenset({AgentState.RINGING, AgentState.DIALLING, AgentState.TALKING, AgentState.WRAP_UP})


def run(board: Board, order: RunCampaign) -> None:
    """Begin, or go on with other settings. Raises Refused: WRONG_STATE (PREVIEW needs no dialler; AUTOMATIC needs a
    talk), TARGET_UNAVAILABLE (no such queue of this tenant, or another campaign uses it)."""
    if order.mode is DialMode.PREVIEW or (order.mode is DialMode.AUTOMATIC and not (order.talk and order.talk.steps)):
        raise Refused(RefusalCode.WRONG_STATE)
    if order.mode is not DialMode.AUTOMATIC:
        queue = board.plan.queues.get(order.queue)
        if queue is None or queue.tenant != order.tenant or _taken(board, order):
            raise Refused(RefusalCode.TARGET_UNAVAILABLE)
    campaign = board.state.campaigns.get(order.campaign)
    if campaign is None:
        campaign = board.state.campaigns[order.campaign] = Campaign(order=order)
    campaign.order, campaign.stopping, campaign.looked, campaign.told_at = order, False, (), 0.0
    _tell(board, campaign)


def _taken(board: Board, order: RunCampaign) -> bool:
    return any(
        other.order.queue == order.queue and key != order.campaign and not other.stopping
        for key, other in board.state.campaigns.items()
        if other.order.mode is not DialMode.AUTOMATIC
    )


def _of(board: Board, tenant: str, key: str) -> Campaign:
    campaign = board.state.campaigns.get(key)
    if campaign is None or campaign.order.tenant != tenant:
        raise Refused(RefusalCode.WRONG_STATE)
    return campaign


def feed(board: Board, command: FeedCampaign) -> None:
    """Take numbers in. Raises Refused: WRONG_STATE when it does not run."""
    campaign = _of(board, command.tenant, command.campaign)
    if campaign.stopping:
        raise Refused(RefusalCode.WRONG_STATE)
    for target in command.targets:
        if target.id not in campaign.seen:
            campaign.seen[target.id] = None
            campaign.buffer.append(target)
    campaign.looked = ()


def stop(board: Board, command: StopCampaign) -> None:
    """Dial nobody any more; numbers that ring are let go. Raises Refused: WRONG_STATE when it does not run."""
    campaign = _of(board, command.tenant, command.campaign)
    campaign.stopping = True
    for target in campaign.buffer:
        campaign.seen.pop(target.id, None)
    campaign.buffer.clear()
    for call_id in list(campaign.calls):
        call = board.state.calls.get(call_id)
        if call and call.state is CallState.REACHING:
            table.step(board, call, Signal(Trigger.CANCEL_REACH))
    campaign.told_at = 0.0
    _tell(board, campaign)


def attempted(board: Board, reach: Reach, call_id: str, outcome: ReachOutcome) -> None:
    """One attempt is over: learn from it."""
    campaign = board.state.campaigns.get(reach.owner)
    if campaign is None:
        return
    campaign.calls.pop(call_id, None)
    campaign.seen.pop(reach.item, None)
    campaign.looked = ()
    if outcome is ReachOutcome.NOT_DIALLED or reach.dialled_at is None:
        return
    # a machine needs no agent: to pacing it is a number that nobody answered
    answered = reach.answered_at is not None and not reach.machine
    abandoned = outcome is ReachOutcome.ABANDONED
    campaign.dialled += 1
    campaign.machines += reach.machine
    campaign.answered += answered
    campaign.abandoned += abandoned
    ring = reach.answered_at - reach.dialled_at if reach.answered_at is not None and answered else 0.0
    pacing.learn(campaign.pace, answered=answered, abandoned=abandoned, ring_seconds=ring)


# ----------------------------------------------------------------------------------------------------- pacing


def pace_all(board: Board) -> None:
    """Bring answered calls to idle agents, then dial what may be dialled."""
    for campaign in list(board.state.campaigns.values()):
        if campaign.order.mode is DialMode.PREDICTIVE:
            _serve_answered(board, campaign)
        if not campaign.stopping and campaign.buffer and not _closed(board, campaign) and board.gateways_up():
            _pace(board, campaign)


def _closed(board: Board, campaign: Campaign) -> bool:
    until = campaign.order.until
    return until is not None and board.now >= until


def _calls_in(board: Board, campaign: Campaign, state: CallState) -> list[Call]:
    calls = (board.state.calls.get(call_id) for call_id in campaign.calls)
    return [call for call in calls if call and call.state is state]


def _idle(board: Board, queue: str) -> list[Agent]:
    """Agents of ``queue`` who could be rung and for whom nobody waits, longest idle first."""
    found = [
        agent
        for agent in board.state.agents.values()
        if agent.state is AgentState.READY
        and queue in board.queues_of(agent)
        and board.can_be_offered(agent)
        and not board.lines.turns_for(board.queues_of(agent))
    ]
    return sorted(found, key=lambda agent: (agent.idle_since, agent.key))


def _serve_answered(board: Board, campaign: Campaign) -> None:
    waiting = _calls_in(board, campaign, CallState.AWAITING_AGENT)
    if not waiting:
        return
    idle = _idle(board, campaign.order.queue)
    for call in sorted(waiting, key=lambda call: (board.state.reaches[call.id].answered_at or 0.0, call.id)):
        agent = next((each for each in idle if board.is_reachable(each.seat, call.gateway)), None)
        if agent and board.is_up(call.gateway):
            idle.remove(agent)
            table.step(board, call, Signal(Trigger.ROUTED, agent=agent.key, text=campaign.order.queue))


def _pace(board: Board, campaign: Campaign) -> None:
    order = campaign.order
    if order.mode is DialMode.AUTOMATIC:
        for _ in range(max(0, order.lines - len(campaign.calls))):
            _dial_next(board, campaign)
        return
    idle = _idle(board, order.queue)
    if order.mode is DialMode.PROGRESSIVE:
        for agent in idle:
            _dial_for(board, campaign, agent)
        return
    ringing = _calls_in(board, campaign, CallState.REACHING)
    waiting = len(_calls_in(board, campaign, CallState.AWAITING_AGENT))
    judged = _likely_people(board, campaign)
    busy = _busy(board, order.queue)
    seen = (len(idle), busy, len(ringing), waiting, judged)
    if seen == campaign.looked or waiting:
        return
    campaign.looked, idle = seen, idle[judged:]
    handling = board.handling(order.queue)
    lines = pacing.lines_to_ring(campaign.pace, order.abandon_limit, len(idle), busy, handling, order.lines)
    campaign.ratio = lines / len(idle) if idle else float(lines)
    counted = sum(pacing.weight(campaign.pace, board.now - call.arrived_at) for call in ringing)
    for _ in range(min(order.lines - len(ringing), lines - math.ceil(counted))):
        _dial_next(board, campaign)


def _likely_people(board: Board, campaign: Campaign) -> int:
    """Who has answered and may be a person: each will need an agent in a moment."""
    calls = _calls_in(board, campaign, CallState.JUDGING)
    return sum(not board.state.reaches[call.id].machine for call in calls)


def _busy(board: Board, queue: str) -> int:
    agents = board.state.agents.values()
    return sum(1 for agent in agents if agent.state in BUSY and queue in board.queues_of(agent))


def _next(board: Board, campaign: Campaign) -> tuple[DialTarget, str] | None:
    """The next target with its number; what is no number, is on the black list or costs too much ends here."""
    while campaign.buffer:
        target = campaign.buffer.pop(0)
        number = board.plan.e164(target.number)
        if (
            number
            and not board.plan.is_listed(number, ListKind.BLACK, board.now)
            and _may_cost(board, campaign, number)
        ):
            return target, number
        campaign.seen.pop(target.id, None)
        board.emit(
            OutreachEnded,
            campaign.order.tenant,
            call_id="",
            purpose=PURPOSE,
            reference=f"{campaign.order.campaign}/{target.id}",
            outcome=ReachOutcome.INVALID,
            answers={},
            cause=28,
            agent=None,
            answered_at=None,
        )
    return None


def _may_cost(board: Board, campaign: Campaign, number: str) -> bool:
    """Is it of a kind that may be called? Else an alarm: somebody has put it into a list."""
    tenant = campaign.order.tenant
    kind = tolls.forbidden(board, "", tenant, number)
    if kind is None:
        return True
    payer = tolls.payer_of(tolls.Placed.DIALLER, tenant)
    alarms.raise_alarm(board, "TOLL_FORBIDDEN", payer, f"{kind.value} {number}", tenant)
    return False


def _dial_next(board: Board, campaign: Campaign) -> None:
    gateway = board.lightest_gateway()
    tenant = campaign.order.tenant
    if not gateway or allotment.refused(board, ChannelUse.DIALLER, tenant) is not None:
        return
    if tolls.at_limit(board, tolls.Placed.DIALLER, tenant):  # the numbers stay for later
        alarms.raise_alarm(board, "TOLL_LIMIT", tolls.payer_of(tolls.Placed.DIALLER, tenant), "", tenant)
        return
    found = _next(board, campaign)
    if found:
        payer = tolls.check_placed(board, tolls.Placed.DIALLER, tenant, found[1])
        reach = _reach(campaign, *found)
        call_id = reaching.place(board, reach, gateway, campaign.order.ring_seconds, payer)
        campaign.calls[call_id] = None


def _dial_for(board: Board, campaign: Campaign, agent: Agent) -> None:
    """The agent's telephone first, then the number."""
    found = _next(board, campaign)
    if found is None:
        return
    target, number = found
    reference = f"{campaign.order.campaign}/{target.id}"
    dial = Dial(command_id="", agent=agent.key, number=number, purpose=PURPOSE, reference=reference)
    try:
        call_id = outbound.start(board, agent, dial)
    except Refused:
        campaign.buffer.insert(0, target)  # another agent may have a telephone that can be rung
        return
    campaign.calls[call_id] = None
    board.state.reaches[call_id] = _reach(campaign, target, number)


def watch(board: Board, event: CallDialled) -> None:
    """An agent dials a target of a campaign by hand (preview): what comes of it is told as of any other attempt."""
    owner, _, item = (event.reference or "").rpartition("/")
    if owner and event.call_id not in board.state.reaches:
        board.state.reaches[event.call_id] = Reach(
            tenant=event.tenant, purpose=PURPOSE, owner=owner, item=item, number=event.number
        )


def limit_ringing(board: Board, reach: Reach, call_id: str) -> None:
    """A number that an agent waits for rings as long as the campaign says, not longer."""
    campaign = board.state.campaigns.get(reach.owner)
    if campaign:
        board.start_timer(f"ring:{call_id}", board.now + campaign.order.ring_seconds)


def _reach(campaign: Campaign, target: DialTarget, number: str) -> Reach:
    order = campaign.order
    talk = order.talk if order.mode is DialMode.AUTOMATIC else None
    return Reach(tenant=order.tenant, purpose=PURPOSE, owner=order.campaign, item=target.id, number=number, talk=talk)


# ---------------------------------------------------------------------------------------------------- telling


def on_timer(board: Board, key: str) -> None:
    """Once a second: tell what changed; forget a stopped campaign when its last call is over."""
    campaign = board.state.campaigns.get(key)
    if campaign is None:
        return
    campaign.looked = ()
    if campaign.stopping and not campaign.calls:
        campaign.told_at = 0.0
        _tell(board, campaign)
        del board.state.campaigns[key]
        board.stop_timer(f"campaign:{key}")
        return
    _tell(board, campaign)


def _tell(board: Board, campaign: Campaign) -> None:
    order, key = campaign.order, campaign.order.campaign
    board.start_timer(f"campaign:{key}", board.now + TELL_SECONDS)
    facts = _numbers(board, campaign)
    told = (*(int(value) for value in facts.values()), round(campaign.ratio * 100))
    if told == campaign.told and board.now - campaign.told_at < HEARTBEAT_SECONDS:
        return
    campaign.told, campaign.told_at = told, board.now
    board.emit(CampaignChanged, order.tenant, campaign=key, **facts, ratio=round(campaign.ratio, 2))


def _numbers(board: Board, campaign: Campaign) -> dict[str, int | bool]:
    order = campaign.order
    ringing = len(_calls_in(board, campaign, CallState.REACHING))
    ringing += len(_calls_in(board, campaign, CallState.DIALLING_NUMBER))
    waiting = len(_calls_in(board, campaign, CallState.AWAITING_AGENT))
    running = not campaign.stopping and not _closed(board, campaign)
    automatic = order.mode is DialMode.AUTOMATIC
    idle = 0 if automatic else len(_idle(board, order.queue))
    room = 2 * order.lines if automatic else 10 + 4 * (idle + _busy(board, order.queue))
    wanted = min(room, MOST_BUFFERED) - len(campaign.buffer) if running else 0
    return {
        "running": running,
        "buffered": len(campaign.buffer),
        "ringing": ringing,
        "talking": len(campaign.calls) - ringing - waiting,
        "waiting": waiting,
        "idle": idle,
        "dialled": campaign.dialled,
        "answered": campaign.answered,
        "abandoned": campaign.abandoned,
        "machines": campaign.machines,
        "wanted": max(0, wanted),
    }
