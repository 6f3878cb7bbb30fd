"""Call-back that keeps the place: a caller hangs up, their turn goes on waiting, and is called when it has come.

The call stays the same call. Without a leg it waits in its queue (QUEUED) like any other and is offered like any other;
the agent who answers the offer hears the number ring. Nobody there: the turn rests (CALL_BACK_RESTS) and is tried again
at its old place, as often as the queue says; then the call ends as CALL_BACK_FAILED. While it waits it belongs to no
gateway, so that none can take it along.
"""

from telephony.contracts.events import CallBackAsked, CallBackDropped, CallBackTried, EndReason, LegKind, OfferOutcome
from telephony.contracts.gateway import GatewayBack, HangUpLeg
from telephony.contracts.plan import FlowNode, NodeKind
from telephony.core import ending, ivr, ledger, parts, queueing, sound, tolls
from telephony.core.board import Board, Refused
from telephony.core.signals import Signal
from telephony.core.state import Agent, Call, CallBack, CallBackStep, FlowPlace, Offer, Part
from telephony.core.states import CallState
from telephony.core.targets import NUMBER_RING_SECONDS, dial

ASK_KEY = "1"
"""Pressed while waiting, where the queue offers call-backs."""
INPUT_SECONDS = 8.0
MOST_DIGITS = 20
TRIES = 3
OFFER = ("call-back-offer",)


# ------------------------------------------------------------------- asking


def on_waiting_digit(board: Board, call: Call, signal: Signal) -> None:
    """A caller who waits asks to be called back; other keys mean nothing."""
    waiting = call.waiting
    if waiting is None or signal.text != ASK_KEY or call.far is None or not board.queue(waiting.queue).call_back:
        return
    call.call_back = CallBack(
        queue=waiting.queue,
        order=waiting.order,
        since=waiting.since,
        returned=waiting.returned,
        number=_affordable(board, call, call.caller),
    )
    ending.stop_waiting(board, call)
    _confirm(board, call, call.call_back)


def offer_in_flow(board: Board, call: Call, node: FlowNode) -> None:
    """An IVR node offers it before the caller has waited at all."""
    queue = board.plan.queue_for(call.home, node.queue_role or "")
    if queue is None:
        ivr.go(board, call, node.fallback)
        return
    call.priority += node.priority
    if call.place and node.after:
        call.after = FlowPlace(flow=call.place.flow, node=node.after)
    call.state = CallState.CALL_BACK_ASKING
    number = _affordable(board, call, call.caller)
    call.call_back = CallBack(queue=queue.key, number=number, since=board.now, step=CallBackStep.OFFER)
    sound.say(board, call, node.prompts or OFFER)


def _affordable(board: Board, call: Call, number: str) -> str:
    """The number, "" when it is of a kind that is not called: a stranger must not choose what we pay for."""
    return number if number and tolls.forbidden(board, "", call.home, number) is None else ""


def _confirm(board: Board, call: Call, asked: CallBack) -> None:
    call.state = CallState.CALL_BACK_ASKING
    if not asked.number:
        _type(board, call, asked)
        return
    asked.step = CallBackStep.CONFIRM
    spoken = board.plan.dial_form(asked.number).lstrip("+")
    sound.say(board, call, ("call-back-number", f"digits:{spoken}", "call-back-confirm"))


def _type(board: Board, call: Call, asked: CallBack, remark: tuple[str, ...] = ()) -> None:
    asked.step, asked.digits = CallBackStep.TYPE, ""
    sound.say(board, call, (*remark, "call-back-type"))


def on_digit(board: Board, call: Call, signal: Signal) -> None:
    """1: yes, this number; 2: another one; while a number is typed, its digits up to the hash key; else: go on."""
    asked, key = call.call_back, signal.text
    if asked is None or asked.step is CallBackStep.THANKS:
        return
    board.stop_timer(f"ivr:{call.id}")
    if asked.step is CallBackStep.TYPE:
        _typed(board, call, asked, key)
        return
    sound.hush(board, call)
    if asked.step is CallBackStep.OFFER and key == ASK_KEY:
        _confirm(board, call, asked)
    elif asked.step is CallBackStep.CONFIRM and key == "1":
        _promise(board, call, asked)
    elif asked.step is CallBackStep.CONFIRM and key == "2":
        _type(board, call, asked)
    else:
        _decline(board, call)


def _typed(board: Board, call: Call, asked: CallBack, key: str) -> None:
    sound.hush(board, call)
    if key == "*":
        _decline(board, call)
        return
    if key.isdigit():
        asked.digits += key
    if key != "#" and len(asked.digits) < MOST_DIGITS:
        board.start_timer(f"ivr:{call.id}", board.now + INPUT_SECONDS)
        return
    number = _affordable(board, call, board.plan.e164(asked.digits))
    if number:
        asked.number = number
        _confirm(board, call, asked)
    else:
        _again(board, call, asked)


