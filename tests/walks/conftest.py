"""Marks what needs the whole house; skipped where there is no browser."""

from pathlib import Path

import pytest

from tests.house.demo import CHROMIUM


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.walk)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: apt install chromium"))
