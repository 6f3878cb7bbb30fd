"""A SIP telephone at a seat, and an alarm that is seen to: an administrator, an agent and a citizen."""

import asyncio
import re
import ssl

from playwright.async_api import Browser, expect

from telephony.sipphone import SipPhone, Tone
from tests.house.demo import Demo
from tests.house.people import Citizen, Person
from tests.house.sound import TONE_OF_AGENT, TONE_OF_CALLER

CITIZEN = "13800030042"
ABROAD = "0016502530000"
SEAT, SEAT_NUMBER = "north-04", "0404"  # the last one: who signs in takes the first that is free


async def telephone(demo: Demo, server: str, password: str) -> SipPhone:
    """What stands at the seat: TLS, encrypted audio, answers by itself."""
    trusting = ssl.create_default_context(cafile=str(demo.home / "tls" / "ca.pem"))
    port = int(server.rpartition(":")[2])
    phone = await SipPhone.open(
        SEAT, ("127.0.0.1", port), password=password, sound=lambda: Tone(TONE_OF_AGENT), tls=trusting, srtp=True
    )
    phone.answer_after = 0.3
    await phone.register()
    return phone


async def test_given_a_telephone_at_a_seat_when_a_citizen_calls_then_it_rings_there_and_alarms_are_seen_to(
    demo: Demo, browser: Browser
) -> None:
    # given a seat whose telephone is no browser
    admin = await Person.sign_in(browser, demo, "north.admin")
    await admin.page.goto(f"{demo.url}/people")
    await admin.page.get_by_role("tab", name="座席", exact=True).click()
    await admin.page.locator("tr", has_text=SEAT).get_by_role("button", name="话机").click()
    dialog = admin.page.get_by_role("dialog")
    await dialog.get_by_role("button", name=re.compile("保.*存")).click()
    account = dialog.locator(".sip-account code")
    await expect(account).to_have_count(3)
    server, user, password = [text.strip() for text in await account.all_inner_texts()]
    assert user == SEAT
    await dialog.get_by_role("button", name="已记下").click()
    await expect(admin.page.locator("tr", has_text=SEAT)).to_contain_text("TLS · SRTP")
    phone = await telephone(demo, server, password)
    # when an agent sits there and a citizen calls
    agent = await Person.sign_in(browser, demo, "north.agent1")
    await agent.leaves_seat()
    await agent.page.get_by_role("button", name=re.compile(rf"{SEAT_NUMBER}.*空闲")).click()
    await expect(agent.page.locator(".connection-item[data-ok=true]", has_text="话机")).to_be_visible()
    await agent.page.get_by_role("button", name="示闲").first.click()
    await agent.shows_state("空闲")
    citizen = await Citizen.calls(demo, CITIZEN)
    async with asyncio.timeout(30):
        talking = await phone.incoming.get()
    # then they hear each other, and the screen is the agent's as ever
    await talking.hears(TONE_OF_CALLER, within=15)
    await citizen.call.hears(TONE_OF_AGENT, within=15)
    await agent.shows_state("通话中")
    await expect(agent.page.locator("main").get_by_text("138 0003 0042").first).to_be_visible()
    await citizen.hangs_up()
    await agent.shows_state("话后处理")
    # when the agent dials abroad nothing rings, and the county's administrator knows
    await agent.press("F9")
    await agent.page.locator("#dial-number").fill(ABROAD)
    await agent.press("Enter")
    await expect(agent.page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    badge = admin.page.get_by_role("link", name=re.compile("告警"))
    await expect(badge).to_contain_text("1")
    await badge.click()
    row = admin.page.locator("tr", has_text="拨打受限号码")
    await expect(row).to_contain_text("国际 +16502530000")
    await row.get_by_role("button", name="确认").click()
    await admin.page.locator("#alarm-note").fill("已提醒")
    await admin.press("Control+Enter")
    await expect(row).to_contain_text("已提醒")
    await expect(row).to_contain_text("已结束")
    await expect(badge).not_to_contain_text("1")
    # and when everybody has left, the seat has its browser again
    await agent.press("Escape")
    await agent.leaves_seat()
    phone.close()
    await admin.page.goto(f"{demo.url}/people")
    await admin.page.get_by_role("tab", name="座席", exact=True).click()
    await admin.page.locator("tr", has_text=SEAT).get_by_role("button", name="话机").click()
    await admin.page.get_by_role("dialog").get_by_role("button", name="改用浏览器").click()
    await expect(admin.page.locator("tr", has_text=SEAT)).to_contain_text("浏览器")
    await agent.leaves()
    await admin.leaves()
