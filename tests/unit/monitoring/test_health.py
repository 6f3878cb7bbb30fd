"""Health names the part that fails, and never waits for one that hangs."""

import threading

from hotline.monitoring.health import PartSilent, examine


def test_given_all_parts_answer_when_examined_then_ok() -> None:
    health = examine({"database": lambda: None, "redis": lambda: True})
    assert health.ok
    assert health.failing == {}


def test_given_one_part_fails_when_examined_then_it_is_named_with_its_reason() -> None:
    def broken() -> None:
        raise PartSilent("switchboard sends no heartbeat")

    health = examine({"database": lambda: None, "switchboard": broken})
    assert not health.ok
    assert health.failing == {"switchboard": "switchboard sends no heartbeat"}


def test_given_a_part_that_hangs_when_examined_then_it_is_named_and_the_others_are_judged() -> None:
    release = threading.Event()
    try:
        health = examine({"gateway": release.wait, "redis": lambda: None}, seconds=0.05)
    finally:
        release.set()
    assert health.failing == {"gateway": "no answer within 0.05 s"}
