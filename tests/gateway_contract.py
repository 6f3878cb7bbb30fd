"""What every media gateway behind the port does, as tests: run by each adapter's own suite with a line to it.

A subclass gives the fixture ``line``: a connected, empty gateway with telephones around it."""

from typing import Any, Protocol, TypeVar

from telephony.contracts import gateway as gw

E = TypeVar("E", bound=gw.GatewayEvent)

SEAT, DEAF_SEAT, ABSENT_SEAT = "east-01", "east-02", "east-03"


class Line(Protocol):
    """A gateway that can be given orders, and people who can be made to call, answer, press keys and hang up."""

    async def order(self, kind: type[gw.GatewayOrder], **fields: Any) -> None:
        """Give one order."""

    async def expect(self, kind: type[E], **fields: Any) -> E:
        """The next event of this kind with these fields; events before it count as seen."""

    async def caller(self, number: str, called: str) -> str:
        """Somebody calls; their leg, once it has been reported."""

    async def reached(self, number: str, greeting: float) -> str:
        """The gateway calls ``number``: a person who says "hello", or a machine that greets for so many seconds (0: a
        person). The leg, once it is answered."""

    async def press(self, leg: str, digit: str) -> None:
        """That caller presses a key."""

    async def hang_up(self, leg: str) -> None:
        """That caller hangs up."""

    async def seat(self, seat: str, answers: bool) -> None:
        """Make the account of a seat and register its telephone, which answers by itself or lets it ring."""

    async def stock(self) -> gw.GatewayBack:
        """Connect anew: what the gateway then says is up."""


