"""A recorded conversation, paused in the middle, as the supervisor sees and hears it; held by the administrator."""

from playwright.async_api import Browser, expect

from tests.house.demo import Demo
from tests.house.people import Citizen, Person
from tests.house.sound import TONE_OF_CALLER, browser_hears


async def test_given_a_recorded_talk_when_it_is_over_then_both_sides_are_seen_heard_and_can_be_held(
    demo: Demo, browser: Browser
) -> None:
    agent = await Person.sign_in(browser, demo, "west.agent1")
    await agent.take_seat()
    citizen = await Citizen.calls(demo, "13800020031")
    await agent.answers()
    await browser_hears(agent.page, TONE_OF_CALLER)
    await agent.page.get_by_role("button", name="暂停录音").click()
    await expect(agent.page.get_by_role("button", name="继续录音")).to_be_enabled()
    await agent.page.get_by_role("button", name="继续录音").click()
    await expect(agent.page.get_by_role("button", name="暂停录音")).to_be_enabled()
    await browser_hears(agent.page, TONE_OF_CALLER)
    await expect(agent.page.get_by_role("banner")).to_contain_text("0:04")
    await citizen.hangs_up()
    await agent.shows_state("话后处理")
    # the supervisor finds it by the citizen's number, sees the pause and plays it
    boss = await Person.sign_in(browser, demo, "west.supervisor")
    page = boss.page
    await page.goto(f"{demo.url}/recorded?q=13800020031")
    await page.locator(".ant-table-row-expand-icon").first.click()
    await expect(page.locator(".wave path")).to_have_count(2)
    await expect(page.locator(".wave-gap")).to_have_count(1)
    await page.locator(".recording-play button").click()
    await expect(page.locator(".recording-time")).to_contain_text("0:01")
    # the administrator holds it; nobody deletes it before that is lifted
    number = await page.locator(".recording-head strong").inner_text()
    admin = await Person.sign_in(browser, demo, "west.admin")
    await admin.page.goto(f"{demo.url}/recording-rules?tab=holds")
    await admin.page.get_by_role("button", name="保全").click()
    dialog = admin.page.get_by_role("dialog")
    await dialog.get_by_label("保全对象").click()
    await admin.page.get_by_title("录音", exact=True).click()
    await dialog.get_by_label("录音编号").fill(number)
    await dialog.get_by_label("原因").fill("行政复议")
    await dialog.get_by_role("button", name="保全").click()
    await expect(admin.page.get_by_role("row", name=number)).to_contain_text("行政复议")
    await page.reload()
    await expect(page.get_by_role("row", name=number)).to_contain_text("已保全")
    await agent.leaves()
