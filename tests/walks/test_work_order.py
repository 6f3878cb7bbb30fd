"""The walk of a work order: a city call becomes a case, crosses to a county, comes back, is called back, archived."""

import re

from playwright.async_api import Browser, expect

from tests.house.demo import Demo
from tests.house.people import Citizen, Person

CALLER = "13911112222"
TITLE = "自来水浑浊"


async def test_given_a_call_to_the_city_when_dispatched_to_a_county_then_it_is_worked_on_called_back_and_archived(
    demo: Demo, browser: Browser
) -> None:
    east = await Person.sign_in(browser, demo, "east.operator")
    await east.page.goto(f"{demo.url}/cases")
    await expect(east.page.get_by_text(TITLE)).to_have_count(0)

    number = await _register_in_the_city(demo, browser)

    # the county's list shows it by itself
    await expect(east.page.get_by_text(TITLE).first).to_be_visible()
    await east.case_is("待签收")
    await east.page.get_by_role("link", name=number).click()
    await east.do("签收")
    await east.case_is("办理中")
    await east.do("提交反馈", text="已冲洗管网，水质恢复正常。")
    await east.case_is("待审核")

    city = await Person.sign_in(browser, demo, "city.operator")
    await city.page.goto(f"{demo.url}/desk")
    await city.take_seat()
    await city.open_case(number)
    await city.do("审核反馈", choice="通过，转回访")
    await city.case_is("待回访")
    await _call_back(city)
    await city.case_is("已回访")
    await city.do("归档")
    await city.case_is("已归档")
    for step in ("登记", "派单", "签收", "提交反馈", "回访", "归档"):
        await expect(city.page.locator("main").get_by_text(re.compile(step)).first).to_be_visible()

    await _the_citizen_was_told(demo, browser, city, number)


async def _register_in_the_city(demo: Demo, browser: Browser) -> str:
    agent = await Person.sign_in(browser, demo, "city.agent1")
    await agent.take_seat()
    citizen = await Citizen.calls(demo, CALLER)
    await agent.shows_state("振铃")
    await agent.answers()
    page = agent.page
    await page.get_by_label("标题").fill(TITLE)
    await page.get_by_label("诉求内容").fill("家里自来水发黄三天，请核实处理。")
    await page.get_by_label("诉求人姓名").fill("李女士")
    await agent.choose("承办单位", "东区")
    await page.keyboard.press("Control+Enter")
    done = page.get_by_text(re.compile(r"工单 \d{14} 已登记")).first
    found = re.search(r"\d{14}", await done.inner_text())
    assert found is not None
    await agent.shows_state("话后处理")
    await citizen.hangs_up()
    return found.group()


async def _call_back(city: Person) -> None:
    """Click to dial, the citizen answers, the answers are recorded."""
    dialog = await city.begin("回访")
    await dialog.get_by_role("button", name=re.compile("拨打回访电话")).click()
    await city.shows_state("通话中")
    await dialog.get_by_text("是", exact=True).first.click()
    await dialog.get_by_text("是", exact=True).nth(1).click()
    await dialog.locator(".ant-rate-star").nth(4).locator("[role=radio]").click()
    await city.confirm(dialog)
    await city.press("F4")
    await city.shows_state("话后处理")


async def _the_citizen_was_told(demo: Demo, browser: Browser, city: Person, number: str) -> None:
    await city.page.goto(f"{demo.url}/messages")
    told = city.page.locator("main").get_by_text(re.compile(number))
    await expect(told.nth(1)).to_be_visible()

    context = await browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{demo.url}/citizen/")
    await page.get_by_label(re.compile("工单")).first.fill(number)
    await page.get_by_label(re.compile("电话|手机")).first.fill(CALLER)
    await page.get_by_role("button", name=re.compile("查询")).first.click()
    await expect(page.get_by_text(number).first).to_be_visible()
    await expect(page.get_by_text(re.compile("办结|归档")).first).to_be_visible()
