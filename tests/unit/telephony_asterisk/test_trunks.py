"""Trunks, telephones at seats and shut out addresses as requests to Asterisk."""

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest

from hotline.kernel.sealing import seal
from hotline.main.launch import gateway
from telephony.adapters.asterisk.accounts import SECURE_DOMAIN, SeatProfile, phone_requests
from telephony.adapters.asterisk.ledger import Ledger
from telephony.adapters.asterisk.messages import MessageReader
from telephony.adapters.asterisk.orders import OrderClerk
from telephony.adapters.asterisk.requests import AriRequest
from telephony.adapters.asterisk.trunks import shut_requests, trunk_requests
from telephony.contracts.gateway import SetTrunk
from telephony.contracts.plan import MediaSafety, PhonePlan, SipTransport, TrunkPlan

CARRIER = TrunkPlan(
    "carrier", "sip.example", 5061, ("198.51.100.0/24", "192.0.2.1"), SipTransport.TLS, MediaSafety.REQUIRED
)


def fields(request: AriRequest) -> dict[str, str]:
    assert request.body is not None
    return {each["attribute"]: each["value"] for each in request.body["fields"]}


def test_given_a_secure_trunk_then_it_is_called_by_tls_and_takes_calls_by_tls_alone() -> None:
    _, aor, endpoint, gone, identify, _ = trunk_requests("carrier", CARRIER)
    assert fields(aor) == {
        "contact": "sip:sip.example:5061;transport=tls",
        "qualify_frequency": "10",
        "qualify_timeout": "3",
    }
    wanted = {"transport": "tls", "context": "from-secure-trunk", "media_encryption": "sdes"}
    assert fields(endpoint).items() >= {**wanted, "media_encryption_optimistic": "no"}.items()
    assert (gone.method, gone.path) == ("DELETE", identify.path)
    assert fields(identify) == {"endpoint": "trunk.carrier", "match": "198.51.100.0/24,192.0.2.1"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"verify": False}, {"transport": "tls-unverified"}),
        (
            {"transport": SipTransport.UDP, "media": MediaSafety.PLAIN, "verify": False},
            {"transport": "udp", "context": "from-trunk", "media_encryption": "no"},
        ),
        (
            {"transport": SipTransport.TCP, "media": MediaSafety.OPTIONAL},
            {"transport": "tcp", "media_encryption": "sdes", "media_encryption_optimistic": "yes"},
        ),
    ],
)
def test_given_other_settings_then_the_endpoint_has_them(changes: dict[str, Any], expected: dict[str, str]) -> None:
    assert fields(trunk_requests("carrier", replace(CARRIER, **changes))[2]).items() >= expected.items()


def test_given_a_trunk_that_brings_no_calls_in_then_nobody_is_known_by_it() -> None:
    requests = trunk_requests("carrier", replace(CARRIER, match=()))
    assert [(each.method, each.path.rsplit("/", 2)[1]) for each in requests] == [
        ("DELETE", "registration"),
        ("PUT", "aor"),
        ("PUT", "endpoint"),
        ("DELETE", "identify"),
        ("DELETE", "auth"),
    ]


def test_given_a_trunk_with_an_account_then_it_answers_who_asks_and_registers_only_where_it_is_to() -> None:
    known = replace(CARRIER, user="city12345", sealed="…")
    _, auth, _, endpoint, *_, identify = trunk_requests("carrier", known, "secret")
    assert fields(auth) == {"auth_type": "userpass", "username": "city12345", "password": "secret", "realm": ""}
    assert (fields(endpoint)["outbound_auth"], identify.path.rsplit("/", 2)[1]) == ("trunk.carrier", "identify")
    register = trunk_requests("carrier", replace(known, register=True), "secret")[-1]
    assert (
        fields(register).items()
        >= {
            "server_uri": "sip:sip.example:5061;transport=tls",
            "client_uri": "sip:city12345@sip.example",
            "contact_user": "city12345",
            "outbound_auth": "trunk.carrier",
            "transport": "tls",
            "expiration": "300",
        }.items()
    )


