"""The demo city: made once, left as it is afterwards, refused outside the demo."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hotline import tenancy
from hotline.main.demo import notes, places, seed
from telephony import facade
from telephony.contracts.plan_check import flaws_of_plan
from telephony.facade.memory import MemoryBus
from tenants.local.messages.models import Thread
from tenants.local.people.models import Department
from tenants.local.voice.models import Queue
from tenants.shared.identity import actions as identity
from tenants.shared.identity.models import Membership, User
from tenants.shared.registry.models import Tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def bus() -> Iterator[MemoryBus]:
    bus, before = MemoryBus(), list(facade._bus)
    facade.plug(bus)
    yield bus
    facade._bus[:] = before


def run(settings: object, home: Path) -> str:
    settings.HOTLINE_HOME = home  # type: ignore[attr-defined]
    out = StringIO()
    call_command("demo_seed", stdout=out)
    return out.getvalue()


def test_given_a_city_when_seeded_again_then_what_people_changed_stays(
    settings: object, tmp_path: Path, bus: MemoryBus
) -> None:
    people = list(User.objects.order_by("id").values_list("username", "password"))
    with tenancy.entered("east"):
        Queue.objects.update(wrap_up_seconds=77)
        Department.objects.filter(code="water").update(is_open=False)
    run(settings, tmp_path)
    assert list(User.objects.order_by("id").values_list("username", "password")) == people
    assert Tenant.objects.count() == 4
    with tenancy.entered("east"):
        assert Queue.objects.get().wrap_up_seconds == 77
        assert not Department.objects.get(code="water").is_open
    assert bus.plan is not None
    assert flaws_of_plan(bus.plan) == []


def test_given_the_credentials_when_used_then_every_account_signs_in_with_its_roles(
    settings: object, tmp_path: Path, bus: MemoryBus
) -> None:
    told = run(settings, tmp_path)
    path = tmp_path / "demo" / "credentials.json"
    assert path.stat().st_mode & 0o777 == 0o600
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["clients"] == []
    assert len(written["users"]) == 34
    for account in written["users"]:
        _, member = identity.do_sign_in(account["username"], account["password"], None, demo=True)
        assert (member.tenant.key, member.roles) == (account["tenant"], account["roles"])
        assert account["username"] in told


def test_given_every_tenant_when_looked_at_then_each_kind_of_person_and_one_closed_department() -> None:
    for place in places.PLACES:
        roles = {
            role
            for member in Membership.objects.filter(tenant__schema_name=place.key, user__is_demo=True)
            for role in member.roles
        }
        assert roles == {
            "AGENT",
            "SHIFT_SUPERVISOR",
            "OPERATOR",
            "DEPARTMENT_HANDLER",
            "QUALITY_INSPECTOR",
            "ASSESSOR",
            "ADMINISTRATOR",
        }
        with tenancy.entered(place.key):
            assert list(Department.objects.filter(is_open=False).values_list("code", flat=True)) == ["relocation"]
            assert all(set(row.names) == {"zh-Hans", "zh-Hant", "en"} for row in Department.objects.all())


def test_given_no_demo_when_seeded_then_refused_and_nothing_is_written(settings: object, tmp_path: Path) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="HOTLINE_DEMO=1"):
        run(settings, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_given_the_demo_city_when_seeded_twice_then_its_people_have_written_to_each_other_once() -> None:
    seed.seed()
    for _ in range(2):
        notes.seed()
    with tenancy.entered("city"):
        assert {thread.messages.count() for thread in Thread.objects.all()} == {1, 2}
    with tenancy.entered("east"):
        assert Thread.objects.count() == 1
