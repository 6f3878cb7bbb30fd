"""The people of the walks, at their screens and telephones."""

import asyncio
import re
from dataclasses import dataclass

from playwright.async_api import Browser, Locator, Page, expect

from telephony.sipphone import PhoneCall, SipPhone, Tone
from tests.house.demo import Demo
from tests.house.sound import EAR, TONE_OF_CALLER

PATIENCE = 25_000  # ms
SCREEN = {"width": 1366, "height": 768}

expect.set_options(timeout=PATIENCE)


@dataclass(slots=True)
class Person:
    """Somebody signed in at the console, in Simplified Chinese."""

    page: Page
    demo: Demo

    @classmethod
    async def sign_in(cls, browser: Browser, demo: Demo, username: str) -> "Person":
        context = await browser.new_context(viewport=SCREEN, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        await context.add_init_script(EAR)
        page = await context.new_page()
        await page.goto(demo.url)
        await page.get_by_label("用户名").fill(username)
        await page.get_by_label("密码", exact=True).fill(demo.passwords[username])
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("navigation")).to_be_visible()
        return cls(page, demo)

    async def take_seat(self) -> None:
        """Be at a seat (the first free one, or the one that is still ours), its telephone registered, and ready."""
        free = self.page.get_by_role("button", name=re.compile("空闲")).first
        ready = self.page.get_by_role("button", name="示闲").first
        await expect(free.or_(ready)).to_be_visible()
        if await free.is_visible():
            await free.click()
        await expect(self.page.locator(".connection-item[data-ok=true]", has_text="电话")).to_be_visible()
        await ready.click()
        await self.shows_state("空闲")

    async def leaves_seat(self) -> None:
        """Sign out of the seat, if there is one: somebody who closed the browser without it still has theirs."""
        free = self.page.get_by_role("button", name=re.compile("空闲")).first
        state = self.page.get_by_role("button", name="改变状态")
        await expect(free.or_(state)).to_be_visible()
        if await state.is_visible():
            await state.click()
            await self.page.get_by_role("menuitem", name=re.compile("签出座席")).click()
        await self.shows_state("未签入")

    async def leaves(self) -> None:
        """Close the browser, as a person who goes."""
        await self.page.context.close()

    async def shows_state(self, word: str) -> None:
        """The call bar tells this state of the agent."""
        await expect(self.page.get_by_role("banner").get_by_text(word, exact=True).first).to_be_visible()

    async def choose(self, label: str, text: str, within: Locator | None = None) -> None:
        """Pick an entry of a list by typing it."""
        box = (within or self.page).get_by_label(label, exact=True)
        await box.click()
        await box.fill(text)
        await box.press("Enter")

    async def answers(self) -> None:
        """Take the call that rings, by key."""
        await expect(self.page.get_by_role("button", name="接听")).to_be_enabled()
        await self.press("F2")
        await self.shows_state("通话中")

    async def press(self, key: str) -> None:
        await self.page.keyboard.press(key)

    async def open_case(self, number: str) -> None:
        """The case's page, by its address."""
        await self.page.goto(f"{self.demo.url}/cases/{number}")
        await expect(self.page.get_by_text(number).first).to_be_visible()

    async def do(self, action: str, text: str = "", choice: str = "") -> None:
        """One step of the case on screen: its button, its text, its verdict, its confirmation."""
        dialog = await self.begin(action)
        if choice:
            await dialog.get_by_text(choice, exact=True).click()
        if text:
            await dialog.locator("textarea").first.fill(text)
        await self.confirm(dialog)

    async def begin(self, action: str) -> Locator:
        """Open the dialog of a step."""
        await self.page.locator("main").get_by_role("button", name=action, exact=True).click()
        dialog = self.page.get_by_role("dialog")
        await expect(dialog).to_be_visible()
        return dialog

    async def confirm(self, dialog: Locator) -> None:
        """Carry the step out."""
        await dialog.locator(".ant-modal-footer button.ant-btn-primary").click()
        await expect(dialog).to_be_hidden()

    async def case_is(self, state: str) -> None:
        """The case on screen is in this state."""
        await expect(self.page.locator("main").get_by_text(state).first).to_be_visible()


@dataclass(slots=True)
class Citizen:
    """Somebody with a telephone."""

    phone: SipPhone
    call: PhoneCall

    @classmethod
    async def calls(cls, demo: Demo, number: str, to: str = "12345") -> "Citizen":
        phone = await SipPhone.open(number, demo.sip, sound=lambda: Tone(TONE_OF_CALLER))
        return cls(phone, await phone.call(to, caller=number))

    async def hangs_up(self) -> None:
        self.call.hang_up()
        async with asyncio.timeout(5):
            await self.call.ended.wait()
        self.phone.close()
