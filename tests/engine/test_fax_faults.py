"""The gateway dies in the middle of faxes: each is told as broken, once, and the next try goes through."""

import asyncio
import dataclasses
from pathlib import Path

from hotline.main.launch import gateway as launch
from telephony.contracts import events as tel
from telephony.contracts import plan
from telephony.contracts.fax import FaxReceived, FaxSent, SendFax
from telephony.contracts.outreach import ReachOutcome
from tests.engine.conftest import MakeProcess
from tests.engine.fax_machine import FaxMachine, likeness, page, pages_of, write_document
from tests.engine.house import PLAN, House

LONG, ALIKE = 90.0, 0.98
TAKES = plan.FlowPlan("fax", 1, "take", (plan.FlowNode("take", plan.NodeKind.FAX),))


def told(house: House, kind: type[tel.Event], count: int) -> bool:
    """Has it been told so often?"""
    return len(house.of(kind)) == count


async def test_given_a_fax_each_way_when_the_gateway_dies_then_both_are_told_as_broken_once_and_the_next_ones_work(
    make_process: MakeProcess, installed: launch.Asterisk, tmp_path: Path
) -> None:
    house = House(make_process(), tmp_path)
    await house.start()
    machine = FaxMachine(installed, tmp_path, house.asterisk)
    try:
        numbers = (*PLAN.called_numbers, plan.CalledNumberPlan("12348", "fax"))
        house.bus.publish_plan(dataclasses.replace(PLAN, version=2, flows=(*PLAN.flows, TAKES), called_numbers=numbers))
        spool, pages = house.asterisk.folder / "spool" / "fax", [page(2)]
        write_document(spool / "doc-7.tif", pages)
        machine.load(pages)
        fax = {"tenant": "city", "fax": "fax-7", "number": "02088880001", "name": "doc-7", "station": "12348"}
        await house.tell(SendFax, **fax, header="Citizen hotline")
        await house.until(lambda: bool(machine.receiving()), "the machine takes our fax")
        await asyncio.to_thread(machine.send, "12348")

        def taking() -> bool:
            return any(each["dialplan"]["app_name"] == "ReceiveFAX" for each in house.asterisk.ask("channels"))

        await house.until(taking, "our machine takes theirs")
        # it dies with both on the line
        house.asterisk.kill()
        house.asterisk.start()
        await house.until(lambda: told(house, FaxSent, 1) and told(house, FaxReceived, 1), "both are told", LONG)
        (sent,), (received,) = house.of(FaxSent), house.of(FaxReceived)
        assert (sent.fax, sent.outcome, sent.error) == ("fax-7", ReachOutcome.BROKEN_OFF, "HANGUP")
        assert (received.ok, received.pages, received.error, received.called) == (False, 0, "HANGUP", "12348")
        # the house tries again, and so does the other machine

        def accepted() -> bool:
            return house.command(SendFax, **fax, header="Citizen hotline").refusal is None

        await house.until(accepted, "the gateway is back and takes our fax")
        await asyncio.to_thread(machine.send, "12348")
        await house.until(lambda: told(house, FaxSent, 2) and told(house, FaxReceived, 2), "both are through", LONG)
        sent, received = house.of(FaxSent)[1], house.of(FaxReceived)[1]
        assert (sent.outcome, sent.pages, received.ok, received.pages) == (ReachOutcome.COMPLETED, 1, True, 1)
        for got in (machine.taken("02088880001"), pages_of(spool / f"{received.name}.tif")):
            assert all(likeness(*each) > ALIKE for each in zip(pages, got, strict=True))
    finally:
        machine.stop()
        await house.close()
