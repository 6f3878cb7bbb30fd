"""Citizens: recognised by exactly their numbers, found by any part of a text, changed by who may."""

import pytest

from hotline import tenancy
from hotline.audit.models import AuditEntry
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, HotlineError, Invalid, NotFound, Required, TooLong
from hotline.kernel.permissions import Role, permissions_of
from tenants.local.citizens import actions, queries
from tenants.local.citizens.models import Citizen, CitizenPhone

pytestmark = pytest.mark.django_db

AGENT = Actor(7, "agent", "city", permissions_of([Role.AGENT]))


@pytest.fixture(autouse=True)
def _in_the_city(db: None):
    with tenancy.entered("city"):
        yield


def save(name: str = "王芳", phones: tuple[str, ...] = ("138 0000 1111",), **given: object) -> Citizen:
    return actions.do_save_citizen(AGENT, name=name, phones=phones, **given)  # type: ignore[arg-type]


def names(found: list[Citizen]) -> list[str]:
    return [row.name for row in found]


def test_recognised_by_any_of_their_numbers() -> None:
    save(phones=("138 0000 1111", "010-6500 1234"))
    assert names(queries.recognise("+8613800001111")) == ["王芳"]
    assert names(queries.recognise("+861065001234")) == ["王芳"]
    assert queries.recognise("+861380000111") == []
    assert queries.recognise("") == []


def test_a_household_gives_possible_matches() -> None:
    save("王芳")
    save("李强")
    assert names(queries.recognise("+8613800001111")) == ["李强", "王芳"]


def test_changing_replaces_the_numbers_and_is_written_down() -> None:
    row = save(phones=("13800001111", "13800002222"))
    changed = save(citizen_id=row.pk, name="王小芳", phones=("13800002222", "13800003333"), important=True)
    assert (changed.pk, changed.name, changed.important) == (row.pk, "王小芳", True)
    assert queries.numbers_of(row.pk) == ["+8613800002222", "+8613800003333"]
    assert queries.recognise("+8613800001111") == []
    assert AuditEntry.objects.filter(action="citizen.save", object=f"citizen {row.pk}").count() == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王", ["王芳"]),
        ("芳", ["王芳"]),
        ("中山路", ["王芳"]),
        ("路中山", []),
        ("13800001111", ["王芳"]),
        ("0000", ["李强", "王芳"]),
        ("wang", []),
        ("", ["李强", "王芳"]),
        ("!!", []),
    ],
)
def test_search(text: str, found: list[str]) -> None:
    save("王芳", address="中山路12号")
    save("李强", ("13900002222",))
    assert names(list(queries.citizens(text))) == found


@pytest.mark.parametrize(
    ("given", "error", "field"),
    [
        ({"name": " "}, Required, "name"),
        ({"name": "x" * 65}, TooLong, "name"),
        ({"phones": ("12",)}, Invalid, "phones"),
        ({"gender": "X"}, Invalid, "gender"),
        ({"citizen_id": 999_999}, NotFound, "citizen_id"),
    ],
)
def test_a_wrong_form_changes_nothing(given: dict[str, object], error: type[HotlineError], field: str) -> None:
    with pytest.raises(error) as caught:
        save(**given)  # type: ignore[arg-type]
    assert caught.value.field == field
    assert (Citizen.objects.count(), CitizenPhone.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


def test_who_may_not_edit() -> None:
    inspector = Actor(8, "i", "city", permissions_of([Role.QUALITY_INSPECTOR]))
    with pytest.raises(Forbidden):
        actions.do_save_citizen(inspector, name="x", phones=())
    assert Citizen.objects.count() == 0


def test_a_county_never_sees_the_citys_citizens() -> None:
    save()
    with tenancy.entered_public(), tenancy.entered("east"):
        assert queries.recognise("+8613800001111") == []
        assert list(queries.citizens("王")) == []
