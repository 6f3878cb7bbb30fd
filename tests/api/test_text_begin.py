"""A conversation that an agent begins, by the API."""

from collections.abc import Callable

import pytest

from hotline import tenancy
from hotline.kernel.permissions import Role
from hotline.notify.models import OutgoingMessage
from tenants.local.citizens import actions as citizens
from tests.api.conftest import Browser

pytestmark = pytest.mark.django_db
People = Callable[..., Browser]
BEGIN = """mutation($n: String!, $b: String!, $c: Boolean, $k: String!, $a: String) {
  textBegin(number: $n, body: $b, consent: $c, key: $k, caseNumber: $a) {
  text { number state doneBy messages { body state writtenBy } } errors { code field message } } }"""
WHO = """query($n: String!) { textRecipient(number: $n) {
  number numberLocal sender stoppedAt unwelcome needsConsent citizenName conversation open takenBy } }"""


def test_begun_with_somebody_who_is_known(browser: People) -> None:
    with tenancy.entered("east"):
        citizens.do_remember_citizen("李先生", "+8613800001111")
    seen = browser("east", Role.AGENT)
    name = seen.data("{ viewer { displayName } }")["viewer"]["displayName"]
    who = seen.data(WHO, n="138 0000 1111")["textRecipient"]
    assert who == {
        "number": "+8613800001111", "numberLocal": "138 0000 1111", "sender": "", "stoppedAt": None,
        "unwelcome": False, "needsConsent": False, "citizenName": "李先生", "conversation": None, "open": False,
        "takenBy": "",
    }  # fmt: skip
    for _ in range(2):
        begun = seen.data(BEGIN, n="138 0000 1111", b="请补充地点", k="k1")["textBegin"]
        assert begun["errors"] == []
        assert begun["text"] == {
            "number": "+8613800001111",
            "state": "BEGUN",
            "doneBy": name,
            "messages": [{"body": "【12345】请补充地点", "state": "QUEUED", "writtenBy": name}],
        }
    assert seen.data(WHO, n="13800001111")["textRecipient"]["conversation"] is not None
    (row,) = seen.data("{ texts(box: BEGUN) { items { lastText } } }")["texts"]["items"]
    assert row == {"lastText": "请补充地点"}


def test_refused_in_words(browser: People) -> None:
    seen = browser("east", Role.AGENT)
    for number, code, field in (
        ("13800001111", "TEXT_CONSENT_NEEDED", "consent"),
        ("010 6512 3456", "NOT_A_TEXT_NUMBER", "number"),
        ("abc", "INVALID", "number"),
        ("", "REQUIRED", "number"),
    ):
        (error,) = seen.data(BEGIN, n=number, b="x", k="k")["textBegin"]["errors"]
        assert (error["code"], error["field"], error["message"][-1]) == (code, field, "。")
    assert seen.data(WHO, n="010 6512 3456")["textRecipient"] is None
    (error,) = seen.data(BEGIN, n="13800001111", b="x", k="k", c=True, a="02209901010001")["textBegin"]["errors"]
    assert (error["code"], error["field"]) == ("NOT_FOUND", "caseNumber")
    reader = browser("east", Role.ASSESSOR)
    assert reader.code(BEGIN, n="13800001111", b="x", k="k", c=True) == "FORBIDDEN"
    assert reader.code(WHO, n="13800001111") == "FORBIDDEN"
    with tenancy.entered("east"):
        assert OutgoingMessage.objects.count() == 0


def test_ready_beginnings(browser: People) -> None:
    asked = "query($l: String) { textPhrases(locale: $l, opening: true) { key text } }"
    seen = browser("east", Role.AGENT)
    english, chinese = (seen.data(asked, l=locale)["textPhrases"] for locale in ("en", "zh-Hant"))
    keys = ["missed", "details", "progress", "resolved"]
    assert [each["key"] for each in english] == [each["key"] for each in chinese] == keys
    assert (english[0]["text"][:11], chinese[0]["text"][:2]) == ("We tried to", "我們")
