"""A supervisor at their screen: listening, whispering, helping, taking over; a message to the shift."""

import re

from playwright.async_api import Browser, expect

from tests.house.demo import Demo
from tests.house.people import Citizen, Person
from tests.house.sound import TONE_OF_CALLER, browser_hears

CITIZEN = "13800020017"


async def test_given_an_angry_citizen_when_the_agent_asks_for_help_then_the_supervisor_listens_joins_and_takes_over(
    demo: Demo, browser: Browser
) -> None:
    agent = await Person.sign_in(browser, demo, "west.agent2")
    await agent.take_seat()
    citizen = await Citizen.calls(demo, CITIZEN)
    await agent.answers()
    await agent.page.get_by_label("标题").fill("噪音扰民")
    await expect(agent.page.get_by_text("草稿已保存")).to_be_visible()
    boss = await Person.sign_in(browser, demo, "west.supervisor")
    await boss.take_seat()
    await boss.page.goto(f"{demo.url}/floor")
    # silent monitoring is not told to the agent
    card = boss.page.locator(".agent", has_text="8202")
    await card.get_by_role("button").click()
    await boss.page.get_by_role("menuitem", name="监听", exact=False).first.click()
    bar = boss.page.locator(".listening")
    await expect(bar).to_have_attribute("data-mode", "MONITOR")
    await browser_hears(boss.page, TONE_OF_CALLER)
    await expect(agent.page.locator(".listened-by")).to_have_count(0)
    # whispering is
    await boss.press("Control+F7")
    await expect(bar).to_have_attribute("data-mode", "WHISPER")
    await expect(agent.page.locator(".listened-by")).to_contain_text("8207")
    await boss.press("Control+F9")
    await expect(bar).to_have_count(0)
    # help
    await agent.page.get_by_role("button", name="班长帮助").click()
    await expect(agent.page.get_by_label(re.compile("什么情况"))).to_be_focused()
    await agent.page.keyboard.insert_text("市民情绪激动")
    await agent.press("Enter")
    request = boss.page.locator(".help")
    await expect(request).to_contain_text("市民情绪激动")
    await request.get_by_role("button", name="加入").click()
    await expect(bar).to_have_attribute("data-mode", "BARGE")
    await expect(request).to_have_count(0)
    # taking over: the citizen and the form come along
    await bar.get_by_role("button", name="拦截").click()
    await boss.page.get_by_role("tooltip").get_by_role("button", name="拦截").click()
    await boss.shows_state("通话中")
    await agent.shows_state("话后处理")
    await browser_hears(boss.page, TONE_OF_CALLER)
    await boss.page.goto(f"{demo.url}/desk")
    await expect(boss.page.get_by_label("标题")).to_have_value("噪音扰民")
    await citizen.hangs_up()
    await boss.shows_state("话后处理")
    # the book has it all
    await boss.page.goto(f"{demo.url}/listenings")
    await expect(boss.page.get_by_text("监听 → 密语")).to_be_visible()
    await expect(boss.page.get_by_text("拦截").first).to_be_visible()
    # a word to everybody on shift
    await boss.page.goto(f"{demo.url}/floor")
    await boss.page.get_by_role("button", name="发给全体当班").click()
    await boss.page.get_by_label(re.compile("输入消息")).fill("辛苦了")
    await boss.press("Control+Enter")
    await expect(agent.page.get_by_text("辛苦了").first).to_be_visible()
    await agent.leaves()
    await boss.leaves()
