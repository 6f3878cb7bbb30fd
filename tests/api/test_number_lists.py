"""Black and white lists through the API: kept, refused, removed, taken from files and given back as one."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from tenants.shared.numbering import actions as numbering
from tenants.shared.numbering import queries as numbering_queries
from tenants.shared.numbering.models import ListedNumber
from tests.api.conftest import Browser

People = Callable[..., Browser]
KEEP = """mutation($n: String!, $k: ListKind!, $r: String!, $u: DateTime, $s: [String!], $t: String) {
  listedNumberKeep(number: $n, kind: $k, reason: $r, until: $u, services: $s, tenant: $t) {
    entry { id number kind reason services editable tenant { key } } errors { code field } } }"""
REMOVE = "mutation($id: ID!) { listedNumberRemove(id: $id) { ok errors { code } } }"
IMPORT = "mutation($c: String!) { listedNumbersImport(csv: $c) { taken bad { line column } errors { code } } }"
LIST = """query($t: String, $k: ListKind, $o: Boolean) { listedNumbers(text: $t, kind: $k, over: $o) {
  total items { number reason editable } } }"""


@pytest.fixture(autouse=True)
def service(db: None) -> None:
    """A number that citizens call."""
    numbering.do_keep_called_number("12345", "direct")


def rows() -> list[tuple[str, str, str]]:
    """What is on the lists."""
    with tenancy.entered_public():
        return list(ListedNumber.objects.order_by("number").values_list("number", "kind", "tenant"))


def test_a_number_is_listed_for_a_service_found_audited_and_removed(browser: People) -> None:
    seen = browser("city", Role.SHIFT_SUPERVISOR)
    done = seen.data(KEEP, n="138 1234 5678", k="BLACK", r="骚扰", s=["12345"])["listedNumberKeep"]
    assert done["errors"] == []
    assert {**done["entry"], "id": ""} == {
        "id": "", "number": "+8613812345678", "kind": "BLACK", "reason": "骚扰", "services": ["12345"],
        "editable": True, "tenant": None,
    }  # fmt: skip
    assert seen.data(LIST, t="13812345678", k="BLACK")["listedNumbers"]["total"] == 1
    assert seen.data(LIST, t="13812345678", k="WHITE")["listedNumbers"]["total"] == 0
    assert seen.data(REMOVE, id=done["entry"]["id"])["listedNumberRemove"] == {"ok": True, "errors": []}
    assert "+8613812345678" not in [number for number, _, _ in rows()]
    with tenancy.entered("city"):
        assert [row.action for row in entries("+8613812345678")] == ["numbering.unlist", "numbering.list"]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"n": "abc"}, "INVALID_NUMBER", "number"),
        ({"r": " "}, "REQUIRED", "reason"),
        ({"u": "2020-01-01T00:00:00Z"}, "ALREADY_OVER", "until"),
        ({"s": ["99999"]}, "UNKNOWN_SERVICE", "services"),
        ({"t": "west"}, "NOT_YOUR_LIST", "tenant"),
        ({"t": ""}, "NOT_YOUR_LIST", "tenant"),
    ],
)
def test_a_bad_entry_is_refused_and_the_lists_are_as_before(
    browser: People, given: dict[str, object], code: str, field: str
) -> None:
    seen, before = browser("east", Role.SHIFT_SUPERVISOR), rows()
    done = seen.data(KEEP, **{"n": "13812345678", "k": "BLACK", "r": "骚扰", "t": "east", **given})
    assert done["listedNumberKeep"]["errors"] == [{"code": code, "field": field}]
    assert rows() == before


def test_a_county_sees_the_citys_entries_and_changes_its_own_only(browser: People) -> None:
    city, east = browser("city", Role.SHIFT_SUPERVISOR), browser("east", Role.SHIFT_SUPERVISOR)
    whole = city.data(KEEP, n="13811110000", k="BLACK", r="全市")["listedNumberKeep"]["entry"]
    city.data(KEEP, n="13811110000", k="BLACK", r="西区", t="west")
    own = east.data(KEEP, n="13811110000", k="BLACK", r="东区", t="east")["listedNumberKeep"]["entry"]
    assert [(row["reason"], row["editable"]) for row in east.data(LIST, t="13811110000")["listedNumbers"]["items"]] == [
        ("东区", True),
        ("全市", False),
    ]
    assert east.data(REMOVE, id=whole["id"])["listedNumberRemove"]["errors"] == [{"code": "NOT_YOUR_LIST"}]
    assert east.data(REMOVE, id=own["id"])["listedNumberRemove"]["ok"] is True
    assert [tenant for number, _, tenant in rows() if number == "+8613811110000"] == ["", "west"]


def test_a_file_is_taken_whole_or_not_at_all(browser: People) -> None:
    seen, before = browser("city", Role.SHIFT_SUPERVISOR), rows()
    bad = "number,kind,reason,until\n13822220001,BLACK,骚扰,\nabc,BLACK,骚扰,\n13822220003,GREY,骚扰,soon\n"
    done = seen.data(IMPORT, c=bad)["listedNumbersImport"]
    assert (done["taken"], done["bad"]) == (0, [{"line": 3, "column": "number"}, {"line": 4, "column": "until"}])
    assert rows() == before
    good = "number,kind,reason,until,services\n13822220001,black,=骚扰,,12345\n13822220002,WHITE,急救,2099-01-01,\n"
    assert seen.data(IMPORT, c=good)["listedNumbersImport"]["taken"] == 2
    text = seen.data('{ listedNumbersCsv(text: "1382222") }')["listedNumbersCsv"]
    assert "+8613822220001,BLACK,'=骚扰,,12345," in text
    assert seen.data(IMPORT, c="a,b\n1,2\n")["listedNumbersImport"]["errors"] == [{"code": "INVALID"}]


def test_what_is_over_is_not_in_force(browser: People) -> None:
    seen = browser("city", Role.SHIFT_SUPERVISOR)
    seen.data(KEEP, n="13833330000", k="BLACK", r="骚扰")
    with tenancy.entered_public():
        ListedNumber.objects.filter(number="+8613833330000").update(until=timezone.now())
    assert seen.data(LIST, t="13833330000")["listedNumbers"]["total"] == 0
    assert seen.data(LIST, t="13833330000", o=True)["listedNumbers"]["total"] == 1


def test_an_agent_may_not(browser: People) -> None:
    assert browser("city", Role.AGENT).code(LIST) == "FORBIDDEN"


GRANT = """mutation($k: ListKind!, $p: Int, $f: Boolean) {
  listedNumberKeep(number: "13812345678", kind: $k, reason: "人大代表", priority: $p, free: $f) {
    entry { priority free } errors { code field } } }"""


def test_a_white_entry_grants_priority_and_travels_through_files(browser: People) -> None:
    seen = browser("city", Role.SHIFT_SUPERVISOR)
    kept = seen.data(GRANT, k="WHITE", p=10, f=True)["listedNumberKeep"]
    assert kept == {"entry": {"priority": 10, "free": True}, "errors": []}
    with tenancy.entered_public():
        (listed,) = [each for each in numbering_queries.listed() if each.number == "+8613812345678"]
    assert (listed.priority, listed.free) == (10, True)
    text = seen.data('{ listedNumbersCsv(text: "13812345678") }')["listedNumbersCsv"]
    with tenancy.entered_public():
        ListedNumber.objects.filter(number="+8613812345678").delete()
    assert seen.data(IMPORT, c=text)["listedNumbersImport"] == {"taken": 1, "bad": [], "errors": []}
    with tenancy.entered_public():
        row = ListedNumber.objects.get(number="+8613812345678")
    assert (row.kind, row.priority, row.free) == ("WHITE", 10, True)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"k": "BLACK", "p": 1}, "priority"), ({"k": "WHITE", "p": -1}, "priority"), ({"k": "BLACK", "f": True}, "free")],
)
def test_grants_are_of_the_white_list_only(browser: People, given: dict[str, object], field: str) -> None:
    before = rows()
    done = browser("city", Role.SHIFT_SUPERVISOR).data(GRANT, **given)["listedNumberKeep"]
    assert done["errors"] == [{"code": "INVALID", "field": field}]
    assert rows() == before
