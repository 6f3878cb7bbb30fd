"""Supervisors on a real gateway: what each party hears is measured, and nothing is left behind."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hotline import tenancy
from hotline.audit.models import AuditEntry
from telephony.contracts import events as tel
from telephony.contracts.commands import (
    CutCall,
    Hold,
    Intercept,
    Resume,
    SetSupervision,
    StopSupervision,
    Supervise,
    SuperviseMode,
)
from telephony.sipphone import PhoneCall
from tenants.local.supervision import handlers
from tenants.local.supervision.models import Listening
from tests.engine.house import House
from tests.engine.rig import AGENT, CALLER, MUSIC, OTHER, AsteriskProcess
from tests.engine.test_gateway_recordings import heard_in, mixed

CITIZEN = "13900020002"
BOSS = "city:8002"
PEOPLE = (CALLER, AGENT, OTHER)


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        await house.close()


@dataclass
class Talk:
    """A conversation of an agent with a citizen that city:8002 listens to."""

    call_id: str
    citizen: PhoneCall
    agent: PhoneCall
    boss: PhoneCall

    async def heard(self, citizen: set[int], agent: set[int], boss: set[int]) -> None:
        """Each hears exactly these people."""
        for party, wanted in ((self.citizen, citizen), (self.agent, agent), (self.boss, boss)):
            await party.hears(*wanted, among=PEOPLE)


async def listening(
    house: House, mode: SuperviseMode, who: str = "city:8001", seat: str = "city-01", number: str = CITIZEN
) -> Talk:
    agent = await house.agent(who, seat, AGENT)
    citizen = await house.caller(number, CALLER)
    call_id = (await house.expect(tel.CallAnswered, agent=who)).call_id
    near = await agent.incoming.get()
    await citizen.hears(AGENT)
    phone = await house.agent(BOSS, "city-02", OTHER)
    await house.tell(Supervise, agent=BOSS, call_id=call_id, mode=mode, anywhere=not who.startswith("city:"))
    boss = await phone.incoming.get()
    await house.expect(tel.SupervisionStarted, supervisor=BOSS, mode=mode.value)
    return Talk(call_id, citizen, near, boss)


async def nothing_is_left(house: House) -> None:
    await house.until(lambda: not house.asterisk.ask("channels"), "every channel is gone")
    await house.until(lambda: not house.asterisk.ask("bridges"), "every bridge is gone")
    started = Counter(leg.leg for leg in house.of(tel.LegStarted))
    await house.until(lambda: Counter(leg.leg for leg in house.of(tel.LegEnded)) == started, "every leg has ended once")
    assert set(started.values()) == {1}


MONITORED = ({AGENT}, {CALLER}, {CALLER, AGENT})
WHISPERED = ({AGENT}, {CALLER, OTHER}, {CALLER, AGENT})
BARGED = ({AGENT, OTHER}, {CALLER, OTHER}, {CALLER, AGENT})


async def test_given_talk_when_a_supervisor_changes_modes_then_each_hears_who_they_should(house: House) -> None:
    talk = await listening(house, SuperviseMode.MONITOR)
    await talk.heard(*MONITORED)
    for mode, heard in (
        (SuperviseMode.WHISPER, WHISPERED),
        (SuperviseMode.BARGE, BARGED),
        (SuperviseMode.MONITOR, MONITORED),
        (SuperviseMode.BARGE, BARGED),
        (SuperviseMode.WHISPER, WHISPERED),
    ):
        await house.tell(SetSupervision, agent=BOSS, mode=mode)
        await talk.heard(*heard)
    # the gateway's channels and our books agree: three legs, their ears and the recorder's
    up = [each["id"] for each in house.asterisk.ask("channels")]
    legs = {each for each in up if not each.endswith(".s")}
    assert legs == {leg.leg for leg in house.of(tel.LegStarted)}
    await house.tell(StopSupervision, agent=BOSS)
    await house.expect(tel.SupervisionEnded, reason="STOPPED")
    await talk.citizen.hears(AGENT, among=PEOPLE)
    await talk.agent.hears(CALLER, among=PEOPLE)
    talk.citizen.hang_up()
    await house.expect(tel.CallEnded)
    await nothing_is_left(house)


async def test_given_a_talk_in_a_county_when_the_city_listens_whispers_and_barges_in_then_heard_and_on_record_in_both(
    house: House, same_transaction: None
) -> None:
    talk = await listening(house, SuperviseMode.MONITOR, "east:8101", "east-01", "13800010001")
    await talk.heard(*MONITORED)
    for mode, heard in ((SuperviseMode.WHISPER, WHISPERED), (SuperviseMode.BARGE, BARGED)):
        await house.tell(SetSupervision, agent=BOSS, mode=mode)
        await talk.heard(*heard)
    await house.tell(StopSupervision, agent=BOSS)
    await talk.citizen.hears(AGENT, among=PEOPLE)
    await house.until(lambda: len(house.of(tel.SupervisionEnded)) == 2, "both centres are told of the end")
    talk.citizen.hang_up()
    await nothing_is_left(house)
    course = ["MONITOR", "WHISPER", "BARGE"]
    assert await tenancy.in_thread(written, house) == {
        "city": (["supervision.start", "supervision.mode", "supervision.mode", "supervision.end"], course),
        "east": (["supervision.start", "supervision.mode", "supervision.mode", "supervision.end"], course),
    }


def written(house: House) -> dict[str, tuple[list[str], list[str]]]:
    """What stands in each centre's audit log and books once the recorder has written what this house told."""
    found = {}
    for tenant in ("city", "east"):
        with tenancy.entered(tenant):
            for event in house.of(tel.SupervisionEvent):
                if event.tenant == tenant and event.supervisor == BOSS:
                    handlers.handle(event)
            rows = AuditEntry.objects.filter(action__startswith="supervision.", detail__contains="east:8101")
            (book,) = Listening.objects.filter(supervisor=BOSS, agent="east:8101")
            modes = [step["mode"] for step in book.course]
            found[tenant] = (list(rows.order_by("id").values_list("action", flat=True)), modes)
    return found


