"""The flow designer and the script's editor in a browser: drawn by keyboard and mouse, spoken, simulated, put in force;
and nothing that the page's own policy refuses."""

import re

from playwright.async_api import Browser, ConsoleMessage, Error, expect

from tests.house.demo import Demo
from tests.house.people import Person


def noted(person: Person) -> list[str]:
    """What the browser complains about from now on."""
    found: list[str] = []

    def complaint(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.append(message.text)

    def failure(error: Error) -> None:
        found.append(str(error))

    person.page.on("console", complaint)
    person.page.on("pageerror", failure)
    return found


async def test_given_a_county_when_it_draws_a_text_then_it_is_spoken_simulated_and_answers(
    demo: Demo, browser: Browser
) -> None:
    admin = await Person.sign_in(browser, demo, "east.admin")
    complaints = noted(admin)
    page = admin.page
    await page.goto(f"{demo.url}/flows?flow=menu")
    step = page.locator(".react-flow__node[data-id=hello]")
    await step.click()
    # by the keyboard: the text, a variable where the cursor is, undo and redo
    text = page.get_by_label("中文文本")
    await text.fill("您好，此时")
    await text.press("End")
    await page.get_by_role("button", name="时间", exact=True).first.press("Enter")
    await expect(text).to_have_value("您好，此时{time}")
    await step.click()
    await admin.press("Control+z")
    await expect(text).to_have_value("您好，此时")
    await admin.press("Control+Shift+z")
    await expect(text).to_have_value("您好，此时{time}")
    # a flaw is named as it is typed
    await text.fill("您好{nobody}")
    await expect(page.get_by_role("tab", name="检查 (1)")).to_be_visible()
    await text.fill("您好，此时{time}")
    await expect(page.get_by_role("tab", name="检查 (0)")).to_be_visible()
    # the simulator says it in words
    await page.get_by_role("tab", name="模拟").click()
    walk = page.locator(".flow-walk")
    await expect(walk).to_contain_text("您好，此时")
    await expect(walk).to_contain_text("点")
    # kept by the keyboard, spoken, put in force
    await admin.press("Control+s")
    await expect(page.get_by_text(re.compile(r"已保存为第 \d+ 版"))).to_be_visible()
    await page.get_by_role("tab", name="步骤").click()
    heard = page.locator(".flow-heard audio").first
    await expect(heard).to_be_visible()
    wav = await page.request.get(f"{demo.url}{await heard.get_attribute('src')}")
    assert (wav.status, (await wav.body())[:4]) == (200, b"RIFF")
    await page.get_by_role("button", name="启用", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="启用", exact=True).click()
    await expect(page.get_by_text(re.compile(r"第 \d+ 版已启用"))).to_be_visible()
    # a step is added and removed by the keyboard
    await page.get_by_role("button", name="添加步骤").press("Enter")
    await page.get_by_role("menuitem", name="设定语言").click()
    await expect(page.locator(".react-flow__node[data-id=set-language]")).to_be_visible()
    await page.locator(".react-flow__node[data-id=set-language]").focus()
    await admin.press("Delete")
    await expect(page.locator(".react-flow__node[data-id=set-language]")).to_have_count(0)
    assert complaints == []
    await admin.leaves()


async def test_given_the_script_when_typed_over_and_completed_then_the_browser_has_nothing_to_refuse(
    demo: Demo, browser: Browser
) -> None:
    admin = await Person.sign_in(browser, demo, "city.admin")
    complaints = noted(admin)
    page = admin.page
    await page.goto(f"{demo.url}/script")
    editor = page.locator(".cm-content")
    await editor.click()
    await admin.press("Control+a")
    await page.keyboard.type("im", delay=60)
    await expect(editor).to_have_text("im")
    await admin.press("Control+a")
    await page.keyboard.type("def priority(call):\n  retrun 1", delay=10)
    await expect(page.locator(".cm-lint-marker").first).to_be_visible()
    await admin.press("Control+z")
    await admin.press("Control+f")
    await expect(page.locator(".cm-search")).to_be_visible()
    assert complaints == []
    await admin.leaves()


async def test_given_a_flow_begun_by_two_when_one_draws_on_then_it_begins_where_told_outlives_a_reload_and_says_so(
    demo: Demo, browser: Browser
) -> None:
    admin = await Person.sign_in(browser, demo, "city.admin")
    complaints = noted(admin)
    page = admin.page
    await page.goto(f"{demo.url}/flows")
    await page.get_by_role("button", name="新流程").click()
    key = page.get_by_label("流程代码")
    await key.fill("menu")
    await expect(page.get_by_role("alert").filter(has_text="已有名为“menu”的流程")).to_be_visible()
    await key.fill("by-hand")
    await admin.press("Enter")
    # by the keyboard: an announcement, and the call begins with it
    await page.get_by_role("button", name="添加步骤").press("Enter")
    await page.get_by_role("menuitem", name="播放语音").click()
    await page.get_by_role("button", name="设为起始").press("Enter")
    first = page.locator(".react-flow__node[data-id=announce]")
    await expect(first).to_contain_text("▶")
    await page.reload()
    await expect(first).to_contain_text("▶")
    await expect(page.locator(".react-flow__node[data-id=people]")).not_to_contain_text("▶")
    # a colleague keeps another drawing of it meanwhile
    other = await Person.sign_in(browser, demo, "city.admin")
    await other.page.goto(f"{demo.url}/flows?flow=by-hand")
    await expect(other.page.locator(".react-flow__node[data-id=people]")).to_be_visible()
    await other.press("Control+s")
    await expect(other.page.get_by_text("已保存为第 1 版")).to_be_visible()
    await other.leaves()
    await admin.press("Control+s")
    await expect(page.get_by_text("已保存为第 2 版")).to_be_visible()
    await expect(page.get_by_text(re.compile("保存了第 1 版，您的修改不含其内容"))).to_be_visible()
    # what was kept counts as kept
    await expect(page.locator(".flow-unkept")).to_have_count(0)
    await expect(page.get_by_role("button", name="保存版本")).to_be_disabled()
    assert complaints == []
    await admin.leaves()
