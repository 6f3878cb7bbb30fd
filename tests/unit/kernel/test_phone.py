"""Telephone numbers: one form inside, the local form for people, the trunk's form for dialling."""

import pytest

from hotline.kernel.phone import dial_form, local_form, to_e164


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("13800000001", "+8613800000001"),
        ("138 0000 0001", "+8613800000001"),
        ("138-0000-0001", "+8613800000001"),
        ("+8613800000001", "+8613800000001"),
        ("008613800000001", "+8613800000001"),
        ("8613800000001", "+8613800000001"),
        ("013800000001", "+8613800000001"),
        ("sip:13800000001@10.0.0.1", "+8613800000001"),
        ("65123456", "+861065123456"),
        ("6512345", "+86106512345"),
        ("01065123456", "+861065123456"),
        ("057188881234", "+8657188881234"),
        ("+1 (212) 555-0100", "+12125550100"),
        ("0012125550100", "+12125550100"),
    ],
)
def test_every_writing_becomes_one_number(raw: str, number: str) -> None:
    assert to_e164(raw) == number


@pytest.mark.parametrize(
    "raw", ["", "  ", "anonymous", "Unavailable", "110", "12345", "abc", "web-1", "+", "1380000000x", "9" * 30]
)
def test_withheld_short_and_senseless_numbers_are_none(raw: str) -> None:
    assert to_e164(raw) == ""


def test_local_numbers_get_the_citys_area_code() -> None:
    assert to_e164("88881234", area_code="571") == "+8657188881234"


@pytest.mark.parametrize(
    ("number", "local", "dialled"),
    [
        ("+8613800000001", "138 0000 0001", "13800000001"),
        ("+861065123456", "010 6512 3456", "65123456"),
        ("+8657188881234", "0571 8888 1234", "057188881234"),
        ("+12125550100", "+1 212-555-0100", "0012125550100"),
        ("", "", ""),
        ("anonymous", "anonymous", "anonymous"),
    ],
)
def test_how_it_is_shown_and_dialled(number: str, local: str, dialled: str) -> None:
    assert (local_form(number), dial_form(number)) == (local, dialled)


@pytest.mark.parametrize("raw", ["13800000001", "65123456", "057188881234", "+12125550100"])
def test_what_is_dialled_comes_back_as_the_same_number(raw: str) -> None:
    number = to_e164(raw)
    assert to_e164(dial_form(number)) == number
