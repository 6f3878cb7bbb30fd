"""Mail at the screen: a citizen writes, an agent is offered it, reads it, answers it without a case; it is gone."""

import asyncio
import smtplib
from email.message import EmailMessage

from playwright.async_api import Browser, FilePayload, expect

from tests.house.demo import Demo
from tests.house.people import Person

TITLE, ANSWER = "公交站牌倒了", "已通知公交公司，今天下午扶正。"


def write(port: int, message_id: str) -> dict[str, tuple[int, bytes]]:
    """A citizen's mail, as their server brings it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "韩梅 <han.mei@mail.example>", "hotline@city.example", TITLE
    made["Message-ID"] = message_id
    made.set_content("人民广场东站的站牌倒在人行道上。")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="位置.pdf")
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        return client.send_message(made)


async def test_given_an_idle_agent_when_a_citizen_writes_mail_then_it_is_offered_read_and_answered(
    demo: Demo, browser: Browser
) -> None:
    chief = await Person.sign_in(browser, demo, "city.supervisor")
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
    agent = await Person.sign_in(browser, demo, "city.agent3")
    await agent.take_seat()
    # a citizen writes; the same mail a second time is the same letter
    for _ in range(2):
        assert await asyncio.to_thread(write, demo.mail, "<e2e-1@mail.example>") == {}
    await expect(agent.page.get_by_role("alertdialog")).to_contain_text(TITLE)
    await expect(rows).to_have_count(1)
    # taken by key its page opens: who, what, with which files
    await agent.press("Alt+a")
    page = agent.page
    await expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    await expect(page.get_by_text("人民广场东站的站牌倒在人行道上。")).to_be_visible()
    await expect(page.get_by_role("link", name="位置.pdf")).to_be_visible()
    await expect(rows.first).to_contain_text("在办")
    # answered, with the centre's greeting and closing; it leaves the hands
    await page.get_by_role("button", name="答复", exact=True).click()
    body = page.get_by_label("正文")
    begun = await body.input_value()
    assert begun.startswith("您好！") and begun.endswith("热线")
    await body.fill(f"您好！{ANSWER}")
    chosen = FilePayload(name="维修单.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7")
    await page.locator(".letter-answer input[type=file]").set_input_files(chosen)
    await expect(page.get_by_role("button", name="移除 维修单.pdf")).to_be_visible()
    await agent.press("Control+Enter")
    await expect(page.locator(".case-tag", has_text="已答复")).to_be_visible()
    await expect(page.locator(".letter-ours", has_text=ANSWER).locator(".case-tag")).to_contain_text("已发出")
    await expect(page.locator(".letter-ours").get_by_role("link", name="维修单.pdf")).to_be_visible()
    await expect(rows).to_have_count(0)
    # opened again, dismissed, taken back
    await page.get_by_role("button", name="重新打开").click()
    await page.get_by_role("button", name="不处理").click()
    await page.get_by_role("dialog").get_by_role("button", name="不处理").click()
    await page.get_by_role("button", name="撤销").click()
    await expect(page.locator(".page-head .case-tag")).to_contain_text("处理中")
    await page.goto(f"{demo.url}/letters?tab=out")
    await expect(page.get_by_role("row", name=ANSWER)).to_contain_text("已发出")
    await agent.leaves()
    await chief.leaves()