def _again(board: Board, call: Call, asked: CallBack) -> None:
    asked.wrong += 1
    if asked.wrong >= TRIES:
        _decline(board, call)
    else:
        _type(board, call, asked, ("invalid-choice",))


def on_prompt_ended(board: Board, call: Call, signal: Signal) -> None:
    """Said: now the caller has some seconds to press a key; after the thanks they are let go."""
    if signal.text != call.playing or call.call_back is None:
        return
    call.playing = None
    if call.call_back.step is CallBackStep.THANKS:
        _let_go(board, call, call.call_back)
    else:
        board.start_timer(f"ivr:{call.id}", board.now + INPUT_SECONDS)


def on_timeout(board: Board, call: Call, signal: Signal) -> None:
    """No key in time: what was typed so far counts, else the caller goes on as if nothing had been asked."""
    asked = call.call_back
    if asked and asked.step is CallBackStep.TYPE and asked.digits:
        _typed(board, call, asked, "#")
    else:
        _decline(board, call)


def on_hung_up(board: Board, call: Call, signal: Signal) -> None:
    """Hanging up after the promise is what is expected; before it the caller has given up."""
    asked = call.call_back
    if asked and asked.step is CallBackStep.THANKS:
        call.far = None
        _let_go(board, call, asked)
    else:
        ending.end(board, call, EndReason.SELF_SERVICE if call.place else EndReason.ABANDONED)


def _decline(board: Board, call: Call) -> None:
    """Go on waiting in the turn that the call had, or to where the flow leads."""
    asked, call.call_back = call.call_back, None
    if asked is None:
        return
    node = ivr.node_of(call)
    if node and node.kind is NodeKind.CALL_BACK:
        call.state = CallState.IVR
        ivr.go(board, call, node.fallback)
    else:
        _wait_again(board, call, asked)


def _promise(board: Board, call: Call, asked: CallBack) -> None:
    asked.step, asked.asked_at = CallBackStep.THANKS, board.now
    if not asked.order:
        board.state.turns += 1
        asked.order = board.state.turns
    board.tell(call, CallBackAsked, call.home, number=asked.number, queue=asked.queue)
    sound.say(board, call, ("call-back-promised", "goodbye"))


def _let_go(board: Board, call: Call, asked: CallBack) -> None:
    far, call.far = call.far, None
    call.playing, call.music, call.held, call.place = None, False, False, None
    ledger.hang_up(board, call, far)
    ending.close_web_line(board, call)
    _wait_again(board, call, asked)


def _wait_again(board: Board, call: Call, asked: CallBack) -> None:
    queue = asked.queue if asked.queue in board.plan.queues else _other_queue(board, call)
    if queue is None:
        ending.end(board, call, EndReason.CALL_BACK_FAILED)
        return
    queueing.enter(board, call, queue, order=asked.order or None, since=asked.since, returned=asked.returned)


def _other_queue(board: Board, call: Call) -> str | None:
    queue = board.plan.queue_for(call.home, "general")
    return queue.key if queue else next(iter(board.plan.queues), None)


def resume(board: Board, call: Call) -> None:
    """After the gateway was away: ask again, for nobody knows what the caller heard."""
    asked = call.call_back
    if asked is None:
        return
    board.stop_timer(f"ivr:{call.id}")
    call.playing, call.music = None, False
    if asked.step is CallBackStep.THANKS:
        sound.say(board, call, ("call-back-promised", "goodbye"))
    elif asked.step is CallBackStep.OFFER:
        node = ivr.node_of(call)
        sound.say(board, call, (node.prompts if node else ()) or OFFER)
    else:
        _confirm(board, call, asked)


# -------------------------------------------------------------- calling back


def find_gateway(board: Board, call: Call, agent: Agent) -> None:
    """A turn without a caller goes where the agent who is offered it can be rung."""
    if is_promised(call):
        call.gateway = board.lightest_gateway(agent.seat) or call.gateway


def is_promised(call: Call) -> bool:
    """Has the caller been let go, and waits for our call?"""
    return call.call_back is not None and call.far is None


def facts_of(call: Call) -> dict[str, object]:
    """What the agent must know who is offered a turn without a caller."""
    asked = call.call_back
    if asked is None or not is_promised(call):
        return {}
    attempt = asked.attempts + 1
    return {
        "call_back": asked.number,
        "call_back_asked_at": asked.asked_at or asked.since,
        "call_back_attempt": attempt,
    }


