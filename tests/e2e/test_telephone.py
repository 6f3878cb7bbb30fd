"""What agents, supervisors and citizens meet at their screens when calls take unusual ways."""

import re

from playwright.async_api import Browser, expect

from tests.house.demo import Demo
from tests.house.people import Citizen, Person
from tests.house.sound import EAR, TONE_OF_AGENT, TONE_OF_CALLER, browser_hears

AMONG = (440.0, 880.0)
EAST, CITY = "13800010007", "13911110007"


async def test_given_a_half_typed_form_when_the_call_is_transferred_over_the_county_line_then_the_form_travels_along(
    demo: Demo, browser: Browser
) -> None:
    east, city = await Person.sign_in(browser, demo, "east.agent1"), await Person.sign_in(browser, demo, "city.agent2")
    await city.take_seat()
    await east.take_seat()
    citizen = await Citizen.calls(demo, EAST)
    await east.answers()
    await east.page.get_by_label("标题").fill("跨区噪音扰民")
    await expect(east.page.get_by_text("草稿已保存")).to_be_visible()
    await browser_hears(east.page, TONE_OF_CALLER)
    await east.press("Shift+F8")
    dialog = east.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").or_(dialog.get_by_role("searchbox")).first.fill("8002")
    await dialog.get_by_text(re.compile("8002")).first.click()
    await dialog.get_by_role("button", name="咨询", exact=True).first.click()
    await city.answers()
    await expect(city.page.get_by_label("标题")).to_have_value("跨区噪音扰民")
    await east.page.get_by_role("button", name="完成转接").click()
    await east.shows_state("话后处理")
    await browser_hears(city.page, TONE_OF_CALLER)
    await citizen.call.hears(TONE_OF_AGENT, among=AMONG, within=25)
    await citizen.hangs_up()
    await city.shows_state("话后处理")
    await east.leaves()
    await city.leaves()


async def test_given_a_talk_when_the_agents_browser_is_closed_then_another_agent_goes_on_with_call_and_form(
    demo: Demo, browser: Browser
) -> None:
    first = await Person.sign_in(browser, demo, "west.agent1")
    await first.take_seat()
    citizen = await Citizen.calls(demo, "13800020007")
    await first.answers()
    await first.page.get_by_label("标题").fill("井盖缺失")
    await expect(first.page.get_by_text("草稿已保存")).to_be_visible()
    second = await Person.sign_in(browser, demo, "west.agent2")
    await second.take_seat()
    await first.leaves()
    await second.answers()
    await expect(second.page.get_by_label("标题")).to_have_value("井盖缺失")
    await citizen.call.hears(TONE_OF_AGENT, among=AMONG, within=25)
    back = await Person.sign_in(browser, demo, "west.agent1")
    await expect(back.page.get_by_text(re.compile("连接中断|示忙")).first).to_be_visible()
    await citizen.hangs_up()
    await second.leaves()
    await back.leaves()


async def test_given_a_talk_when_the_page_is_reloaded_then_the_agent_talks_on_with_the_same_citizen(
    demo: Demo, browser: Browser
) -> None:
    agent = await Person.sign_in(browser, demo, "west.agent1")
    await agent.take_seat()
    citizen = await Citizen.calls(demo, "13800020008")
    await agent.answers()
    await browser_hears(agent.page, TONE_OF_CALLER)
    await agent.page.reload()
    await browser_hears(agent.page, TONE_OF_CALLER)
    await citizen.call.hears(TONE_OF_AGENT, among=AMONG, within=25)
    await expect(agent.page.get_by_text("正在恢复通话的声音")).to_have_count(0)
    await agent.shows_state("通话中")
    await citizen.hangs_up()
    await agent.shows_state("话后处理")
    await agent.leaves()


async def test_given_a_talk_when_another_tab_becomes_the_telephone_then_the_agent_talks_on_there(
    demo: Demo, browser: Browser
) -> None:
    agent = await Person.sign_in(browser, demo, "west.agent2")
    await agent.take_seat()
    citizen = await Citizen.calls(demo, "13800020009")
    await agent.answers()
    await browser_hears(agent.page, TONE_OF_CALLER)
    tab = await agent.page.context.new_page()
    await tab.goto(f"{demo.url}/desk")
    await tab.get_by_role("button", name="电话在其他标签页").click()
    await browser_hears(tab, TONE_OF_CALLER)
    await citizen.call.hears(TONE_OF_AGENT, among=AMONG, within=25)
    await expect(agent.page.get_by_role("button", name="电话在其他标签页")).to_be_visible()
    await agent.shows_state("通话中")
    assert not citizen.call.ended.is_set()
    await citizen.hangs_up()
    await agent.shows_state("话后处理")
    await tab.close()
    await expect(agent.page.locator(".connection-item[data-ok=true]", has_text="电话")).to_be_visible()
    await agent.leaves()


