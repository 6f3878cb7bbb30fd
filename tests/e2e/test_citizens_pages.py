"""The citizens' pages in a real browser: with and without JavaScript, light and dark, nothing that axe objects to."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(settings.BASE_DIR) / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright runs a loop in this thread; Django is not told to mind, its work here is done by the server's thread
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(committed_city: None) -> Iterator[str]:
    """The address of the citizens' pages."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://127.0.0.1:{server.port}/citizen/"
    server.terminate()


def objections(page: Page) -> list[str]:
    """What axe finds wrong with the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations.map(v => `${v.id}: ${v.nodes[0].html}`))")
    return list(found)


def submit(page: Page, site: str) -> str:
    """Raise a matter; its number."""
    page.goto(f"{site}submit")
    page.get_by_label("In a few words").fill("Street light out")
    page.get_by_label("What happened?").fill("Dark for three days")
    page.get_by_label("Telephone number").fill("138 0001 2222")
    page.get_by_role("button", name="Submit").click()
    found = re.search(r"\d{14}", page.get_by_role("status").inner_text())
    assert found
    return found.group()


def test_without_a_script_a_matter_is_raised_and_followed(browser: Browser, site: str) -> None:
    page = browser.new_context(locale="en", java_script_enabled=False).new_page()
    number = submit(page, site)
    page.goto(site)
    page.get_by_label("Case number").fill(number)
    page.get_by_label("Telephone number").fill("13800012222")
    page.get_by_role("button", name="Look up").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Progress of your case"
    assert page.locator(".timeline h2").all_inner_texts() == ["Registered now"]
    page.get_by_role("link", name="繁體中文").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hant"


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci in frontend/")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_that_axe_objects_to(browser: Browser, site: str, scheme: str) -> None:
    page = browser.new_context(locale="en", color_scheme=scheme, bypass_csp=True).new_page()  # type: ignore[arg-type]
    for path in ("", "track", "submit", "call"):
        page.goto(site + path)
        assert objections(page) == [], path
    page.goto(f"{site}submit")
    page.get_by_role("button", name="Submit").click()
    assert page.get_by_role("alert").is_visible()
    assert objections(page) == []
    page.get_by_role("link", name=re.compile("In a few words")).click()
    assert page.evaluate("document.activeElement.id") == "id_title"


def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, site: str) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    for path in ("", "track", "submit", "call"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