def on_agent_answered(board: Board, call: Call, offer: Offer) -> None:
    """The agent is on the line: now the citizen's number."""
    asked = call.call_back
    if asked is None:
        return
    ending.stop_waiting(board, call)
    asked.attempts += 1
    call.part = Part(agent=offer.agent, seat=offer.seat, tenant=offer.tenant, leg=offer.leg, queue=offer.queue)
    call.state = CallState.DIALLING_NUMBER
    try:
        payer = tolls.check_placed(board, tolls.Placed.CALL_BACK, call.home, asked.number)
    except Refused:
        not_reached(board, call, 0)  # an alarm is raised; later there may be room
        return
    call.outside = board.next_id(call, "o")
    ledger.start(board, call, call.outside, LegKind.OUTSIDE, asked.number, offer.tenant, payer)
    dial(board, call, call.outside, asked.number)
    board.start_timer(f"ring:{call.id}", board.now + NUMBER_RING_SECONDS)


CANCELLABLE = frozenset({CallState.QUEUED, CallState.OFFERED, CallState.CALL_BACK_RESTS, CallState.DIALLING_NUMBER})


def got_through(board: Board, talking: Call) -> None:
    """Whoever talks with an agent because they called themselves is not called back any more, by the same house. A
    number that a browser's user typed proves nothing: it cancels nobody's turn."""
    if talking.dialled or talking.id in board.state.reaches or not talking.verified or not talking.caller:
        return
    for call in list(board.state.calls.values()):
        asked = call.call_back
        if call is talking or asked is None or call.home != talking.home or talking.caller != asked.number:
            continue
        if is_promised(call) and call.state in CANCELLABLE:
            board.stop_timer(f"callback:{call.id}")
            board.tell(call, CallBackDropped, call.home, reason="GOT_THROUGH", by_call=talking.id)
            ending.end(board, call, EndReason.CALL_BACK_NOT_NEEDED)


def reached(board: Board, call: Call) -> None:
    """The citizen answered: the promise is kept."""
    asked, call.call_back = call.call_back, None
    if asked and call.part:
        tenants = dict.fromkeys((call.home, call.part.tenant))
        for tenant in tenants:
            board.tell(call, CallBackTried, tenant, attempt=asked.attempts, outcome="ANSWERED", next_at=None)


def not_reached(board: Board, call: Call, cause: int, lost: bool = False) -> None:
    """Busy, no answer, or the agent gave up: later again, or never. ``lost``: by a fault of ours; it does not count."""
    asked = call.call_back
    if asked is None:
        return
    board.stop_timer(f"ring:{call.id}")
    parts.leave(board, call, lost=lost)
    outside, call.outside = call.outside, None
    ledger.hang_up(board, call, outside)
    if lost:
        asked.attempts -= 1
        call.gateway = ""
        _wait_again(board, call, asked)
        return
    queue = board.queue(asked.queue)
    over = asked.attempts >= queue.call_back_tries
    due = None if over else board.now + queue.call_back_pause_seconds
    outcome = "BUSY" if cause in ending.BUSY_CAUSES else "NO_ANSWER"
    board.tell(call, CallBackTried, call.home, attempt=asked.attempts, outcome=outcome, next_at=due)
    if due is None:
        ending.end(board, call, EndReason.CALL_BACK_FAILED)
        return
    call.gateway, call.state = "", CallState.CALL_BACK_RESTS
    board.start_timer(f"callback:{call.id}", due)


def on_due(board: Board, call: Call, signal: Signal) -> None:
    """The pause is over: the turn stands where it stood."""
    if call.call_back:
        _wait_again(board, call, call.call_back)


def save(board: Board, call: Call) -> bool:
    """Its gateway has failed: the turn goes on waiting, whatever was under way. False for a call with a caller."""
    asked = call.call_back
    if asked is None or not is_promised(call):
        return False
    parts.end_offer(board, call, OfferOutcome.FAILED)
    if call.part:
        not_reached(board, call, 0, lost=True)
    elif call.state is CallState.OFFERED and call.waiting:
        queueing.return_to_head(board, call, call.waiting.queue)
    return True


def settle(board: Board, event: GatewayBack) -> None:
    """Legs that a waiting turn had left behind at this gateway: let go again, or accounted for."""
    up = {leg.leg for leg in event.legs}
    for call in board.state.calls.values():
        if call.gateway:
            continue
        for leg in list(call.legs):
            if leg in up:
                board.order(HangUpLeg(gateway=event.gateway, leg=leg))
            else:
                ledger.end(board, call, leg, 38)
