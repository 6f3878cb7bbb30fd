"""Backups through the API: how they stand, the button, the rule; only the city's administrators."""

from collections.abc import Callable

import pytest

from hotline import audit, tenancy
from hotline.backup import making, ordering, runs
from hotline.backup.models import BackupRun, BackupState, BackupStep
from hotline.kernel.permissions import Role
from tests.api.conftest import Browser

People = Callable[..., Browser]
STATE = """{ backupState { rules { nightly hour minute keep limitHours } running { name step done total }
  newest { name } tooOld folder editable }
  backups { total items { name by state size fresh objects rows kept error } } }"""
START = "mutation { backupStart { backups { editable } errors { code message } } }"
RULE = """mutation($hour: Int!, $keep: Int!) { backupRulesSet(nightly: true, hour: $hour, minute: 15, keep: $keep,
  limitHours: 48) { backups { rules { nightly hour minute keep limitHours } } errors { code field } } }"""


@pytest.fixture
def ordered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """By whom backups were ordered."""
    names: list[str] = []
    monkeypatch.setattr(ordering, "_maker", [names.append])
    monkeypatch.setattr(making, "free", lambda house: True)
    return names


def test_given_a_run_and_one_that_failed_when_looked_at_then_both_are_told(browser: People) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    with tenancy.entered_public():
        BackupRun.objects.create(
            name="a", state=BackupState.DONE, size=3_000_000_000, fresh=7, objects_count=2, rows=9, kept=True
        )
        BackupRun.objects.create(name="b", by="somebody", state=BackupState.FAILED, error="no room")
        BackupRun.objects.create(name="c", step=BackupStep.OBJECTS, done=3, total=8)
    seen = admin.data(STATE)
    state = seen["backupState"]
    assert state["rules"] == {"nightly": True, "hour": 2, "minute": 30, "keep": 14, "limitHours": 36}
    assert state["running"] == {"name": "c", "step": "OBJECTS", "done": 3, "total": 8}
    assert (state["newest"], state["tooOld"], state["editable"]) == ({"name": "a"}, False, True)
    assert seen["backups"]["total"] == 3
    assert seen["backups"]["items"][1:] == [
        {"name": "b", "by": "somebody", "state": "FAILED", "size": 0.0, "fresh": 0.0, "objects": 0, "rows": 0.0}
        | {"kept": False, "error": "no room"},
        {"name": "a", "by": "", "state": "DONE", "size": 3e9, "fresh": 7.0, "objects": 2, "rows": 9.0}
        | {"kept": True, "error": ""},
    ]


def test_given_the_city_when_a_backup_is_wanted_then_ordered_and_audited(browser: People, ordered: list[str]) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    assert admin.data(START)["backupStart"] == {"backups": {"editable": True}, "errors": []}
    assert len(ordered) == 1
    with tenancy.entered("city"):
        (entry,) = audit.journal.entries("backup.start")
    assert entry.actor_name == ordered[0]


def test_given_one_runs_or_nobody_makes_it_when_wanted_then_refused(
    browser: People, ordered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    monkeypatch.setattr(making, "free", lambda house: False)
    assert admin.data(START)["backupStart"]["errors"][0]["code"] == "BACKUP_RUNNING"
    monkeypatch.setattr(making, "free", lambda house: True)
    monkeypatch.setattr(ordering, "_maker", [])
    assert admin.data(START)["backupStart"]["errors"][0]["code"] == "WORKER_AWAY"
    with tenancy.entered("city"):
        assert list(audit.journal.entries("backup")) == []
    assert ordered == []


def test_given_a_county_when_it_wants_one_or_another_rule_then_refused(browser: People, ordered: list[str]) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    assert admin.data(STATE)["backupState"]["editable"] is False
    assert admin.data(START)["backupStart"]["errors"][0]["code"] == "BACKUP_CITY_ONLY"
    assert admin.data(RULE, hour=3, keep=7)["backupRulesSet"]["errors"][0]["code"] == "BACKUP_CITY_ONLY"
    assert ordered == []
    with tenancy.entered_public():
        assert runs.rule().hour == 2


def test_given_the_city_when_the_rule_is_set_then_kept_and_audited_and_nonsense_refused(browser: People) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    answer = admin.data(RULE, hour=3, keep=7)["backupRulesSet"]
    wanted = {"nightly": True, "hour": 3, "minute": 15, "keep": 7, "limitHours": 48}
    assert answer == {"backups": {"rules": wanted}, "errors": []}
    refused = admin.data(RULE, hour=24, keep=7)["backupRulesSet"]["errors"]
    assert refused == [{"code": "INVALID", "field": "hour"}]
    assert admin.data(RULE, hour=1, keep=0)["backupRulesSet"]["errors"] == [{"code": "INVALID", "field": "keep"}]
    assert admin.data(STATE)["backupState"]["rules"] == wanted
    with tenancy.entered("city"):
        (entry,) = audit.journal.entries("backup.rules")
    assert entry.detail == "on 03:15, keep 7, limit 48 h"
