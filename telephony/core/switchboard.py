"""The switchboard: a pure, deterministic machine. ``handle`` is the only way in."""

import traceback
from dataclasses import asdict

import msgspec

from telephony.contracts import gateway as gw
from telephony.contracts.commands import Command
from telephony.contracts.plan import RoutingPlan
from telephony.core import (
    allotment,
    arrival,
    carriers,
    commands,
    outreach,
    reconcile,
    replan,
    reports,
    routing,
    scanners,
    views,
)
from telephony.core.board import Board
from telephony.core.effects import Effects
from telephony.core.inputs import Input, PlanReplaced, TimerFired
from telephony.core.state import SNAPSHOT_VERSION, State

EARLY_SECONDS = 0.001
"""A timer that fires earlier than this before it is due is one that has been restarted meanwhile."""


class Switchboard:
    """Owns every live call of a city.

    The same inputs with the same times give the same state and effects, so that a journal of inputs is enough to
    come back after a crash: ``restore`` the newest snapshot, ``handle`` what came after it, put in a GatewayLost for
    every gateway (nothing can be ordered until it is connected again), then arm ``timers()``.

    ``last_seq``: the number of the last event that was ever told (0: none); event numbers go on from there.
    """

    def __init__(self, plan: RoutingPlan | None = None, last_seq: int = 0) -> None:
        self._board = Board(State(version=SNAPSHOT_VERSION, seq=last_seq, plan=plan))

    def handle(self, given: Input, now: float) -> Effects:
        """Take one input at ``now`` (UTC epoch seconds, never decreasing) and tell what must be done.

        A fault of ours in one call must not take the city's telephone down, nor the recovery after it: it is told in
        ``Effects.faults``, with what was done before it."""
        board = self._board
        board.now, board.effects = now, Effects()
        for part in (self._take, self._route, self._follow):
            try:
                part(given)
            except Exception as error:
                at = traceback.extract_tb(error.__traceback__)[-1]
                where = f"{at.filename.rpartition('/')[2]}:{at.lineno}"
                board.effects.faults.append(f"{type(given).__name__}: {error!r} at {where}")
        return board.effects

    def _take(self, given: Input) -> None:
        board = self._board
        if isinstance(given, Command):
            board.effects.replies.append(commands.take(board, given))
        elif isinstance(given, TimerFired):
            self._on_timer(given)
        elif isinstance(given, PlanReplaced):
            replan.replace(board, given.plan)
        else:
            _report(board, given)

    def _route(self, given: Input) -> None:
        routing.route(self._board)

    def _follow(self, given: Input) -> None:
        outreach.follow(self._board)

    def _on_timer(self, fired: TimerFired) -> None:
        due = self._board.state.timers.get(fired.key)
        if due is not None and self._board.now >= due - EARLY_SECONDS:
            del self._board.state.timers[fired.key]
            reports.on_timer(self._board, fired.key)

    def timers(self) -> dict[str, float]:
        """Running timers: key → due (epoch seconds)."""
        return dict(self._board.state.timers)

    def snapshot(self) -> bytes:
        """The complete state. Two machines that took the same inputs give the same bytes."""
        return msgspec.json.encode(self._board.state)

    @classmethod
    def restore(cls, snapshot: bytes) -> "Switchboard":
        """The machine that gave ``snapshot``. Raises ValueError when it is not readable by this version."""
        try:
            state = msgspec.json.decode(snapshot, type=State)
        except msgspec.MsgspecError as error:
            raise ValueError(f"unreadable snapshot: {error}") from error
        if state.version != SNAPSHOT_VERSION:
            raise ValueError(f"snapshot of version {state.version}, not {SNAPSHOT_VERSION}")
        board = cls()
        board._board = Board(state)
        board._board.changed_queues = dict.fromkeys(board._board.plan.queues)
        return board

    def go_on_above(self, seq: int) -> None:
        """Number coming events above ``seq``: what was told just before a crash may not be in the journal."""
        self._board.state.seq = max(self._board.state.seq, seq)

    @property
    def last_seq(self) -> int:
        """Number of the newest event."""
        return self._board.state.seq

    @property
    def plan_version(self) -> int:
        """Version of the routing plan in force; 0 without one."""
        plan = self._board.state.plan
        return plan.version if plan else 0

    def live_agents(self) -> dict[str, views.View]:
        """Agent key → {agent, seat, tenant, state, reason, since, call_id, until, reachable, watch}, signed-in
        ones only."""
        return {key: views.agent_view(self._board, agent) for key, agent in self._board.state.agents.items()}

    def live_agent(self, key: str) -> views.View | None:
        """One agent as in live_agents; None when not signed in."""
        agent = self._board.state.agents.get(key)
        return views.agent_view(self._board, agent) if agent else None

    def live_queues(self) -> dict[str, views.View]:
        """Queue key → {queue, tenant, waiting, longest_since, ready, busy}."""
        return {key: views.queue_view(self._board, key) for key in self._board.plan.queues}

    def live_calls(self) -> dict[str, views.View]:
        """Call id → {call_id, tenants, state, caller, called, queue, since, agent}; without calls that have ended."""
        calls = self._board.state.calls.items()
        return {key: views.call_view(call) for key, call in calls if call.ended is None}

    def live_call(self, call_id: str) -> views.View | None:
        """One call as in live_calls; None when it is over."""
        call = self._board.state.calls.get(call_id)
        return views.call_view(call) if call and call.ended is None else None

    def live_watches(self) -> dict[str, views.View]:
        """Supervisor's agent key → {supervisor, call_id, target, follow, mode, since, listened}."""
        return {key: views.watch_view(watch) for key, watch in self._board.state.watches.items()}

    def live_load(self) -> dict[str, tuple[int, int]]:
        """Gateway key → (calls, legs) that it carries."""
        load: dict[str, tuple[int, int]] = {}
        for call in self._board.state.calls.values():
            if not call.gateway:
                continue  # a promised call-back is carried by none
            calls, legs = load.get(call.gateway, (0, 0))
            load[call.gateway] = calls + (call.ended is None), legs + len(call.legs)
        return load

    def live_channels(self) -> dict[str, object]:
        """Channels by use: {"channels", "taken", "uses": {use: n}, "rows": [n, …]}."""
        return allotment.usage(self._board)

    def live_alarms(self) -> list[views.View]:
        """What people must know of, newest first: {at, kind, subject, detail, tenant, count}."""
        return [asdict(alarm) for alarm in reversed(self._board.state.alarms)]

    def live_shut(self) -> list[views.View]:
        """Addresses that are shut out, the newest first: {address, since, until, failures, accounts}."""
        shut = self._board.state.shut
        return [{"address": address, **asdict(each)} for address, each in reversed(shut.items())]

    def live_registered(self) -> dict[str, dict[str, str]]:
        """Gateway key → trunk → its Registration, as far as it is known."""
        return carriers.registrations(self._board)

    def live_silent(self) -> dict[str, list[str]]:
        """Gateway key → trunks whose carrier does not answer it."""
        return {gateway: list(trunks) for gateway, trunks in self._board.state.silent.items() if trunks}

    def live_gateways(self) -> dict[str, bool]:
        """Gateway key → connected."""
        return dict(self._board.state.gateways)


