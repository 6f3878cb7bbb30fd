"""Calling out in real browsers: a questionnaire, a campaign whose person is called and asked, a dispatch."""

import re

from playwright.async_api import Browser, Page, expect

from tests.house.demo import Demo
from tests.house.people import Person

NUMBER = "13600009001"
SURVEY, CAMPAIGN = "满意度回访问卷", "满意度专项回访"


async def pick(page: Page, label: str, option: str) -> None:
    """Choose from a list that is not typed in."""
    await page.get_by_label(label).click()
    await page.locator(".ant-select-dropdown:visible").get_by_text(option, exact=False).first.click()


async def publish_survey(boss: Person, title: str) -> None:
    """A questionnaire of one scale, in force."""
    page = boss.page
    await page.goto(f"{boss.demo.url}/surveys/new")
    await page.get_by_label("问卷名称").fill(title)
    await pick(page, "题型", "打分")
    await page.get_by_label("问题内容").fill("您对办理结果满意吗？")
    await page.get_by_role("button", name=re.compile("^发\\s?布$")).click()
    await expect(page.get_by_text("生效版本 v1")).to_be_visible()


async def make_campaign(boss: Person, name: str, survey: str) -> None:
    """A preview campaign with one person on its list, running."""
    page = boss.page
    await page.goto(f"{boss.demo.url}/campaigns")
    await page.get_by_role("button", name="新建任务").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("任务名称").fill(name)
    # answering machines: not a question when the agent dials, one otherwise
    await form.get_by_text("识别后留言").click()
    await expect(form.get_by_label("留言内容")).to_be_visible()
    await form.get_by_text("预览外呼").click()
    await expect(form.get_by_text("语音信箱识别")).to_have_count(0)
    await pick(page, "使用队列", "综合")
    await pick(page, "问卷", survey)
    await form.get_by_label("从", exact=True).fill("00:00")
    await form.get_by_label("到", exact=True).fill("24:00")
    await form.get_by_role("button", name=re.compile("^保\\s?存$")).click()
    detail = page.get_by_role("dialog", name=name)
    await expect(detail.get_by_text("名单是空的")).to_be_visible()
    await detail.get_by_label("导入名单").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": f"号码,姓名\n{NUMBER},王芳\n".encode()}
    )
    await expect(page.locator(".ant-modal-confirm-title", has_text="已导入 1 人")).to_be_visible()
    await page.locator(".ant-modal-confirm-btns button").click()
    await detail.get_by_role("button", name=re.compile("^启\\s?动$|启动")).click()
    await expect(detail.get_by_role("button", name="结束任务")).to_be_visible()


async def test_given_a_questionnaire_when_an_agent_calls_the_person_then_answers_and_marks_are_seen(
    demo: Demo, browser: Browser
) -> None:
    # given a questionnaire and a preview campaign
    boss = await Person.sign_in(browser, demo, "north.supervisor")
    await publish_survey(boss, SURVEY)
    await make_campaign(boss, CAMPAIGN, SURVEY)
    # when an agent takes the person in hand and calls
    agent = await Person.sign_in(browser, demo, "north.agent1")
    page = agent.page
    await agent.take_seat()
    await page.goto(f"{demo.url}/campaign-work")
    card = page.locator(".ant-card", has_text=CAMPAIGN).filter(has_text="待呼叫 1 人")
    await card.get_by_role("button", name="取下一位").click()
    await expect(page.get_by_text("136 0000 9001").first).to_be_visible()
    await page.get_by_role("button", name=re.compile("拨\\s?打")).first.click()
    await agent.shows_state("通话中")
    # and asks
    await page.get_by_text("4", exact=True).click()
    await expect(page.get_by_text("问卷完成")).to_be_visible()
    # then the desk says what call this is
    await page.goto(f"{demo.url}/desk")
    banner = page.locator(".origin-banner")
    await expect(banner).to_contain_text("外呼任务 · 预览外呼")
    await expect(banner).to_contain_text(CAMPAIGN)
    await agent.press("F4")
    await agent.shows_state("话后处理")
    await page.goto(f"{demo.url}/campaign-work")
    await page.get_by_role("button", name=re.compile("^完\\s?成$")).click()
    # nobody is in hand any more; a list that is used up ends its campaign by itself
    await expect(page.get_by_role("button", name=re.compile("^完\\s?成$"))).to_have_count(0)
    await expect(page.get_by_text("136 0000 9001")).to_have_count(0)
    # and the answer stands among the results, the call in the list with its mark
    await boss.page.goto(f"{demo.url}/surveys")
    await boss.page.get_by_role("link", name=SURVEY).click()
    await boss.page.get_by_text("结果列表").click()
    row = boss.page.locator("tbody tr", has_text="136 0000 9001")
    await expect(row).to_contain_text("王芳")
    await expect(row).to_contain_text("您对办理结果满意吗？ 4")
    await boss.page.get_by_text("统计", exact=True).click()
    await expect(boss.page.get_by_text("4.00")).to_be_visible()
    await boss.page.goto(f"{demo.url}/contacts")
    await expect(boss.page.locator("tbody tr", has_text="136 0000 9001").first).to_contain_text("预览外呼")
    await agent.leaves()
    await boss.leaves()


async def test_given_a_dispatch_when_called_off_then_its_course_is_on_record(demo: Demo, browser: Browser) -> None:
    boss = await Person.sign_in(browser, demo, "north.supervisor")
    page = boss.page
    await page.goto(f"{demo.url}/dispatching")
    await page.get_by_role("button", name="发起调度").click()
    form = page.get_by_role("dialog")
    # what is missing is said before anybody is called
    await form.get_by_role("button", name="立即呼叫").click()
    await expect(form.get_by_role("alert")).to_contain_text("请填写调度事由")
    await form.get_by_label("调度事由").fill("水管爆裂")
    await pick(page, "语音通知", "停水")
    await page.keyboard.press("Escape")
    await form.get_by_role("checkbox").first.check()
    await form.get_by_role("button", name="立即呼叫").click()
    await page.locator(".ant-modal-confirm-btns .ant-btn-primary").click()
    # when it is called off while it is under way
    course = page.get_by_role("dialog", name=re.compile("水管爆裂"))
    await course.get_by_role("button", name="取消调度").click()
    await page.locator(".ant-popover .ant-btn-primary, .ant-popconfirm .ant-btn-dangerous").last.click()
    # then
    await expect(course.get_by_text("已取消").first).to_be_visible()
    await page.goto(f"{demo.url}/dispatching")
    await expect(page.locator("tbody tr", has_text="水管爆裂").first).to_contain_text("已取消")
    await boss.leaves()
