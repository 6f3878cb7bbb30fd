"""Text messages at the screen: a citizen writes, it appears, becomes a case, is answered; they stop: nobody can. An
agent writes first: the citizen's answer comes back into that conversation."""

import asyncio
import urllib.parse
import urllib.request

from playwright.async_api import Browser, expect
from twilio.request_validator import RequestValidator

from tests.house.demo import TWILIO_TOKEN, Demo
from tests.house.people import Person
from tests.integration.notify.twilio_peer import comes

CITIZEN, STRANGER, EAST = "+8613900010088", "+8613900010097", "+861065001002"
TEXT = "东湖路的井盖丢了，很危险"


def write(demo: Demo, sid: str, body: str, sender: str = CITIZEN) -> int:
    """Twilio brings a citizen's message."""
    url, form = f"{demo.url}/hooks/twilio/sms", comes(sid, sender, EAST, body)
    signed = {"X-Twilio-Signature": RequestValidator(TWILIO_TOKEN).compute_signature(url, form)}
    request = urllib.request.Request(url, urllib.parse.urlencode(form).encode(), signed)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return int(answer.status)


async def test_given_a_text_when_it_comes_then_it_is_made_a_case_and_answered_until_they_stop(
    demo: Demo, browser: Browser
) -> None:
    admin = await Person.sign_in(browser, demo, "east.admin")
    await admin.page.goto(f"{demo.url}/queues")
    await admin.page.get_by_role("tab", name="收信地址").click()
    await admin.page.get_by_role("button", name="新增地址").click()
    dialog = admin.page.get_by_role("dialog")
    await dialog.get_by_label("渠道").press("Enter")
    await admin.page.get_by_title("短信").click()
    await dialog.get_by_label("地址", exact=True).fill("010 6500 1002")
    await dialog.get_by_role("button", name="保存").click()
    await expect(admin.page.get_by_role("row", name="+861065001002")).to_be_visible()
    agent = await Person.sign_in(browser, demo, "east.agent2")
    view = agent.page
    await view.goto(f"{demo.url}/texts")
    await expect(view.get_by_role("row", name="139 0001 0042")).to_be_visible()
    assert [await asyncio.to_thread(write, demo, "SM1", TEXT) for _ in range(2)] == [200, 200]
    # it appears by itself
    await view.get_by_role("row", name=TEXT).get_by_role("link").click()
    await expect(view.locator(".texts-messages li")).to_have_count(1)
    await view.get_by_role("button", name="建立工单").first.click()
    dialog = view.get_by_role("dialog")
    await dialog.get_by_label("标题").fill("东湖路井盖缺失")
    await expect(dialog.get_by_label("诉求内容")).to_have_value(TEXT)
    await dialog.get_by_role("button", name="仅登记").click()
    await expect(view.get_by_text("已归入工单").first).to_be_visible()
    await view.get_by_role("button", name="常用语").click()
    await view.get_by_role("menuitem", name="请补充事发地点").click()
    await view.get_by_role("button", name="发送", exact=True).click()
    await expect(view.get_by_role("button", name="重新打开")).to_be_visible()
    # of the case, by itself; and the answer
    await expect(view.locator(".texts-messages li[data-ours=true]")).to_have_count(2)
    await expect(view.locator(".texts-messages li").last).to_contain_text("已发送")
    await asyncio.to_thread(write, demo, "SM2", "退订")
    await expect(view.get_by_text("该号码已退订短信，请改用电话联系。")).to_be_visible()
    await expect(view.get_by_role("textbox", name="回复")).to_have_count(0)
    await agent.leaves()


async def test_given_a_number_when_an_agent_writes_first_then_the_answer_comes_back_and_a_stop_is_obeyed(
    demo: Demo, browser: Browser
) -> None:
    agent = await Person.sign_in(browser, demo, "east.agent2")
    view = agent.page
    await view.goto(f"{demo.url}/texts")
    await view.get_by_role("button", name="发短信").click()
    dialog = view.get_by_role("dialog")
    await dialog.get_by_label("收信号码").fill("010 6512 3456")
    await dialog.get_by_label("短信内容").click()
    await expect(dialog.get_by_text("该号码不正确，或收不到短信。")).to_be_visible()
    await dialog.get_by_label("收信号码").fill("139 0001 0097")
    await dialog.get_by_label("短信内容").click()
    await expect(dialog.get_by_text("该号码没有市民档案、来信或工单记录。")).to_be_visible()
    await dialog.get_by_role("button", name="常用语").click()
    await view.get_by_role("menuitem", name="我们刚才给您打过电话").click()
    await expect(dialog.get_by_text("计费条数：1")).to_be_visible()
    await dialog.get_by_role("button", name="发送", exact=True).click()
    await expect(dialog.get_by_text("仅在市民同意后发送")).to_be_visible()  # refused, nothing is lost
    await dialog.get_by_label("市民已同意接收短信").check()
    await dialog.get_by_role("button", name="发送", exact=True).click()
    await expect(view.get_by_role("heading", name="139 0001 0097")).to_be_visible()
    await expect(view.locator(".texts-messages li")).to_have_count(1)
    await expect(view.locator(".texts-messages li").last).to_contain_text("已发送")
    assert await asyncio.to_thread(write, demo, "SM11", "下午三点可以", STRANGER) == 200
    await expect(view.locator(".texts-messages li").last).to_contain_text("下午三点可以")
    await expect(view.get_by_role("button", name="领取")).to_be_visible()
    assert await asyncio.to_thread(write, demo, "SM12", "TD", STRANGER) == 200
    await view.goto(f"{demo.url}/texts")
    await view.get_by_role("button", name="发短信").click()
    await dialog.get_by_label("收信号码").fill("13900010097")
    await dialog.get_by_label("短信内容").fill("你好")
    await expect(dialog.get_by_text("该号码已退订短信，请改用电话联系。")).to_be_visible()
    await expect(dialog.get_by_role("button", name="发送", exact=True)).to_be_disabled()
    await agent.leaves()
