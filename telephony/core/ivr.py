"""The interpreter of IVR flows: prompts, menus, case progress, voice messages; ends in a queue or a farewell."""

from telephony.contracts.events import FlowStepped, LookupAsked, SurveyAnswered
from telephony.contracts.gateway import StopRecording
from telephony.contracts.plan import FlowNode, FlowPlan, NodeKind
from telephony.core import calendar, callback, ending, fax_line, flow_transfer, queueing, recordings, saying, sound
from telephony.core.board import Board
from telephony.core.signals import Signal
from telephony.core.state import Call, FlowPlace, FlowStep
from telephony.core.states import CallState

LOOKUP_SECONDS = 5.0
SCORES = frozenset("12345")
MOST_DIGITS = 24
FAREWELL = ("goodbye",)
NOT_FOUND = {NodeKind.CASE_PROGRESS: ("case-not-found",), NodeKind.CASE_OF_CALLER: ("no-case-of-caller",)}


def start(board: Board, call: Call, flow: FlowPlan) -> None:
    """Enter a flow at its first node."""
    call.state = CallState.IVR
    call.place = FlowPlace(flow=flow, node=flow.start)
    go(board, call, flow.start)


def go(board: Board, call: Call, key: str | None, digits: str = "") -> None:
    """Enter node ``key`` of the call's flow; None, or a node that is not there, says good-bye."""
    place = call.place
    if place is None:
        return
    board.stop_timer(f"ivr:{call.id}")
    node = _node(place.flow, key)
    if node is None:
        _farewell(board, call, FAREWELL)
        return
    place.node, place.step, place.tries, place.digits = node.key, FlowStep.PROMPT, 0, ""
    call.business = node.business or call.business
    board.tell(call, FlowStepped, call.home, node=node.key, digits=digits)
    match node.kind:
        case NodeKind.QUEUE:
            _queue(board, call, place.flow, node)
        case NodeKind.CALL_BACK:
            callback.offer_in_flow(board, call, node)
        case NodeKind.HANG_UP:
            place.step = FlowStep.FAREWELL
            saying.farewell(board, call, node, FAREWELL)
        case NodeKind.CALENDAR:
            within = calendar.is_open(node, board.now, board.plan.plan.time_zone)
            go(board, call, node.next if within else node.fallback)
        case NodeKind.SET_TENANT:
            if node.tenant in board.plan.tenants:
                call.home = node.tenant or call.home
            go(board, call, node.next)
        case NodeKind.SET_LANGUAGE:
            call.language = node.language or call.language
            go(board, call, node.next)
        case NodeKind.CASE_OF_CALLER:
            _look_up_caller(board, call, place, node)
        case NodeKind.TRANSFER:
            if not flow_transfer.begin(board, call, node):
                go(board, call, node.fallback if node.fallback != node.key else None)
        case _:
            saying.opening(board, call, node)


def _node(flow: FlowPlan, key: str | None) -> FlowNode | None:
    return next((node for node in flow.nodes if node.key == key), None)


def _farewell(board: Board, call: Call, prompts: tuple[str, ...]) -> None:
    if call.place:
        call.place.step = FlowStep.FAREWELL
    sound.say(board, call, prompts)


def _queue(board: Board, call: Call, flow: FlowPlan, node: FlowNode) -> None:
    queue = board.plan.queue_for(call.home, node.queue_role or "")
    call.after = FlowPlace(flow=flow, node=node.after) if node.after else None
    if queue is None:
        _farewell(board, call, ("system-error",))
    else:
        call.priority += node.priority
        queueing.enter(board, call, queue.key)


def node_of(call: Call) -> FlowNode | None:
    """The node of its flow that the call is in; None outside of flows."""
    return _node(call.place.flow, call.place.node) if call.place else None


def fallback_of(place: FlowPlace) -> str | None:
    """Where the node at ``place`` leads when it was in vain."""
    node = _node(place.flow, place.node)
    return node.fallback if node else None


