"""An answering machine on a real gateway: a telephone that greets for long, beside one that says "hello"."""

import asyncio

import pytest

from telephony.contracts import events as tel
from telephony.contracts import outreach as out
from telephony.contracts.outreach import DialMode, MachineRule, ReachOutcome
from telephony.sipphone import PhoneCall, SipPhone, Speech
from tests.engine.house import House
from tests.engine.rig import AGENT, OTHER, SYSTEM_ERROR, WELCOME

from .test_outreach import house as house
from .test_outreach import rung, same_books

HELLO = ((0.0, 0.5), (300.0, 0.5))
GREETING = ((0.0, 0.5), (300.0, 2.0), (0.0, 0.2), (350.0, 2.0), (0.0, 0.2), (300.0, 1.5))
PERSON, MACHINE = "13900030001", "13900030002"
ASKED = out.Talk(
    steps=(
        out.TalkStep(key="q", prompts=("welcome",), keys={"1": "bye"}),
        out.TalkStep(key="bye", prompts=("welcome",)),
    )
)


async def outside(house: House) -> SipPhone:
    """The world behind the trunk, silent until it is told what to say."""
    at = house.asterisk
    phone = await SipPhone.open("outside", at.server, port=at.outside_port)
    house.phones.append(phone)
    return phone


async def answered(world: SipPhone) -> dict[str, PhoneCall]:
    """The two that ring, answered: the person says hello, the machine its greeting."""
    calls = dict([await rung(world), await rung(world)])
    for number, call in calls.items():
        call.say(Speech(HELLO if number == PERSON else GREETING))
        call.answer()
    return calls


async def campaign(house: House, mode: DialMode, rule: MachineRule, **more: object) -> None:
    run = {"tenant": "city", "campaign": "city.1"}
    settings = {"ring_seconds": 10.0, "machine": rule, "message": ("system-error",), **more}
    await house.tell(out.RunCampaign, **run, mode=mode, **settings)
    await house.tell(
        out.FeedCampaign, **run, targets=(out.DialTarget("person", PERSON), out.DialTarget("machine", MACHINE))
    )


def heard(house: House) -> dict[str, bool]:
    """Target → taken for a machine."""
    return {event.reference.rpartition("/")[2]: event.machine for event in house.of(out.AnswerRecognised)}


async def over(house: House) -> dict[str, out.OutreachEnded]:
    """Both attempts are over, and nothing is left of them."""
    await house.until(lambda: len(house.of(out.OutreachEnded)) == 2, "both attempts are over", within=30.0)
    await house.until(lambda: not house.asterisk.ask("channels"), "every channel is gone")
    await house.until(lambda: len(house.of(tel.CallEnded)) == 2, "every call has ended")
    await house.until(lambda: len(house.of(tel.LegEnded)) >= len(house.of(tel.LegStarted)), "every leg is told to end")
    same_books(house)
    return {event.reference.rpartition("/")[2]: event for event in house.of(out.OutreachEnded)}


async def test_given_a_machine_and_a_person_when_called_then_only_the_person_reaches_an_agent(house: House) -> None:
    # given two agents, so that two lines are dialled
    world = await outside(house)
    for n in (1, 2):
        await house.agent(f"city:800{n}", f"city-0{n}", AGENT)
    await campaign(house, DialMode.PREDICTIVE, MachineRule.HANG_UP, queue="city.general")
    # when
    calls = await answered(world)
    # then
    await calls[PERSON].hears(AGENT, among=(AGENT, OTHER), within=12.0)
    assert [offer.tenant for offer in house.of(tel.CallOffered)] == ["city"]
    calls[PERSON].hang_up()
    ended = await over(house)
    assert heard(house) == {"person": False, "machine": True}
    assert (ended["person"].outcome, ended["machine"].outcome) == (ReachOutcome.TALKED, ReachOutcome.MACHINE)
    assert ended["machine"].agent is None


async def test_given_a_message_to_leave_when_the_greeting_is_over_then_it_is_said(house: House) -> None:
    # given
    world = await outside(house)
    await campaign(house, DialMode.AUTOMATIC, MachineRule.LEAVE_MESSAGE, talk=ASKED, lines=2)
    # when
    calls = await answered(world)
    # then the person is asked
    await calls[PERSON].hears(WELCOME, within=12.0)
    calls[PERSON].press("1")
    # and the machine, after its last word, hears the message to its end
    await calls[MACHINE].hears(SYSTEM_ERROR, within=20.0)
    ended = await over(house)
    assert heard(house) == {"person": False, "machine": True}
    assert (ended["person"].outcome, ended["person"].answers) == (ReachOutcome.COMPLETED, {"q": "1"})
    assert (ended["machine"].outcome, ended["machine"].message_left) == (ReachOutcome.MACHINE, True)
    recognised = next(event for event in house.of(out.AnswerRecognised) if event.machine)
    assert recognised.why.split("-")[0] in ("LONGGREETING", "MAXWORDS", "MAXWORDLENGTH")


@pytest.mark.parametrize("when", ["judged", "greeting"])
async def test_given_a_switchboard_that_is_killed_meanwhile_then_the_attempts_go_on(house: House, when: str) -> None:
    # given
    world = await outside(house)
    await campaign(house, DialMode.AUTOMATIC, MachineRule.LEAVE_MESSAGE, talk=ASKED, lines=2)
    calls = await answered(world)
    if when == "judged":
        await house.until(lambda: len(house.of(out.OutreachAnswered)) == 2, "both have answered")
    else:
        await house.until(lambda: heard(house).get("machine") is True, "the machine is known")
    # when
    house.kill_switchboard()
    house.start_switchboard()
    # then the person is asked, and nobody is left in silence for good
    await calls[PERSON].hears(WELCOME, within=20.0)
    calls[PERSON].press("1")
    await asyncio.wait_for(calls[MACHINE].ended.wait(), 60.0)
    ended = await over(house)
    assert ended["person"].outcome is ReachOutcome.COMPLETED