def _report(board: Board, event: gw.GatewayEvent) -> None:
    match event:
        case gw.LegArrived():
            arrival.on_arrived(board, event)
        case gw.LegRinging():
            reports.on_leg_ringing(board, event)
        case gw.LegAnswered():
            reports.on_leg_answered(board, event)
        case gw.LegGone():
            reports.on_leg_gone(board, event)
        case gw.DigitReceived():
            reports.on_digit(board, event)
        case gw.AnswerJudged():
            reports.on_judged(board, event)
        case gw.FaxToneHeard():
            reports.on_fax_tone(board, event)
        case gw.SilenceHeard():
            reports.on_silence(board, event)
        case gw.PlaybackEnded():
            reports.on_playback_ended(board, event)
        case gw.RecordingEnded():
            reports.on_recording_ended(board, event)
        case gw.FaxEnded():
            reports.on_fax_ended(board, event)
        case gw.SeatReachable():
            reports.on_seat_reachable(board, event)
        case gw.TrunkReachable():
            carriers.on_reachable(board, event)
        case gw.TrunkRegistered():
            carriers.on_registered(board, event)
        case gw.TrunkAccount():
            carriers.on_account(board, event)
        case gw.SignInsTried():
            scanners.on_tried(board, event)
        case gw.GatewayLost():
            reconcile.on_lost(board, event)
        case gw.GatewayBack():
            reconcile.on_back(board, event)
