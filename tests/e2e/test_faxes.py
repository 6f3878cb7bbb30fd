"""A fax comes over a real line, is looked at and filed; one is answered from the case."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from hotline.main.launch import gateway as launch
from hotline.main.settings.env import cache_folder, home_folder
from tests.engine.fax_machine import FaxMachine, page
from tests.engine.rig import free_ports
from tests.house.demo import Demo
from tests.house.people import Person


@pytest.fixture
def machine(demo: Demo, tmp_path: Path) -> Iterator[FaxMachine]:
    """Somebody's fax machine, that calls the demo's trunk."""
    installed = launch.find(cache_folder(home_folder()), tmp_path / "find.log")
    (outside,) = free_ports(1)
    ours: Any = SimpleNamespace(outside_port=outside, gateway=SimpleNamespace(ports=SimpleNamespace(sip=demo.sip[1])))
    made = FaxMachine(installed, tmp_path, ours)
    yield made
    made.stop()


@pytest.mark.timeout(300)  # a page takes seconds on the line
async def test_given_a_fax_from_outside_when_it_is_there_then_it_is_read_filed_taken_back_and_answered(
    demo: Demo, browser: Browser, machine: FaxMachine
) -> None:
    agent = await Person.sign_in(browser, demo, "west.agent1")
    view = agent.page
    await view.goto(f"{demo.url}/faxes")
    await expect(view.get_by_text("这里没有传真")).to_be_visible()
    machine.load([page(1), page(2)])
    await asyncio.to_thread(machine.send, "12343")
    # it appears by itself, and is shown once it is stored
    await expect(view.get_by_role("row", name="12343")).to_contain_text("新到", timeout=90_000)
    await view.get_by_role("row", name="12343").get_by_role("link").first.click()
    await expect(view.get_by_text("1 / 2")).to_be_visible()
    await expect(view.locator(".fax-sheet[data-loaded=true]")).to_be_visible()
    await view.locator(".fax-frame").focus()
    await view.keyboard.press("ArrowRight")
    await expect(view.get_by_text("2 / 2")).to_be_visible()
    await view.get_by_role("button", name="领取").click()
    await expect(view.get_by_role("button", name="退回")).to_be_visible()
    # made a case, taken back, dismissed
    await view.get_by_role("button", name="新建工单并归入").click()
    await view.get_by_role("menuitem", name="新建工单并归入").click()
    dialog = view.get_by_role("dialog")
    await dialog.get_by_label("标题").fill("传真反映路面塌陷")
    await dialog.get_by_label("诉求内容").fill("详见传真。")
    await dialog.get_by_role("button", name="仅登记").click()
    await expect(view.get_by_role("main").get_by_text("已归入工单").first).to_be_visible()
    await view.get_by_role("button", name="撤销").click()
    await expect(view.get_by_role("main").get_by_text("已领取").first).to_be_visible()
    await view.get_by_role("button", name="归入工单", exact=True).click()
    await view.get_by_role("dialog").get_by_role("button", name="归入", exact=True).first.click()
    await expect(view.get_by_role("button", name="重新打开")).to_be_visible()
    # answered from the case: what is shown is what goes
    await view.get_by_role("row", name="工单").get_by_role("link").click()
    await expect(view.get_by_role("heading", name="传真反映路面塌陷")).to_be_visible()
    await expect(view.get_by_text("收到传真")).to_have_count(2)  # filed, taken out, filed
    await view.get_by_role("button", name="发传真").click()
    await view.get_by_label("传真号码").fill("010 5550 0001")
    await view.get_by_label("正文").fill("已派员处理。")
    await view.get_by_role("button", name="预览").click()
    await expect(view.locator(".fax-sheet[data-loaded=true]")).to_be_visible()
    await view.get_by_role("button", name="发送至 010 5550 0001").click()
    await expect(view.get_by_text("提交传真")).to_be_visible()
    await view.goto(f"{demo.url}/faxes?tab=out")
    await expect(view.get_by_role("row", name="传真反映路面塌陷")).to_contain_text("010 5550 0001")
    await agent.leaves()
