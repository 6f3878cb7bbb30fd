"""The console's shell: one page for every address, its scripts under the policy's nonce."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django_vite.core.asset_loader import DjangoViteAssetLoader

ENTRY = {"src/console.tsx": {"file": "assets/console-a1b2c3d4.js", "isEntry": True, "css": ["assets/c-a1b2c3d4.css"]}}


@pytest.fixture
def built(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A console that has been built."""
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps(ENTRY))
    settings.DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": manifest}}
    DjangoViteAssetLoader._instance = None
    yield
    DjangoViteAssetLoader._instance = None


@pytest.mark.parametrize("path", ["/", "/cases", "/cases/26070401000019?tab=history", "/desk", "/登录"])
def test_given_any_address_of_the_console_when_opened_then_the_shell(built: None, path: str) -> None:
    answer = Client().get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<div id="root">' in page
    assert "assets/console-a1b2c3d4.js" in page
    assert "no-store" in answer["Cache-Control"]


def test_given_the_shell_when_opened_then_scripts_and_styles_carry_the_nonce_of_the_policy(built: None) -> None:
    answer = Client().get("/")
    page, policy = answer.content.decode(), answer["Content-Security-Policy"]
    (nonce,) = set(re.findall(r"'nonce-([^']+)'", policy))
    assert len(nonce) >= 16
    tags = re.findall(r"<(?:script|link|meta property)[^>]*>", page)
    assert tags
    assert all(f'nonce="{nonce}"' in tag for tag in tags if "preload" not in tag)
    assert "unsafe" not in policy
    assert nonce not in Client().get("/").content.decode()


@pytest.mark.parametrize(("language", "told"), [("en-US", "en"), ("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans")])
def test_given_a_browser_language_when_opened_then_the_page_says_so(built: None, language: str, told: str) -> None:
    assert f'<html lang="{told}">' in Client().get("/", headers={"Accept-Language": language}).content.decode()


@pytest.mark.parametrize("path", ["/static/nothing.js", "/recordings/x", "/hooks/unknown", "/oauth/x", "/graphql/x"])
def test_given_an_address_of_another_room_when_opened_then_not_the_shell(built: None, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_given_a_post_when_sent_to_the_shell_then_refused(built: None) -> None:
    assert Client().post("/cases").status_code == 405


def test_given_no_build_when_opened_then_said_in_three_languages(settings: Any, tmp_path: Path) -> None:
    settings.DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": tmp_path / "missing.json"}}
    answer = Client().get("/")
    assert answer.status_code == 503
    assert "has not been built" in answer.content.decode()
