"""The routing script over the API: kept, checked, put in force, taken back, tried; its alarm on the city's floor."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.kernel.permissions import Role
from hotline_api.core.errors import catalogue
from telephony.contracts import events as tel
from telephony.contracts.script_flaws import ScriptFlawCode
from tenants.local.contacts.events import FloorTouched
from tenants.local.routing import handlers, routing_plan
from tenants.local.routing.models import Activation, DryRun, RoutingScript
from tenants.shared.numbering import queries as numbers
from tests.api.conftest import Browser, Engine

pytestmark = pytest.mark.usefixtures("engine")

People = Callable[..., Browser]

GOOD = 'def priority(call):\n    return call["waited"]\n'
FLAWED = "def priority(call):\n    return unknown\n"
SAVE = "mutation($s: String!) { routingScriptSave(source: $s) { script { version inForce } errors { code message } } }"
FORCE = "mutation($v: Int) { routingScriptPutInForce(version: $v) { script { version inForce } errors { code } } }"
RETURN = "mutation { routingScriptReturn { script { version } errors { code } } }"
DRY = "mutation($s: String!, $d: Date!) { routingDryRunBegin(source: $s, day: $d) { errors { code } } }"
FLAW = "query($s: String!) { routingScriptFlaw(source: $s) { problem line column } }"
ALARM = "query($t: String) { floor(tenant: $t) { routingAlarm { version problem line suspended } } }"


def failed(seq: int, *, suspended: bool = False) -> None:
    """The switchboard tells that the script in force failed."""
    with tenancy.entered("city"):
        event = tel.RoutingScriptFailed(
            seq=seq,
            at=timezone.now().timestamp() + 1,
            tenant="city",
            version=Activation.objects.values_list("pk", flat=True)[0],
            problem="Floor division by zero",
            line=2,
            failures=20 if suspended else 1,
            suspended=suspended,
        )
        assert handlers.handle(event) == [FloorTouched()]


def test_given_a_draft_when_flawed_then_the_place_is_told_and_nothing_is_kept(browser: People) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    flaw = admin.data(FLAW, s=FLAWED)["routingScriptFlaw"]
    assert (flaw["line"], flaw["column"]) == (2, 12) and "unknown" in flaw["problem"]
    assert admin.data(FLAW, s=GOOD)["routingScriptFlaw"] is None
    kept = admin.data(SAVE, s=FLAWED)["routingScriptSave"]
    assert (kept["script"], kept["errors"][0]["code"]) == (None, "SCRIPT_FLAWED")
    with tenancy.entered("city"):
        assert not RoutingScript.objects.exists()


def test_given_a_version_when_put_in_force_and_returned_then_the_engine_is_told_each_time(
    browser: People, engine: Engine
) -> None:
    admin = browser("city", Role.ADMINISTRATOR)

    def told_the_engine() -> str | None:
        assert numbers.plan_changed()
        routing_plan.do_publish()
        assert engine.plan is not None
        return engine.plan.script.source if engine.plan.script else None

    assert admin.data(SAVE, s=GOOD)["routingScriptSave"]["script"] == {"version": 1, "inForce": False}
    done = admin.data(FORCE, v=1)["routingScriptPutInForce"]
    assert done == {"script": {"version": 1, "inForce": True}, "errors": []}
    assert told_the_engine() == GOOD
    assert admin.data(FORCE, v=1)["routingScriptPutInForce"]["errors"] == [{"code": "ALREADY_IN_FORCE"}]
    assert not numbers.plan_changed()
    assert admin.data(RETURN)["routingScriptReturn"] == {"script": None, "errors": []}
    assert told_the_engine() is None


def test_given_a_county_or_an_agent_when_they_set_the_script_then_refused(browser: People) -> None:
    assert (
        browser("east", Role.ADMINISTRATOR).data(SAVE, s=GOOD)["routingScriptSave"]["errors"][0]["code"] == "CITY_ONLY"
    )
    assert browser("city", Role.AGENT).code(SAVE, s=GOOD) == "FORBIDDEN"
    with tenancy.entered("city"):
        assert not RoutingScript.objects.exists()


def test_given_a_day_without_calls_when_tried_then_refused(browser: People) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    assert admin.data(DRY, s=GOOD, d="2020-01-01")["routingDryRunBegin"]["errors"] == [{"code": "NOTHING_RECORDED"}]
    with tenancy.entered("city"):
        assert not DryRun.objects.exists()


def test_given_a_failing_script_then_the_city_sees_the_alarm_on_the_floor_until_it_is_replaced(
    browser: People,
) -> None:
    admin, boss = browser("city", Role.ADMINISTRATOR), browser("city", Role.SHIFT_SUPERVISOR)
    admin.data(SAVE, s=GOOD)
    admin.data(FORCE, v=1)
    assert boss.data(ALARM)["floor"]["routingAlarm"] is None
    failed(1)
    seen = {"version": 1, "problem": "Floor division by zero", "line": 2, "suspended": False}
    assert boss.data(ALARM)["floor"]["routingAlarm"] == seen
    assert boss.data(ALARM, t="east")["floor"]["routingAlarm"] is None
    with tenancy.entered("city"):
        Activation.objects.update(at=timezone.now() - timedelta(hours=1))
    failed(2, suspended=True)
    assert boss.data(ALARM)["floor"]["routingAlarm"] == {**seen, "suspended": True}
    admin.data(FORCE, v=None)
    assert boss.data(ALARM)["floor"]["routingAlarm"] is None


IN_WORDS = "query($s: String!) { routingScriptFlaw(source: $s) { code text line } }"


def test_given_a_flawed_draft_when_checked_then_it_is_told_in_the_readers_language_with_its_line(
    browser: Callable[..., Browser],
) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    source = "def priority(call):\n    return nobody\n"
    told = {}
    for locale in ("zh-Hans", "zh-Hant", "en"):
        admin.data("mutation($l: String) { preferencesSet(locale: $l) { errors { code } } }", l=locale)
        told[locale] = admin.data(IN_WORDS, s=source)["routingScriptFlaw"]
    assert told == {
        "zh-Hans": {"code": "UNKNOWN_NAME", "text": "nobody 未定义。", "line": 2},
        "zh-Hant": {"code": "UNKNOWN_NAME", "text": "nobody 未定義。", "line": 2},
        "en": {"code": "UNKNOWN_NAME", "text": "nobody is not defined.", "line": 2},
    }


def test_given_every_kind_of_flaw_then_each_language_has_words_for_it() -> None:
    for locale in ("zh-Hans", "zh-Hant", "en"):
        missing = [code for code in ScriptFlawCode if f"SCRIPT_FLAW_{code}" not in catalogue(locale)]
        assert missing == []
