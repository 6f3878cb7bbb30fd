"""Requests for help: an agent in a conversation asks for a supervisor. When nobody comes in time, the request goes up:
to the city's supervisors too, and an alarm stands until help has come or is not needed any more.

Who only listens has not come, but is there: the request waits on, and goes up when they leave without a word.
"""

from telephony.contracts import commands as cmd
from telephony.contracts.commands import RefusalCode
from telephony.contracts.events import AlarmKind, HelpChanged
from telephony.core import alarms
from telephony.core.board import Board, Refused
from telephony.core.state import Call, Help

TIMER = "help"


def command(board: Board, call: Call, command: cmd.CallCommand) -> None:
    """Ask for a supervisor, or no longer. Raises Refused: NOT_YOUR_CALL, WRONG_STATE before the conversation."""
    if call.part is None or call.part.agent != command.agent:
        raise Refused(RefusalCode.NOT_YOUR_CALL)
    if isinstance(command, cmd.WithdrawHelp):
        end(board, call)
        return
    if call.part.began_at is None:
        raise Refused(RefusalCode.WRONG_STATE)
    note, also = (command.note[:200], command.also) if isinstance(command, cmd.AskHelp) else ("", ())
    before = call.help
    # who was told once is told of the end too
    told = dict.fromkeys((*(before.also if before else ()), *also))
    call.help = Help(
        agent=command.agent,
        asked_at=before.asked_at if before else board.now,
        note=note,
        also=[tenant for tenant in told if tenant != call.part.tenant],
        raised_at=before.raised_at if before else None,
    )
    if before is None:
        _wait(board, call)
    _tell(board, call, call.help)


def on_timer(board: Board, call: Call) -> None:
    """Nobody has come in time."""
    asked = call.help
    if asked is None or asked.raised_at is not None:
        return
    if any(watch.call_id == call.id and watch.since is not None for watch in board.state.watches.values()):
        _wait(board, call)
        return
    tenant = asked.agent.partition(":")[0]
    asked.raised_at = board.now
    city = board.plan.city
    if city and city != tenant and city not in asked.also:
        asked.also.append(city)
    alarms.raise_alarm(board, AlarmKind.HELP_UNTAKEN, asked.agent, asked.note, tenant=tenant)
    _tell(board, call, asked)


def end(board: Board, call: Call, by: str | None = None) -> None:
    """Help has come (``by``) or is not needed any more; no request is no error."""
    asked, call.help = call.help, None
    if asked is None:
        return
    board.stop_timer(f"{TIMER}:{call.id}")
    alarms.clear(board, AlarmKind.HELP_UNTAKEN, asked.agent)
    _tell(board, call, asked, opened=False, by=by)


def _wait(board: Board, call: Call) -> None:
    seconds = board.plan.help_seconds(call.part.tenant if call.part else call.home)
    if seconds > 0:
        board.start_timer(f"{TIMER}:{call.id}", board.now + seconds)


def _tell(board: Board, call: Call, asked: Help, *, opened: bool = True, by: str | None = None) -> None:
    """The agent's tenant, and each that was asked besides."""
    agent = board.state.agents.get(asked.agent)
    seat, tenant = (agent.seat, agent.tenant) if agent else ("", asked.agent.partition(":")[0])
    for told in (tenant, *asked.also):
        board.tell(
            call,
            HelpChanged,
            told,
            agent=asked.agent,
            seat=seat,
            open=opened,
            note=asked.note,
            by=by,
            raised_at=asked.raised_at,
        )