async def test_given_listening_when_intercepted_then_the_citizen_stays_and_the_agent_writes_down(house: House) -> None:
    talk = await listening(house, SuperviseMode.MONITOR)
    await talk.heard(*MONITORED)
    await house.tell(Intercept, agent=BOSS)
    await talk.citizen.hears(OTHER, among=PEOPLE)
    await talk.boss.hears(CALLER, among=PEOPLE)
    await house.expect(tel.AgentChanged, agent="city:8001", state=tel.AgentState.WRAP_UP)
    taken = await house.expect(tel.CallAnswered, agent=BOSS)
    assert taken.call_id == talk.call_id
    talk.citizen.hang_up()
    await house.expect(tel.CallEnded, reason=tel.EndReason.CALLER_HUNG_UP)
    await house.until(lambda: len(house.of(tel.RecordingFinished)) == 2, "both recordings are there")
    await nothing_is_left(house)


async def test_given_whispering_when_held_and_resumed_and_cut_then_the_right_ones_hear_and_nothing_is_left(
    house: House,
) -> None:
    talk = await listening(house, SuperviseMode.WHISPER)
    await talk.heard(*WHISPERED)
    mine = {"agent": "city:8001", "call_id": talk.call_id}
    await house.tell(Hold, **mine)
    await talk.agent.hears(OTHER, among=PEOPLE)
    await talk.citizen.hears(MUSIC, among=(*PEOPLE, MUSIC))
    await talk.boss.hears(AGENT, among=PEOPLE)
    await house.tell(Resume, **mine)
    await talk.heard(*WHISPERED)
    await house.tell(CutCall, by="8002", call_id=talk.call_id)
    await house.expect(tel.CallEnded, reason=tel.EndReason.SUPERVISOR_ENDED)
    assert [event.reason for event in house.of(tel.SupervisionEnded)] == ["CALL_ENDED"]
    await nothing_is_left(house)


async def test_given_barging_in_when_the_switchboard_is_killed_then_the_three_talk_on_and_listening_goes_on(
    house: House,
) -> None:
    talk = await listening(house, SuperviseMode.BARGE)
    await talk.heard(*BARGED)
    house.kill_switchboard()
    await talk.heard(*BARGED)
    house.start_switchboard()
    await house.until(lambda: bool(house.bus.engine_alive()), "it is back")
    await talk.heard(*BARGED)
    await house.tell(SetSupervision, agent=BOSS, mode=SuperviseMode.MONITOR)
    await talk.heard(*MONITORED)
    talk.citizen.hang_up()
    await house.expect(tel.CallEnded)
    await nothing_is_left(house)


async def test_given_whisper_then_barging_in_when_recorded_then_only_what_the_citizen_could_hear_is_on_it(
    house: House,
) -> None:
    talk = await listening(house, SuperviseMode.WHISPER)
    await talk.heard(*WHISPERED)
    await house.tell(SetSupervision, agent=BOSS, mode=SuperviseMode.BARGE)
    await talk.citizen.hears(AGENT, OTHER, among=PEOPLE, seconds=1.6)
    talk.citizen.hang_up()
    recording = await house.expect(tel.RecordingFinished, agent="city:8001")
    pieces = heard_in(mixed(house.asterisk, recording.name))
    both = [piece for piece in pieces if {CALLER, AGENT} <= piece]
    with_boss = [OTHER in piece for piece in both]
    assert with_boss[0] is False and with_boss[-1] is True
    assert with_boss == sorted(with_boss)  # silent on it while whispering, from the barging in on it to the end
    await nothing_is_left(house)
