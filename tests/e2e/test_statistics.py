"""Statistics at the screen: a supervisor looks at the demo city's day before."""

import csv
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, expect

from tests.house.demo import Demo
from tests.house.people import Person


async def test_given_a_recorded_day_when_a_supervisor_looks_then_tables_calls_and_a_file_agree(
    demo: Demo, browser: Browser, tmp_path: Path
) -> None:
    day = datetime.now(ZoneInfo("Asia/Shanghai")).date() - timedelta(days=1)
    boss = await Person.sign_in(browser, demo, "city.supervisor")
    page = boss.page
    # when the supervisor looks at the day, by centre
    await page.goto(f"{demo.url}/statistics?since={day}&until={day}")
    east = page.locator("tr.ant-table-row", has_text="东区")
    await expect(east).to_be_visible()
    arrived = (await east.locator("td").nth(1).inner_text()).replace(",", "")
    assert int(arrived) > 100
    await expect(page.get_by_role("img", name="来电")).to_be_visible()
    # then the row's calls are as many, each with its way, and the file has the same number
    await page.get_by_role("button", name="东区分中心").click()
    drawer = page.get_by_role("dialog")
    await expect(drawer.get_by_text(re.compile(rf"共 {arrived} 条"))).to_be_visible()
    await page.keyboard.press("Escape")
    async with page.expect_download() as download:
        await page.get_by_role("button", name="导出表格").click()
    saved = tmp_path / "table.csv"
    await (await download.value).save_as(saved)
    rows = {row[0]: row for row in csv.reader(saved.read_text(encoding="utf-8-sig").splitlines())}
    assert rows["东区分中心"][1] == arrived
    assert sum(int(row[1]) for name, row in rows.items() if name not in ("总表", "合计")) == int(rows["合计"][1])
    # and the agents' table has their shift
    await page.get_by_role("tab", name="按座席员").click()
    await expect(page.get_by_text("工时利用率").first).to_be_visible()
    await expect(page.locator("tr.ant-table-row", has_text="8001")).to_be_visible()
    await boss.leaves()