def _here(call: Call) -> tuple[FlowPlace, FlowNode] | None:
    node = _node(call.place.flow, call.place.node) if call.place else None
    return (call.place, node) if call.place and node else None


def on_prompt_ended(board: Board, call: Call, signal: Signal) -> None:
    """A prompt is over: what follows depends on the node."""
    if signal.text != call.playing or call.place is None:
        return
    call.playing = None
    here = _here(call)
    if call.place.step is FlowStep.FAREWELL or here is None:
        ending.end(board, call, ending.reason_in_flow(call))
        return
    place, node = here
    if place.step is FlowStep.TELLING:
        _told(board, call, place, node)
    elif node.kind in (NodeKind.ANNOUNCE, NodeKind.SAY):
        go(board, call, node.next)
    elif node.kind is NodeKind.FAX:
        fax_line.receive(board, call)
    elif node.kind is NodeKind.VOICEMAIL:
        place.step = FlowStep.MESSAGE
        recordings.begin_message(board, call, node.max_seconds)
    else:
        place.step = FlowStep.INPUT
        board.start_timer(f"ivr:{call.id}", board.now + node.input_seconds)


def on_digit(board: Board, call: Call, signal: Signal) -> None:
    """A key was pressed; it cuts the prompt short, also an announcement before the question that it answers."""
    here = _here(call)
    if here is None or here[0].step not in (FlowStep.PROMPT, FlowStep.INPUT):
        return
    place, node = here
    if node.kind is NodeKind.MENU:
        sound.hush(board, call)
        choice = node.choices.get(signal.text)
        if choice is None:
            _wrong(board, call, place, node, ("invalid-choice",))
        else:
            go(board, call, choice, signal.text)
    elif node.kind in (NodeKind.CASE_PROGRESS, NodeKind.DIGITS):
        sound.hush(board, call)
        _collect(board, call, place, node, signal.text)
    elif node.kind is NodeKind.SURVEY:
        sound.hush(board, call)
        _rated(board, call, place, node, signal.text)
    elif node.kind in (NodeKind.ANNOUNCE, NodeKind.SAY) and _asks(_node(place.flow, node.next)):
        sound.hush(board, call)
        go(board, call, node.next)
        on_digit(board, call, signal)


def _asks(node: FlowNode | None) -> bool:
    return node is not None and node.kind in (NodeKind.MENU, NodeKind.CASE_PROGRESS, NodeKind.DIGITS, NodeKind.SURVEY)


def _collect(board: Board, call: Call, place: FlowPlace, node: FlowNode, digit: str) -> None:
    place.step = FlowStep.INPUT
    if digit.isdigit():
        place.digits += digit
    most = node.most_digits if node.kind is NodeKind.DIGITS else MOST_DIGITS
    if digit == "#" or len(place.digits) >= most:
        _entered(board, call, place, node)
    else:
        board.start_timer(f"ivr:{call.id}", board.now + node.input_seconds)


def _entered(board: Board, call: Call, place: FlowPlace, node: FlowNode) -> None:
    board.stop_timer(f"ivr:{call.id}")
    if not place.digits:
        _wrong(board, call, place, node, ())
        return
    if node.kind is NodeKind.DIGITS:
        call.known["digits"] = place.digits
        go(board, call, node.choices.get(place.digits, node.next), place.digits)
        return
    _look_up(board, call, place, node, place.digits)


def _look_up_caller(board: Board, call: Call, place: FlowPlace, node: FlowNode) -> None:
    """Nothing is asked: the network's word for the caller's number must do, so a browser's line finds nothing."""
    if call.caller and call.verified:
        _look_up(board, call, place, node, call.caller)
    else:
        place.step, place.found = FlowStep.TELLING, False
        sound.say(board, call, NOT_FOUND[node.kind])


