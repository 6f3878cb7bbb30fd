"""Words that stop and start, case numbers in a message, the language of an answer."""

import pytest

from tenants.local.texts.rules import kind_of, locale_of, numbers_in


@pytest.mark.parametrize(
    ("body", "told", "kind"),
    [
        ("STOP", "", "STOP"),
        (" stop. ", "", "STOP"),
        ("Stop all", "", "STOP"),
        ("退订", "", "STOP"),
        ("“退訂”！", "", "STOP"),
        ("TD", "", "STOP"),
        ("ARRET", "STOP", "STOP"),  # a word that only the carrier knows
        ("START", "", "START"),
        ("恢复", "", "START"),
        ("DEBUT", "START", "START"),
        ("HELP", "HELP", "TEXT"),
        ("请不要 stop 供水", "", "TEXT"),
        ("不想退订", "", "TEXT"),
        ("", "", "TEXT"),
    ],
)
def test_what_a_message_says(body: str, told: str, kind: str) -> None:
    assert kind_of(body, told) == kind


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("工单26070402000171怎么样了", ["26070402000171"]),
        ("26070402000171 26070402000171, 26070402000189", ["26070402000171", "26070402000189"]),
        ("电话13800001111", []),
        ("260704020001712", []),
    ],
)
def test_numbers_that_could_be_a_case(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "locale"), [("好的", "zh-Hans"), ("Thank you", "en"), ("OK，收到", "zh-Hans"), ("", "en")]
)
def test_the_language_of_an_answer(text: str, locale: str) -> None:
    assert locale_of(text) == locale
