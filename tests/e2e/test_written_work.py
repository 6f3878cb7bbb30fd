"""Written work at the screen: a citizen writes, an agent is offered it, takes it by key and answers it."""

from playwright.async_api import Browser, expect

from tests.house.demo import Demo
from tests.house.people import Person

TITLE = "桥头路灯不亮"


async def test_given_an_idle_agent_when_a_citizen_writes_then_it_is_offered_taken_and_gone_when_answered(
    demo: Demo, browser: Browser
) -> None:
    agent = await Person.sign_in(browser, demo, "north.agent2")
    await agent.take_seat()
    offer = agent.page.get_by_role("alertdialog")
    # what the demo has waiting comes first: one is declined, then none is wanted until it is asked for again
    first = agent.page.locator(".work-offer-about")
    about = await first.inner_text()
    await agent.press("Alt+x")
    await expect(first).not_to_have_text(about)
    await expect(agent.page.get_by_text("您刚谢绝了一件。", exact=False)).to_be_visible()
    about = await first.inner_text()
    await agent.press("Alt+x")
    await expect(first).not_to_have_text(about)
    await agent.press("Alt+x")  # as many as an agent may have at once
    await expect(offer).to_have_count(0)
    resume = agent.page.get_by_role("button", name="恢复接书面工作")
    await expect(resume).to_be_visible()
    chief = await Person.sign_in(browser, demo, "north.supervisor")
    await chief.page.goto(f"{demo.url}/written-work")
    rows = chief.page.locator("tbody tr.ant-table-row")
    await expect(rows.first).to_be_visible()
    for _ in range(await rows.count()):
        waiting = await rows.count()
        await rows.first.get_by_role("button", name="撤出").click()
        dialog = chief.page.get_by_role("dialog")
        await dialog.get_by_label("原因").fill("演示")
        await dialog.get_by_role("button", name="撤出").click()
        await expect(rows).to_have_count(waiting - 1)
    await resume.click()
    # a citizen writes
    context = await browser.new_context(locale="zh-CN")
    page = await context.new_page()
    await page.goto(f"{demo.url}/citizen/submit")
    await page.locator("[name=title]").fill(TITLE)
    await page.locator("[name=content]").fill("已经一个星期了，晚上走路很危险。")
    await page.locator("[name=phone]").fill("13800030077")
    await page.locator("[name=district]").select_option("north")
    await page.locator("form button[type=submit]").last.click()
    await expect(offer).to_contain_text(TITLE)
    await expect(rows).to_have_count(1)
    await expect(rows.first).to_contain_text("已派")
    # taken by key, its case opens; answered there it leaves the hands
    await agent.press("Alt+a")
    await expect(offer).to_have_count(0)
    await expect(agent.page.get_by_role("heading", name=TITLE)).to_be_visible()
    await expect(rows.first).to_contain_text("在办")
    await agent.do("直接答复", text="已安排抢修，今晚恢复。")
    await expect(rows).to_have_count(0)
    await agent.page.goto(f"{demo.url}/desk")
    await expect(agent.page.get_by_text("手上没有。")).to_be_visible()
    await agent.leaves()
    await chief.leaves()
    await context.close()