def _look_up(board: Board, call: Call, place: FlowPlace, node: FlowNode, digits: str) -> None:
    place.step, place.lookup = FlowStep.LOOKUP, board.next_id(call, "l")
    board.start_timer(f"ivr:{call.id}", board.now + LOOKUP_SECONDS)
    board.tell(
        call,
        LookupAsked,
        call.home,
        lookup_id=place.lookup,
        kind=node.kind.value,
        digits=digits,
        language=call.language,
    )


def _rated(board: Board, call: Call, place: FlowPlace, node: FlowNode, digit: str) -> None:
    if digit not in SCORES:
        _wrong(board, call, place, node, ("invalid-choice",))
        return
    asked = {"flow": place.flow.key, "node": node.key}
    board.tell(call, SurveyAnswered, call.home, score=int(digit), agent=call.last_agent, **asked)
    go(board, call, node.next, digit)


def after_talk(board: Board, call: Call) -> bool:
    """The agent has hung up: let the caller go on in the flow, if it says so. False when it does not."""
    place, call.after = call.after, None
    if place is None or not call.far:
        return False
    call.state, call.place = CallState.IVR, place
    sound.unhold(board, call)
    go(board, call, place.node)
    return True


def on_timeout(board: Board, call: Call, signal: Signal) -> None:
    """No key was pressed in time, or nobody answered the look-up."""
    here = _here(call)
    if here is None:
        return
    place, node = here
    if place.step is FlowStep.LOOKUP:
        place.lookup, place.step, place.found = None, FlowStep.TELLING, node.kind is NodeKind.CASE_PROGRESS
        sound.say(board, call, ("lookup-unavailable",))
    elif place.digits:
        _entered(board, call, place, node)
    else:
        _wrong(board, call, place, node, ())


def on_lookup_answered(board: Board, call: Call, signal: Signal) -> None:
    """Say what was found. An answer that nobody waits for any more is dropped."""
    here = _here(call)
    if here is None or here[0].step is not FlowStep.LOOKUP or here[0].lookup != signal.text:
        return
    place, node = here
    board.stop_timer(f"ivr:{call.id}")
    place.lookup, place.step, place.found = None, FlowStep.TELLING, signal.found
    if signal.found and node.silent:
        _told(board, call, place, node)
    elif signal.found and signal.prompts:
        sound.say(board, call, signal.prompts)
    else:
        sound.say(board, call, NOT_FOUND[node.kind])


def _told(board: Board, call: Call, place: FlowPlace, node: FlowNode) -> None:
    if place.found:
        go(board, call, node.next or node.fallback)
    elif node.kind is NodeKind.CASE_OF_CALLER:
        go(board, call, node.fallback)
    else:
        place.digits = ""
        _wrong(board, call, place, node, ())


def _wrong(board: Board, call: Call, place: FlowPlace, node: FlowNode, remark: tuple[str, ...]) -> None:
    place.tries += 1
    if place.tries >= node.tries:
        go(board, call, node.fallback)
        return
    place.step = FlowStep.PROMPT
    saying.opening(board, call, node, remark)


def on_message_recorded(board: Board, call: Call, signal: Signal) -> None:
    """The voice message is stored: thank and end."""
    if call.place and call.place.step is FlowStep.MESSAGE:
        _farewell(board, call, ("message-thanks",))


def resume(board: Board, call: Call) -> None:
    """After the gateway was away: say the node's prompt again, for nobody knows what the caller heard."""
    here = _here(call)
    if here is None:
        return
    place, node = here
    if place.step is FlowStep.MESSAGE and call.message:
        board.order(StopRecording(gateway=call.gateway, name=call.message))
    elif place.step is FlowStep.FAREWELL:
        sound.say(board, call, FAREWELL)
    elif node.kind is NodeKind.CASE_OF_CALLER and place.step is FlowStep.TELLING:
        _look_up_caller(board, call, place, node)
    elif place.step is not FlowStep.LOOKUP:
        board.stop_timer(f"ivr:{call.id}")
        place.step, place.digits = FlowStep.PROMPT, ""
        saying.opening(board, call, node)