async def test_given_the_menu_when_complaint_is_chosen_then_the_agents_form_opens_with_it(
    demo: Demo, browser: Browser
) -> None:
    agent = await Person.sign_in(browser, demo, "city.agent3")
    await agent.take_seat()
    citizen = await Citizen.calls(demo, CITY, to="12340")
    await citizen.call.answered.wait()
    citizen.call.press("1")
    await agent.answers()
    await expect(agent.page.get_by_role("radio", name="咨询")).to_be_checked()
    await citizen.hangs_up()
    await agent.shows_state("话后处理")
    await agent.leaves()


async def test_given_a_voice_message_when_left_then_it_can_be_listened_to_and_that_is_in_the_audit_log(
    demo: Demo, browser: Browser
) -> None:
    citizen = await Citizen.calls(demo, "13911118888", to="12340")
    await citizen.call.answered.wait()
    citizen.call.press("4")
    await citizen.call.hears(1400.0, among=(440.0, 880.0, 1400.0), seconds=0.2, within=25)
    await citizen.call.hears(among=(440.0, 880.0, 1400.0), within=25)
    citizen.call.press("#")
    await citizen.call.ended.wait()
    operator = await Person.sign_in(browser, demo, "city.operator")
    await operator.page.goto(f"{demo.url}/contacts?medium=VOICEMAIL")
    await operator.page.get_by_text("139 1111 8888").first.click()
    sound = operator.page.locator("audio").first
    await expect(sound).to_be_attached()
    address = await sound.get_attribute("src") or ""
    answer = await operator.page.request.get(f"{demo.url}{address}")
    assert answer.status == 200
    assert (await answer.body())[:4] == b"fLaC"
    await operator.leaves()


async def test_given_the_floor_when_an_agent_becomes_ready_and_a_call_waits_then_it_is_seen_without_a_reload(
    demo: Demo, browser: Browser
) -> None:
    supervisor = await Person.sign_in(browser, demo, "north.supervisor")
    await supervisor.page.goto(f"{demo.url}/floor")
    floor = supervisor.page.locator("main")
    await expect(floor.get_by_text("8301").first).to_be_visible()
    agent = await Person.sign_in(browser, demo, "north.agent1")
    await agent.take_seat()
    await expect(floor.get_by_text("空闲").first).to_be_visible()
    first = await Citizen.calls(demo, "13800030007")
    await agent.answers()
    await expect(floor.get_by_text("通话中").first).to_be_visible()
    second = await Citizen.calls(demo, "13800030008")
    await expect(floor.get_by_text("138 0003 0008").first).to_be_visible()
    await second.hangs_up()
    await expect(floor.get_by_text("138 0003 0008")).to_have_count(0)
    await first.hangs_up()
    await agent.leaves()
    await supervisor.leaves()


async def test_given_the_citizens_page_when_calling_from_the_browser_then_an_agent_and_the_citizen_hear_each_other(
    demo: Demo, browser: Browser
) -> None:
    agent = await Person.sign_in(browser, demo, "city.agent4")
    await agent.take_seat()
    context = await browser.new_context(locale="zh-CN")
    await context.add_init_script(EAR)
    page = await context.new_page()
    await page.goto(f"{demo.url}/citizen/call")
    await page.get_by_role("textbox").first.fill("13922223333")
    await page.get_by_role("button", name="开始通话").click()
    await page.get_by_role("button", name="呼叫").click()
    await agent.answers()
    await expect(agent.page.get_by_text("139 2222 3333").first).to_be_visible()
    await browser_hears(page, TONE_OF_AGENT)
    await browser_hears(agent.page, TONE_OF_AGENT)
    await agent.press("F4")
    await agent.shows_state("话后处理")
    await context.close()
    await agent.leaves()


async def test_given_an_impatient_operator_when_clicking_twice_then_there_is_one_case(
    demo: Demo, browser: Browser
) -> None:
    operator = await Person.sign_in(browser, demo, "north.operator")
    page = operator.page
    await page.goto(f"{demo.url}/cases")
    await page.get_by_role("button", name=re.compile("登记工单")).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("标题").fill("重复点击只登记一次")
    await dialog.get_by_label("诉求内容").fill("测试重复点击。")
    await dialog.get_by_label("联系电话").fill("13911112222")
    await dialog.get_by_role("button", name="仅登记").dblclick()
    await expect(dialog).to_be_hidden()
    await page.goto(f"{demo.url}/cases?box=all")
    await expect(page.get_by_text("重复点击只登记一次")).to_have_count(1)
    await operator.leaves()
