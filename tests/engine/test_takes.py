"""A prompt is recorded at a seat's telephone on a real gateway: beep, what is said, played back, kept by key; the file
holds the tone that was spoken."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from telephony.adapters.asterisk import RecordingStore
from telephony.contracts import events as tel
from telephony.contracts.takes import DecideTake, PromptRecorded, RecordPrompt, TakeChoice
from telephony.sipphone.audio import RATE
from tenants.local.voice import sound
from tests.engine.house import House
from tests.engine.rig import AGENT, BEEP, AsteriskProcess

SEAT, SPEAKER = "east-01", "east:8101"


@pytest.fixture
async def house(asterisk: AsteriskProcess, tmp_path: Path) -> AsyncIterator[House]:
    house = House(asterisk, tmp_path)
    await house.start()
    try:
        yield house
    finally:
        await house.close()


def take(house: House, call: str) -> str | None:
    return (house.bus.live("calls").get(call) or {}).get("take")


def loudest(house: House, name: str) -> float:
    """The strongest frequency, in Hz, of a file on the gateway."""
    gateway = house.asterisk.gateway
    store = RecordingStore(gateway.ari_url, gateway.user, gateway.secret)
    with store.opened(name) as pieces:
        samples = sound.decode(b"".join(pieces))
    store.delete(name)
    power = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(np.argmax(power)) * RATE / samples.size


async def test_given_a_seat_when_a_prompt_is_recorded_there_then_it_is_heard_back_and_kept_by_key(house: House) -> None:
    phone = await house.agent(SPEAKER, SEAT, AGENT)
    asked = {"agent": SPEAKER, "prompt": "welcome", "language": "zh", "by": "管理员"}
    await house.tell(RecordPrompt, **asked)
    heard = await phone.incoming.get()
    await heard.hears(BEEP)
    call = (await house.expect(tel.CallDialled, agent=SPEAKER)).call_id
    assert take(house, call) == "RECORDING"
    await asyncio.sleep(1.0)  # the beep is over, something is said
    await asyncio.to_thread(house.command, DecideTake, agent=SPEAKER, call_id=call, choice=TakeChoice.KEEP)
    await house.until(lambda: take(house, call) == "REVIEW", "it is played back")
    # finished during the beep: it is when the beep is over
    heard.press("2")
    await house.until(lambda: take(house, call) == "RECORDING", "it is recorded once more")
    await asyncio.to_thread(house.command, DecideTake, agent=SPEAKER, call_id=call, choice=TakeChoice.KEEP)
    await house.until(lambda: take(house, call) == "REVIEW", "it is played back once more")
    # again: another beep; this time the hash key ends it
    heard.press("2")
    await house.until(lambda: take(house, call) == "RECORDING", "it is recorded again")
    await asyncio.sleep(1.5)
    heard.press("#")
    await house.until(lambda: take(house, call) == "REVIEW", "it is played back again")
    heard.press("1")
    kept = await house.expect(PromptRecorded)
    assert (kept.tenant, kept.prompt, kept.language, kept.agent, kept.by, kept.name) == (
        "east", "welcome", "zh", SPEAKER, "管理员", f"{call}.r3",
    )  # fmt: skip
    await house.expect(tel.CallEnded, call_id=call)
    await house.until(lambda: house.live(SPEAKER).get("state") == "READY", "the agent is ready again")
    assert await asyncio.to_thread(loudest, house, kept.name) == pytest.approx(AGENT, abs=8)


async def test_given_the_speaker_hangs_up_when_it_is_being_recorded_then_what_was_said_is_kept(house: House) -> None:
    phone = await house.agent(SPEAKER, SEAT, AGENT)
    await house.tell(RecordPrompt, agent=SPEAKER, prompt="welcome", language="en", by="x")
    heard = await phone.incoming.get()
    call = (await house.expect(tel.CallDialled, agent=SPEAKER)).call_id
    await house.until(lambda: take(house, call) == "RECORDING", "it is recorded")
    await heard.hears(BEEP)
    await asyncio.sleep(1.0)
    heard.hang_up()
    kept = await house.expect(PromptRecorded)
    await house.expect(tel.CallEnded, call_id=call)
    assert await asyncio.to_thread(loudest, house, kept.name) == pytest.approx(AGENT, abs=8)
