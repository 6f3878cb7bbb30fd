"""Trunks, scanners and SIP telephones of seats through the API: what is set, by whom, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from hotline import audit, tenancy
from hotline.kernel.permissions import Role
from hotline.kernel.sealing import unseal
from telephony.contracts.commands import LetIn, RefusalCode
from telephony.contracts.plan import MediaSafety, NumberForm, PhonePlan, ScannerPlan, SipTransport, TrunkPlan
from tenants.local.people import rules
from tenants.local.people.models import Seat
from tenants.local.routing import routing_plan
from tenants.shared.numbering import queries
from tenants.shared.numbering.models import SipTrunk
from tests.api.conftest import Browser, Engine

People = Callable[..., Browser]
FIELDS = """trunks { key host port match transport media verify outgoing numberForm shown shownForm silentAt
  user hasPassword register registrations { gateway state } }
  scanners { failures withinSeconds shutSeconds never } shutOut { address failures accounts }"""
SHOW = f"query {{ gateways {{ {FIELDS} }} }}"
TRUNKS = f"""mutation($rows: [TrunkInput!]!) {{ trunksSet(rows: $rows) {{
  gateways {{ {FIELDS} }} errors {{ code field }} }} }}"""
SCANNERS = f"""mutation($f: Int!, $w: Int!, $s: Int!, $n: [String!]!) {{
  scannersSet(failures: $f, withinSeconds: $w, shutSeconds: $s, never: $n) {{
  gateways {{ {FIELDS} }} errors {{ code field }} }} }}"""
LET_IN = "mutation($a: String!) { addressLetIn(address: $a) { ok errors { code field } } }"
PHONE = """mutation($k: String!, $t: SipTransport!, $m: MediaSafety!, $n: Boolean) {
  seatPhoneSet(key: $k, transport: $t, media: $m, newPassword: $n) {
    account { servers user password } setup { seats { key phone { transport media } } } errors { code field } } }"""
NO_PHONE = "mutation($k: String!) { seatPhoneDrop(key: $k) { setup { seats { key } } errors { code field } } }"
TAKE = """mutation($s: String!) { seatTake(seat: $s) {
  softphone { user } desk { presence { ownPhone } } errors { code } } }"""


NO_ACCOUNT = {"hasPassword": False, "registrations": []}
ACCOUNT = {"user": "city12345", "register": True}
SECRET = "Geheim 密码;1"


def row(**changes: Any) -> dict[str, Any]:
    usual = {
        "key": "carrier",
        "host": "sip.example",
        "port": 5061,
        "match": ["198.51.100.7", "192.0.2.9/24"],
        "transport": "TLS",
        "media": "REQUIRED",
        "verify": True,
        "outgoing": True,
        "numberForm": "PLUS",
        "shown": "+861065123456",
        "shownForm": "DIGITS",
        "user": "",
        "register": False,
    }
    return usual | changes


def test_given_the_city_when_it_sets_a_trunk_then_the_plan_has_it_and_it_is_audited(
    browser: People, engine: Engine
) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    engine.silent_trunks = {"gw2": ["carrier", "spare"], "gw1": ["carrier", "spare"]}
    answer = admin.data(TRUNKS, rows=[row(), row(key="spare", outgoing=False)])["trunksSet"]
    assert answer["errors"] == []
    kept = row(match=["198.51.100.7/32", "192.0.2.0/24"]) | {"silentAt": ["gw1", "gw2"]} | NO_ACCOUNT
    assert answer["gateways"]["trunks"] == [kept, kept | {"key": "spare", "outgoing": False}]
    assert routing_plan.build(1).trunks[0] == TrunkPlan(
        "carrier",
        "sip.example",
        5061,
        ("198.51.100.7/32", "192.0.2.0/24"),
        SipTransport.TLS,
        MediaSafety.REQUIRED,
        number_form=NumberForm.PLUS,
        shown="+861065123456",
        shown_form=NumberForm.DIGITS,
    )
    with tenancy.entered("city"):
        assert "carrier sip.example:5061 TLS REQUIRED" in audit.journal.entries("trunks.set")[0].detail


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([row(key="Über")], "INVALID_TRUNK"),
        ([row(), row()], "INVALID_TRUNK"),
        ([row(host="a b")], "INVALID_HOST"),
        ([row(host="x;transport=udp")], "INVALID_HOST"),
        ([row(port=0)], "INVALID"),
        ([row(numberForm="AS_SET")], "INVALID"),
        ([row(shown="0x10")], "INVALID"),
        ([row(match=["everybody"])], "INVALID_NETWORK"),
        ([row(match=["0.0.0.0/0"])], "INVALID_NETWORK"),
        ([row(user="a@b", password="x")], "INVALID"),
        ([row(user="city", password="x" * 129)], "INVALID"),
        ([row(user="city", password="a\nb")], "INVALID"),
        ([row(user="city")], "REQUIRED"),
        ([row(register=True)], "REQUIRED"),
    ],
)
def test_given_a_trunk_that_cannot_be_when_set_then_nothing_changes(
    browser: People, rows: list[dict[str, Any]], code: str
) -> None:
    answer = browser("city", Role.ADMINISTRATOR).data(TRUNKS, rows=rows)["trunksSet"]
    assert [error["code"] for error in answer["errors"]] == [code]
    with tenancy.entered_public():
        assert queries.trunks() == []


def kept_password() -> str:
    (trunk,) = routing_plan.build(1).trunks
    return unseal(trunk.sealed, "carrier", settings.SECRET_KEY)


def test_given_an_account_when_set_then_its_password_is_sealed_and_never_told(browser: People, engine: Engine) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    engine.registered_trunks = {"gw2": {"carrier": "REFUSED"}, "gw1": {"carrier": "REGISTERED", "other": "TRYING"}}
    answer = admin.data(TRUNKS, rows=[row(**ACCOUNT, password=SECRET)])["trunksSet"]
    assert answer["errors"] == []
    (trunk,) = answer["gateways"]["trunks"]
    assert {name: trunk[name] for name in ("user", "register", "hasPassword")} == ACCOUNT | {"hasPassword": True}
    assert trunk["registrations"] == [
        {"gateway": "gw1", "state": "REGISTERED"},
        {"gateway": "gw2", "state": "REFUSED"},
    ]
    assert kept_password() == SECRET
    with tenancy.entered_public():
        assert SECRET not in str(SipTrunk.objects.values())
    with tenancy.entered("city"):
        said = audit.journal.entries("trunks.set")[0].detail
    assert "as city12345 registers new password" in said
    assert SECRET not in said


def test_given_a_kept_password_when_the_rest_is_changed_then_it_stays_but_goes_to_no_other_carrier(
    browser: People,
) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    admin.data(TRUNKS, rows=[row(**ACCOUNT, password=SECRET)])
    assert admin.data(TRUNKS, rows=[row(**ACCOUNT, port=5070)])["trunksSet"]["errors"] == []
    assert kept_password() == SECRET
    for other in (row(**ACCOUNT, host="sip.evil.example"), row(**ACCOUNT | {"user": "another"})):
        refused = admin.data(TRUNKS, rows=[other])["trunksSet"]["errors"]
        assert refused == [{"code": "REQUIRED", "field": "password"}]
    assert routing_plan.build(1).trunks[0].port == 5070
    # no user, no password: it is forgotten
    assert admin.data(TRUNKS, rows=[row()])["trunksSet"]["errors"] == []
    assert routing_plan.build(1).trunks[0].sealed == ""


def test_given_a_county_when_it_sets_trunks_or_lets_somebody_in_then_it_is_refused(
    browser: People, engine: Engine
) -> None:
    east = browser("east", Role.ADMINISTRATOR)
    assert [e["code"] for e in east.data(TRUNKS, rows=[row()])["trunksSet"]["errors"]] == ["GATEWAYS_CITY_ONLY"]
    assert [e["code"] for e in east.data(LET_IN, a="192.0.2.1")["addressLetIn"]["errors"]] == ["GATEWAYS_CITY_ONLY"]
    assert engine.commands == []


def test_given_rules_about_scanners_when_set_then_the_plan_has_them(browser: People) -> None:
    admin = browser("city", Role.ADMINISTRATOR)
    assert admin.data(SHOW)["gateways"]["scanners"]["failures"] == 10
    answer = admin.data(SCANNERS, f=5, w=30, s=7200, n=["10.1.0.0/16"])["scannersSet"]
    assert answer["errors"] == []
    assert routing_plan.build(1).scanners == ScannerPlan(5, 30, 7200, ("10.1.0.0/16",))
    for wrong in ({"f": 1}, {"w": 0}, {"s": 0}, {"n": ["x"]}):
        refused = admin.data(SCANNERS, **{"f": 5, "w": 30, "s": 60, "n": []} | wrong)["scannersSet"]
        assert len(refused["errors"]) == 1
    assert routing_plan.build(1).scanners.shut_seconds == 7200


def test_given_an_address_that_is_shut_out_when_let_in_then_the_engine_is_told_and_it_is_audited(
    browser: People, engine: Engine
) -> None:
    engine.shut_out = [{"address": "192.0.2.66", "since": 1.0, "until": 2.0, "failures": 10, "accounts": ["100"]}]
    admin = browser("city", Role.ADMINISTRATOR)
    assert admin.data(SHOW)["gateways"]["shutOut"] == [{"address": "192.0.2.66", "failures": 10, "accounts": ["100"]}]
    assert admin.data(LET_IN, a="192.0.2.66")["addressLetIn"] == {"ok": True, "errors": []}
    (command,) = engine.commands
    assert isinstance(command, LetIn)
    assert command.address == "192.0.2.66"
    with tenancy.entered("city"):
        assert [entry.object for entry in audit.journal.entries("scanners.let_in")] == ["192.0.2.66"]
    engine.refusal = RefusalCode.WRONG_STATE
    assert [e["code"] for e in admin.data(LET_IN, a="192.0.2.66")["addressLetIn"]["errors"]] == ["NOT_SHUT_OUT"]


def test_given_a_telephone_at_a_seat_when_set_then_its_password_is_told_once_and_kept_as_a_digest(
    browser: People,
) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    done = admin.data(PHONE, k="east-01", t="TLS", m="REQUIRED")["seatPhoneSet"]
    password = done["account"]["password"]
    assert (done["errors"], done["account"]["user"], len(password)) == ([], "east-01", 20)
    assert done["setup"]["seats"][0] == {"key": "east-01", "phone": {"transport": "TLS", "media": "REQUIRED"}}
    plan = next(seat for seat in routing_plan.build(1).seats if seat.key == "east-01")
    assert plan.phone == PhonePlan(rules.phone_digest("east-01", password), SipTransport.TLS, MediaSafety.REQUIRED)
    # when other settings are made the password stays, unless another is wanted
    again = admin.data(PHONE, k="east-01", t="UDP", m="PLAIN")["seatPhoneSet"]["account"]
    assert again["password"] is None
    fresh = admin.data(PHONE, k="east-01", t="UDP", m="PLAIN", n=True)["seatPhoneSet"]["account"]
    assert fresh["password"] not in (None, password)
    with tenancy.entered("east"):
        details = [entry.detail for entry in audit.journal.entries("people.seat_phone")]
    assert details == ["UDP PLAIN new password", "UDP PLAIN", "TLS REQUIRED new password"]
    assert all(password not in detail for detail in details)


def test_given_a_seat_with_a_telephone_when_it_is_taken_then_the_browser_gets_no_account(
    browser: People, engine: Engine
) -> None:
    browser("east", Role.ADMINISTRATOR).data(PHONE, k="east-01", t="TLS", m="REQUIRED")
    agent = browser("east", Role.AGENT)
    taken = agent.data(TAKE, s="east-01")["seatTake"]
    assert (taken["errors"], taken["softphone"]) == ([], None)
    assert agent.data(TAKE, s="east-02")["seatTake"]["softphone"] == {"user": "east-02"}


def test_given_somebody_at_the_seat_when_its_telephone_is_changed_then_refused_and_nothing_changes(
    browser: People, engine: Engine
) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    admin.data(PHONE, k="east-01", t="TLS", m="REQUIRED")
    with tenancy.entered("east"):
        before = Seat.objects.values("phone_digest", "phone_transport", "phone_media").get(key="east-01")
        noted = audit.journal.entries("people.seat_phone").count()
    engine.views["agents"] = {
        "east:8101": {"state": "TALKING", "seat": "east-01"},
        "east:8102": {"state": "READY", "seat": "east-02"},
    }
    answers = [
        admin.data(PHONE, k="east-01", t="UDP", m="REQUIRED")["seatPhoneSet"],
        admin.data(PHONE, k="east-01", t="TLS", m="REQUIRED", n=True)["seatPhoneSet"],
        admin.data(PHONE, k="east-02", t="TLS", m="REQUIRED")["seatPhoneSet"],
        admin.data(NO_PHONE, k="east-01")["seatPhoneDrop"],
    ]
    assert [answer["errors"] for answer in answers] == [[{"code": "SEAT_OCCUPIED", "field": "key"}]] * 4
    assert [answer.get("account") for answer in answers] == [None] * 4
    with tenancy.entered("east"):
        assert Seat.objects.values("phone_digest", "phone_transport", "phone_media").get(key="east-01") == before
        assert Seat.objects.get(key="east-02").phone_digest == ""
        assert audit.journal.entries("people.seat_phone").count() == noted
    # what changes nothing is no harm, and signed out it is done
    assert admin.data(PHONE, k="east-01", t="TLS", m="REQUIRED")["seatPhoneSet"]["errors"] == []
    engine.views["agents"] = {}
    assert admin.data(NO_PHONE, k="east-01")["seatPhoneDrop"]["errors"] == []


def test_given_no_telephone_when_dropped_then_not_found_and_when_there_is_one_it_is_gone(browser: People) -> None:
    admin = browser("east", Role.ADMINISTRATOR)
    assert [e["code"] for e in admin.data(NO_PHONE, k="east-01")["seatPhoneDrop"]["errors"]] == ["NOT_FOUND"]
    admin.data(PHONE, k="east-01", t="TLS", m="REQUIRED")
    assert admin.data(NO_PHONE, k="east-01")["seatPhoneDrop"]["errors"] == []
    with tenancy.entered("east"):
        assert Seat.objects.get(key="east-01").phone_digest == ""
    assert [e["code"] for e in admin.data(PHONE, k="west-01", t="TLS", m="PLAIN")["seatPhoneSet"]["errors"]] == [
        "NOT_FOUND"
    ]
