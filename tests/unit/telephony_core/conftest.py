"""Fixtures of the switchboard's tests."""

import pytest

from .stage import Stage


@pytest.fixture
def stage() -> Stage:
    """The small city, nobody signed in."""
    return Stage()
