"""The walk of a phone call: from the citizen's telephone to a remote seat's browser, a case and its recording."""

import re

from playwright.async_api import Browser, expect

from tests.house.demo import Demo
from tests.house.people import Citizen, Person
from tests.house.sound import TONE_OF_AGENT, TONE_OF_CALLER, browser_hears

HEARD_AMONG = (440.0, 880.0)


async def test_given_a_remote_seat_when_a_citizen_of_the_county_calls_then_talk_form_case_and_recording_follow(
    demo: Demo, browser: Browser
) -> None:
    agent = await Person.sign_in(browser, demo, "east.agent1")
    page = agent.page
    await agent.take_seat()

    citizen = await Citizen.calls(demo, "13800010001")
    await agent.shows_state("振铃")
    # the screen is complete no later than the ring
    await expect(page.get_by_text("最近四次记录")).to_be_visible()
    await expect(page.get_by_text("138 0001 0001").first).to_be_visible()
    await expect(page.get_by_label("标题")).to_be_visible()
    await agent.answers()
    await citizen.call.hears(TONE_OF_AGENT, among=HEARD_AMONG, within=25)
    await browser_hears(page, TONE_OF_CALLER)

    await agent.press("F8")
    await expect(page.get_by_role("button", name="恢复")).to_be_visible()
    await agent.press("F8")
    await expect(page.get_by_role("button", name="保持")).to_be_enabled()
    await citizen.call.hears(TONE_OF_AGENT, among=HEARD_AMONG, within=25)

    await page.get_by_label("标题").fill("路灯不亮")
    await page.get_by_label("诉求内容").fill("人民路口路灯三天不亮，晚上很黑。")
    await page.get_by_label("诉求人姓名").fill("王先生")
    await agent.choose("承办单位", "城市管理局")
    await page.keyboard.press("Control+Enter")
    await agent.shows_state("话后处理")
    number = re.search(r"\d{14}", await page.get_by_text(re.compile(r"工单 \d{14} 已登记")).first.inner_text())
    assert number is not None
    await citizen.hangs_up()

    operator = await Person.sign_in(browser, demo, "east.operator")
    await operator.open_case(number.group())
    await operator.case_is("待签收")
    await expect(operator.page.get_by_text("通话录音")).to_be_visible()
    sound = operator.page.locator("audio").first
    await expect(sound).to_be_attached()
    address = await sound.get_attribute("src") or await sound.locator("source").first.get_attribute("src") or ""
    answer = await operator.page.request.get(f"{demo.url}{address}")
    assert answer.status == 200
    assert (await answer.body())[:4] == b"fLaC"

    admin = await Person.sign_in(browser, demo, "east.admin")
    await admin.page.goto(f"{demo.url}/audit")
    await expect(admin.page.get_by_text("recording.play").first).to_be_visible()