class GatewayContract:
    """The tests. Times are real and short."""

    async def ring(self, line: Line, leg: str, seat: str, ring_seconds: float = 20.0) -> None:
        """Ring a seat as ``leg``."""
        await line.order(
            gw.DialSeat,
            leg=leg,
            call_id="call-1",
            seat=seat,
            caller_id="13800000001",
            ring_seconds=ring_seconds,
        )

    async def talk(self, line: Line) -> tuple[str, str]:
        """A caller and a seat in one bridge: their legs."""
        leg = await line.caller("13800000001", "12345")
        await line.seat(SEAT, answers=True)
        await line.order(gw.AnswerLeg, leg=leg)
        await self.ring(line, "call-1.a1", SEAT)
        await line.expect(gw.LegAnswered, leg="call-1.a1")
        await line.order(gw.JoinBridge, bridge="call-1.b", legs=(leg, "call-1.a1"))
        return leg, "call-1.a1"

    async def clear(self, line: Line, *legs: str) -> None:
        """End legs and wait until they are gone, in whatever order."""
        for leg in legs:
            await line.order(gw.HangUpLeg, leg=leg)
        left = set(legs)
        while left:
            left.remove((await line.expect(gw.LegGone)).leg)

    async def test_an_arriving_leg_tells_caller_and_called_as_they_came(self, line: Line) -> None:
        leg = await line.caller("13800000001", "12345")
        back = await line.stock()
        assert [(up.leg, up.inbound, up.called) for up in back.legs] == [(leg, True, "12345")]
        await self.clear(line, leg)

    async def test_taking_stock_tells_legs_bridges_and_reachable_seats(self, line: Line) -> None:
        leg, agent = await self.talk(line)
        back = await line.stock()
        assert {(up.leg, up.inbound, up.answered) for up in back.legs} == {(leg, True, True), (agent, False, True)}
        assert [(bridge, set(inside)) for bridge, inside in back.bridges] == [("call-1.b", {leg, agent})]
        assert (back.recordings, back.reachable_seats, back.restarted) == ((), (SEAT,), False)
        await line.order(gw.DropBridge, bridge="call-1.b")
        await self.clear(line, leg, agent)

    async def test_a_hung_up_leg_is_gone_with_the_ordered_cause(self, line: Line) -> None:
        leg = await line.caller("13800000001", "12345")
        await line.order(gw.HangUpLeg, leg=leg, cause=21)
        gone = await line.expect(gw.LegGone, leg=leg)
        assert (gone.cause, gone.media_lost) == (21, False)

    async def test_a_caller_who_hangs_up_is_gone_normally(self, line: Line) -> None:
        leg = await line.caller("13800000001", "12345")
        await line.order(gw.AnswerLeg, leg=leg)
        await line.hang_up(leg)
        gone = await line.expect(gw.LegGone, leg=leg)
        assert (gone.cause, gone.media_lost) == (16, False)

    async def test_every_playback_ends_once_by_itself_or_stopped(self, line: Line) -> None:
        leg = await line.caller("13800000001", "12345")
        await line.order(gw.AnswerLeg, leg=leg)
        await line.order(gw.Play, leg=leg, playback="p1", prompts=("welcome",), language="zh")
        await line.expect(gw.PlaybackEnded, leg=leg, playback="p1")
        await line.order(gw.Play, leg=leg, playback="p2", prompts=("welcome", "all-busy"), language="zh")
        await line.order(gw.StopPlay, playback="p2")
        await line.expect(gw.PlaybackEnded, leg=leg, playback="p2")
        await line.order(gw.Play, leg=leg, playback="p3", prompts=(), language="zh")
        await line.expect(gw.PlaybackEnded, leg=leg, playback="p3")
        await self.clear(line, leg)

    async def test_digits_are_reported_one_by_one(self, line: Line) -> None:
        leg = await line.caller("13800000001", "12345")
        await line.order(gw.AnswerLeg, leg=leg)
        for digit in "1#":
            await line.press(leg, digit)
            await line.expect(gw.DigitReceived, leg=leg, digit=digit)
        await self.clear(line, leg)

    async def test_a_person_who_says_hello_is_told_from_a_machine(self, line: Line) -> None:
        leg = await line.reached("13900000001", greeting=0)
        await line.order(gw.JudgeAnswer, leg=leg)
        judged = await line.expect(gw.AnswerJudged, leg=leg)
        assert judged.verdict is gw.Verdict.PERSON
        # and the leg can be used again
        await line.order(gw.Play, leg=leg, playback="p1", prompts=("welcome",), language="zh")
        await line.expect(gw.PlaybackEnded, leg=leg, playback="p1")
        await self.clear(line, leg)

    async def test_a_machine_is_known_by_its_greeting_and_left_a_message_after_it(self, line: Line) -> None:
        leg = await line.reached("13900000002", greeting=4.0)
        await line.order(gw.JudgeAnswer, leg=leg)
        judged = await line.expect(gw.AnswerJudged, leg=leg)
        assert judged.verdict is gw.Verdict.MACHINE
        await line.order(gw.AwaitSilence, leg=leg, most_seconds=20.0)
        await line.expect(gw.SilenceHeard, leg=leg)
        await line.order(gw.Play, leg=leg, playback="p1", prompts=("welcome",), language="zh")
        await line.expect(gw.PlaybackEnded, leg=leg, playback="p1")
        await self.clear(line, leg)

    async def test_a_leg_can_be_hung_up_while_it_is_judged(self, line: Line) -> None:
        leg = await line.reached("13900000003", greeting=9.0)
        await line.order(gw.JudgeAnswer, leg=leg)
        back = await line.stock()
        assert [(up.leg, up.answered, up.inbound) for up in back.legs] == [(leg, True, False)]
        await self.clear(line, leg)

    async def test_a_seat_without_a_telephone_cannot_be_rung(self, line: Line) -> None:
        await self.ring(line, "call-1.a1", ABSENT_SEAT)
        gone = await line.expect(gw.LegGone, leg="call-1.a1")
        assert gone.cause == 20

    async def test_a_seat_that_lets_it_ring_is_gone_after_the_ring_time(self, line: Line) -> None:
        await line.seat(DEAF_SEAT, answers=False)
        await self.ring(line, "call-1.a1", DEAF_SEAT, ring_seconds=1.0)
        await line.expect(gw.LegRinging, leg="call-1.a1")
        gone = await line.expect(gw.LegGone, leg="call-1.a1")
        assert gone.cause in (18, 19)

    async def test_a_stopped_recording_is_complete(self, line: Line) -> None:
        leg = await line.caller("13800000001", "12345")
        await line.order(gw.AnswerLeg, leg=leg)
        await line.order(gw.RecordConversation, leg=leg, name="call-1.r1")
        await line.order(gw.Play, leg=leg, playback="p1", prompts=("welcome",), language="zh")
        await line.expect(gw.PlaybackEnded, leg=leg, playback="p1")
        await line.order(gw.StopRecording, name="call-1.r1")
        ended = await line.expect(gw.RecordingEnded, name="call-1.r1")
        assert not ended.failed
        assert ended.seconds > 0
        await self.clear(line, leg)

    async def test_orders_about_what_is_gone_are_ignored(self, line: Line) -> None:
        for kind in (gw.AnswerLeg, gw.RingLeg, gw.StartMusic, gw.StopMusic, gw.HangUpLeg):
            await line.order(kind, leg="nobody")
        await line.order(gw.MuteLeg, leg="nobody", muted=True)
        await line.order(gw.PlayDigits, leg="nobody", digits="1")
        await line.order(gw.JudgeAnswer, leg="nobody")
        await line.order(gw.AwaitSilence, leg="nobody", most_seconds=1.0)
        await line.order(gw.LeaveBridge, bridge="nowhere", leg="nobody")
        await line.order(gw.DropBridge, bridge="nowhere")
        await line.order(gw.StopPlay, playback="nothing")
        await line.order(gw.StopRecording, name="nothing")
        # and it goes on working
        leg = await line.caller("13800000001", "12345")
        await self.clear(line, leg)


class FaxContract:
    """What a gateway that takes faxes does besides."""

    async def test_a_fax_that_the_caller_breaks_off_is_told_once_then_the_leg_is_gone(self, line: Line) -> None:
        leg = await line.caller("13800000001", "12345")
        await line.order(gw.AnswerLeg, leg=leg)
        await line.order(gw.ReceiveFax, leg=leg, name="call-1.f1", station="12345")
        back = await line.stock()
        assert [(up.leg, up.answered) for up in back.legs] == [(leg, True)]
        assert leg not in {each.leg for each in back.faxes}
        await line.hang_up(leg)
        ended = await line.expect(gw.FaxEnded)
        assert (ended.leg, ended.name, ended.ok, ended.pages) == (leg, "call-1.f1", False, 0)
        assert ended.error
        await line.expect(gw.LegGone, leg=leg)
        # whoever connects later is told how it went
        back = await line.stock()
        told = [(each.name, each.ok, each.error) for each in back.faxes if each.leg == leg]
        assert told == [("call-1.f1", False, ended.error)]

    async def test_a_fax_for_a_leg_that_is_gone_fails_at_once(self, line: Line) -> None:
        await line.order(gw.ReceiveFax, leg="nobody", name="call-1.f1", station="12345")
        ended = await line.expect(gw.FaxEnded, name="call-1.f1")
        assert (ended.leg, ended.ok, ended.pages, ended.error) == ("nobody", False, 0, "HANGUP")
