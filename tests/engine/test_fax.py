"""Faxes between our gateway and a machine of somebody else's, over T.38 and as tones, both ways, and broken off."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline.main.launch import gateway as launch
from telephony.adapters.asterisk import AsteriskGateway
from telephony.contracts.gateway import (
    AnswerLeg,
    DialNumber,
    FaxEnded,
    FaxToneHeard,
    HangUpLeg,
    LegAnswered,
    LegArrived,
    LegGone,
    ReceiveFax,
    StartMusic,
    StopMusic,
    TransmitFax,
)
from tests.engine.fax_machine import FaxMachine, likeness, page, pages_of, write_document
from tests.engine.rig import AsteriskProcess, Rig

LONG = 90.0
ALIKE = 0.98


@pytest.fixture
def machine(installed: launch.Asterisk, asterisk: AsteriskProcess, tmp_path: Path) -> Iterator[FaxMachine]:
    """The machine at the other end of the trunk."""
    made = FaxMachine(installed, tmp_path, asterisk)
    yield made
    made.stop()


def folder(rig: Rig) -> Path:
    return rig.asterisk.folder / "spool" / "fax"


async def taking(rig: Rig, number: str, name: str) -> str:
    """The leg of the call to ``number``, given to our machine."""
    leg = (await rig.expect(LegArrived, called=number)).leg
    await rig.orders((AnswerLeg, {"leg": leg}), (ReceiveFax, {"leg": leg, "name": name, "station": number}))
    await rig.until(f"channels/{leg}", lambda found: found["dialplan"]["app_name"] == "ReceiveFAX")
    return leg


async def test_given_faxes_in_both_directions_when_the_engine_comes_and_goes_then_every_page_is_there(
    rig: Rig, machine: FaxMachine
) -> None:
    theirs, ours = [page(1), page(2)], [page(3), page(1)]
    machine.load(theirs)
    write_document(folder(rig) / "fax-7.tif", ours)
    # one fax of ours, two of theirs, of which one cannot do better than tones
    await rig.order(DialNumber, leg="c.o1", call_id="c", number="02088880001", caller_id="12348", ring_seconds=20.0)
    await rig.expect(LegAnswered, leg="c.o1")
    await rig.order(TransmitFax, leg="c.o1", name="fax-7", station="12348", header="Citizen hotline")
    await asyncio.to_thread(machine.send, "12348")
    first = await taking(rig, "12348", "a.f1")
    await asyncio.to_thread(machine.send, "12349", "tones")
    second = await taking(rig, "12349", "b.f1")
    # the engine is away for a moment: their legs are up, and their ends are told
    await rig.disconnect()
    back = await rig.connect()
    assert {each.leg for each in back.legs if each.answered} == {"c.o1", first, second}
    ended: dict[str, FaxEnded] = {}
    for _ in range(3):
        each = await rig.expect(FaxEnded, LONG)
        ended[each.leg] = each
    told = {leg: (each.name, each.ok, each.pages, each.remote_id, each.t38) for leg, each in ended.items()}
    assert told == {
        "c.o1": ("fax-7", True, 2, "5550001", True),
        first: ("a.f1", True, 2, "5550001", True),
        second: ("b.f1", True, 2, "5550002", False),
    }
    for leg in told:
        if leg not in {gone.leg for gone in rig.of(LegGone)}:
            await rig.expect(LegGone, LONG, leg=leg)
    for sent, got in (
        (theirs, pages_of(folder(rig) / "a.f1.tif")),
        (theirs, pages_of(folder(rig) / "b.f1.tif")),
        (ours, machine.taken("02088880001")),
    ):
        assert len(got) == 2
        assert all(likeness(*each) > ALIKE for each in zip(sent, got, strict=True))
        assert likeness(sent[0], got[1]) < ALIKE  # they are not alike anyway


async def test_given_a_fax_that_is_whole_while_the_engine_is_away_when_it_is_back_then_it_is_told(
    rig: Rig, machine: FaxMachine
) -> None:
    pages = [page(1), page(2)]
    machine.load(pages)
    channel = await asyncio.to_thread(machine.send, "12348")
    leg = await taking(rig, "12348", "away.f1")
    await rig.disconnect()
    await asyncio.to_thread(machine.await_end, channel, LONG)
    rig.adapter = AsteriskGateway(rig.asterisk.settings())
    back = await rig.connect()
    assert back.legs == ()
    told = [each for each in back.faxes if each.leg == leg]
    assert [(each.name, each.ok, each.pages, each.remote_id, each.t38) for each in told] == [
        ("away.f1", True, 2, "5550001", True)
    ]
    got = pages_of(folder(rig) / "away.f1.tif")
    assert all(likeness(*each) > ALIKE for each in zip(pages, got, strict=True))


async def test_given_a_fax_under_way_when_either_side_breaks_off_then_it_is_told_once_and_the_leg_is_gone(
    rig: Rig, machine: FaxMachine
) -> None:
    machine.load([page(1)])
    for ours in (False, True):
        channel = await asyncio.to_thread(machine.send, "12348")
        leg = await taking(rig, "12348", f"broken-{ours}.f1")
        if ours:
            await rig.order(HangUpLeg, leg=leg)
        else:
            await asyncio.to_thread(machine.hang_up, channel)
        ended = await rig.expect(FaxEnded, LONG, name=f"broken-{ours}.f1")
        assert (ended.ok, ended.pages) == (False, 0)
        assert ended.error
        await rig.expect(LegGone, leg=leg)
    assert len(rig.of(FaxEnded)) == 2


@pytest.mark.parametrize("first", [True, False])
async def test_given_a_caller_who_hangs_up_just_as_the_fax_is_ordered_then_it_and_the_leg_are_told_once(
    rig: Rig, first: bool
) -> None:
    for turn in range(8):
        call, leg = await rig.caller("13800000001", "12348")
        await rig.order(AnswerLeg, leg=leg)
        await call.answered.wait()
        if first:
            call.hang_up()
        await rig.order(ReceiveFax, leg=leg, name=f"late-{first}-{turn}.f1", station="12348")
        if not first:
            call.hang_up()
        ended = await rig.expect(FaxEnded, leg=leg)
        assert (ended.name, ended.ok, ended.pages) == (f"late-{first}-{turn}.f1", False, 0)
        await rig.expect(LegGone, leg=leg)
    assert (len(rig.of(FaxEnded)), len(rig.of(LegGone))) == (8, 8)


async def test_given_a_leg_that_is_gone_when_a_fax_is_ordered_then_its_failure_is_told(rig: Rig) -> None:
    await rig.order(ReceiveFax, leg="nobody", name="never.f1", station="1")
    ended = await rig.expect(FaxEnded, name="never.f1")
    assert (ended.ok, ended.leg, ended.error) == (False, "nobody", "HANGUP")


async def test_given_a_machine_that_only_knows_tones_when_we_send_then_every_page_is_there(
    rig: Rig, installed: launch.Asterisk, asterisk: AsteriskProcess, tmp_path: Path
) -> None:
    ours, machine = [page(3), page(1)], FaxMachine(installed, tmp_path, asterisk, t38=False)
    try:
        write_document(folder(rig) / "tones-7.tif", ours)
        await rig.order(DialNumber, leg="t.o1", call_id="t", number="02088880001", caller_id="12348", ring_seconds=20.0)
        await rig.expect(LegAnswered, leg="t.o1")
        await rig.order(TransmitFax, leg="t.o1", name="tones-7", station="12348", header="Citizen hotline")
        ended = await rig.expect(FaxEnded, LONG)
        assert (ended.name, ended.ok, ended.pages, ended.remote_id, ended.t38) == ("tones-7", True, 2, "5550001", False)
        await rig.expect(LegGone, LONG, leg="t.o1")
        got = machine.taken("02088880001")
        assert len(got) == 2
        assert all(likeness(*each) > ALIKE for each in zip(ours, got, strict=True))
    finally:
        machine.stop()


async def test_given_a_machine_that_calls_a_number_for_people_when_it_beeps_then_its_tone_is_told_and_its_pages_come(
    rig: Rig, machine: FaxMachine
) -> None:
    machine.load([page(2)])
    await asyncio.to_thread(machine.send, "12345", "tones")
    leg = (await rig.expect(LegArrived, called="12345")).leg
    await rig.orders((AnswerLeg, {"leg": leg}), (StartMusic, {"leg": leg}))
    await rig.expect(FaxToneHeard, leg=leg)
    await rig.orders((StopMusic, {"leg": leg}), (ReceiveFax, {"leg": leg, "name": "heard.f1", "station": "12345"}))
    ended = await rig.expect(FaxEnded, LONG)
    assert (ended.name, ended.ok, ended.pages) == ("heard.f1", True, 1)
    await rig.expect(LegGone, LONG, leg=leg)
    assert likeness(page(2), pages_of(folder(rig) / "heard.f1.tif")[0]) > ALIKE