def test_given_a_trunk_that_only_brings_calls_in_then_its_carrier_is_not_asked() -> None:
    assert fields(trunk_requests("carrier", replace(CARRIER, outgoing=False))[1])["qualify_frequency"] == "0"


def test_given_a_trunk_taken_away_then_nobody_comes_in_by_it_before_the_rest_goes() -> None:
    assert [(each.method, each.path.rsplit("/", 2)[1]) for each in trunk_requests("carrier", None)] == [
        ("DELETE", "registration"),
        ("DELETE", "identify"),
        ("DELETE", "endpoint"),
        ("DELETE", "aor"),
        ("DELETE", "auth"),
    ]


def test_given_a_telephone_then_its_password_stands_there_as_a_digest_only() -> None:
    auth, _, rung, endpoint = phone_requests("east-01", "from-seat", PhonePlan("0" * 32))
    assert fields(auth) == {"auth_type": "digest", "username": "east-01", "password_digest": "MD5:" + "0" * 32}
    assert fields(endpoint).items() >= {"transport": "tls", "media_encryption": "sdes"}.items()
    assert fields(endpoint)["webrtc"] == "no"  # said: what was there before is not forgotten by itself
    # recognised by TLS alone
    assert (rung.path.rsplit("/", 1)[1], fields(rung)["identify_by"]) == ("east-01", "ip")
    assert unquote(endpoint.path.rsplit("/", 1)[1]) == "east-01@tls.hotline.invalid"
    assert fields(endpoint) == fields(rung) | {"identify_by": "username,ip"}


def test_given_a_telephone_by_udp_then_it_is_recognised_by_its_name() -> None:
    *_, endpoint, gone = phone_requests("east-01", "from-seat", PhonePlan("0" * 32, SipTransport.UDP))
    assert fields(endpoint).items() >= {"transport": "udp", "identify_by": "username,ip"}.items()
    assert (gone.method, unquote(gone.path.rsplit("/", 1)[1])) == ("DELETE", "east-01@tls.hotline.invalid")


def test_given_the_gateways_files_then_tls_has_the_domain_of_the_accounts() -> None:
    said = (gateway.TEMPLATES / "pjsip.conf").read_text(encoding="utf-8")
    transports = {part.split("]")[0]: part for part in said.split("\n[")}
    assert f"domain = {SECURE_DOMAIN}\n" in transports["tls"]
    assert said.count("\ndomain =") == 1


def test_given_an_address_then_it_alone_is_shut_out_and_what_is_none_is_left_alone() -> None:
    (four,), (six,) = shut_requests("192.0.2.7", True), shut_requests("2001:db8::1", True)
    assert (four.path.rsplit("/", 2)[1:], fields(four)) == (["acl", "shut-192.0.2.7"], {"deny": "192.0.2.7/32"})
    assert fields(six) == {"deny": "2001:db8::1/128"}
    assert shut_requests("192.0.2.7", False)[0].method == "DELETE"
    assert shut_requests("any", True) == ()


def test_given_an_account_taken_away_then_its_password_goes_later_unless_it_is_wanted_again() -> None:
    ledger = Ledger()
    key = "key of the house"
    clerk, reader = OrderClerk("gw1", ledger, "", SeatProfile.SIP, key), MessageReader("gw1", ledger)
    known = replace(CARRIER, user="city12345", sealed=seal("secret", "carrier", key), register=True)

    def take(trunk: TrunkPlan | None) -> list[AriRequest]:
        return clerk.take(SetTrunk(gateway="gw1", key="carrier", trunk=trunk), 1000.0)[0]

    take(known)
    *at_once, later = take(None)
    assert (later.method, later.path.rsplit("/", 2)[1], later.after) == ("DELETE", "auth", 40.0)
    assert {each.after for each in at_once} == {0.0}
    assert reader.wanted(later)
    take(known)
    assert not reader.wanted(later)
