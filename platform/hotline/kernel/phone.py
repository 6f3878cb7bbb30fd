"""Telephone numbers: one form inside (E.164, ``+8613800000001``), the local form for people. Pure.

Here belongs what turns numbers from one writing into another; who a number belongs to is not decided here.
"""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

_ANONYMOUS = frozenset({"anonymous", "unavailable", "unknown", "restricted", "private", "withheld"})
_NOISE = re.compile(r"[\s().\-/\u00a0\u3000]+")
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}")
_CHINESE_LOCAL = re.compile(r"[2-9]\d{6,7}")
_SHORT_DIGITS = 6


@lru_cache(maxsize=65536)
def to_e164(raw: str, country: str = "CN", area_code: str = "10") -> str:
    """``raw`` as E.164, "" when withheld or no number. ``area_code`` (without trunk prefix) completes local
    numbers.

    China: 7 or 8 digits are local, ``1xxxxxxxxxx`` mobile, ``0…`` long distance, ``00…`` and ``+…`` international;
    an international number that comes without its ``+`` (``8613800000001``) is taken as such.
    """
    text = _NOISE.sub("", raw.strip())
    if text.lower().startswith(("sip:", "sips:", "tel:")):
        text = text.partition(":")[2].partition("@")[0].partition(";")[0]
    if not text or text.lower() in _ANONYMOUS:
        return ""
    if text.startswith("00"):
        text = "+" + text[2:]
    if not re.fullmatch(r"\+?\d+", text):
        return ""
    if country == "CN" and not text.startswith("+"):
        text = _complete_chinese(text, area_code)
    elif not text.startswith("+") and len(text) in (7, 8) and not text.startswith("0"):
        text = area_code + text
    return _parsed(text, country)


def _complete_chinese(text: str, area_code: str) -> str:
    if _CHINESE_MOBILE.fullmatch(text):
        return "+86" + text
    if re.fullmatch(r"01[3-9]\d{9}", text):  # a mobile number dialled as long distance
        return "+86" + text[1:]
    if _CHINESE_LOCAL.fullmatch(text):
        return "+86" + area_code + text
    if text.startswith("86") and len(text) >= 12:
        return "+" + text
    return text


def _parsed(text: str, country: str) -> str:
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    if len(str(number.national_number)) < _SHORT_DIGITS:
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


@lru_cache(maxsize=65536)
def local_form(number: str, country: str = "CN") -> str:
    """An E.164 number as people of ``country`` write it: ``138 0000 0001``, ``010 6512 3456``; abroad with ``+``.

    What is no E.164 number is given back unchanged."""
    try:
        parsed = phonenumbers.parse(number, None)
    except NumberParseException:
        return number
    at_home = parsed.country_code == phonenumbers.country_code_for_region(country)
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


@lru_cache(maxsize=65536)
def dial_form(number: str, country: str = "CN", area_code: str = "10") -> str:
    """An E.164 number as the trunk wants it dialled: local without area code, mobile plain, long distance ``0…``,
    abroad ``00…``. What is no E.164 number is given back unchanged."""
    try:
        parsed = phonenumbers.parse(number, None)
    except NumberParseException:
        return number
    code = phonenumbers.country_code_for_region(country)
    national = phonenumbers.national_significant_number(parsed)
    if parsed.country_code != code:
        return f"00{parsed.country_code}{national}"
    if country != "CN":
        return national
    if _CHINESE_MOBILE.fullmatch(national):
        return national
    if national.startswith(area_code) and _CHINESE_LOCAL.fullmatch(national[len(area_code) :]):
        return national[len(area_code) :]
    return "0" + national


_NO_TEXTS = frozenset(
    {
        phonenumbers.PhoneNumberType.FIXED_LINE,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.UAN,
        phonenumbers.PhoneNumberType.VOICEMAIL,
        phonenumbers.PhoneNumberType.PAGER,
    }
)


def takes_texts(number: str) -> bool:
    """May an E.164 number be that of a telephone which takes text messages? False for fixed lines and services."""
    try:
        return phonenumbers.number_type(phonenumbers.parse(number, None)) not in _NO_TEXTS
    except NumberParseException:
        return False


@lru_cache(maxsize=65536)
def kind_of(number: str, country: str = "CN", area_code: str = "10") -> str:
    """What a call to an E.164 number is, for its price: LOCAL, MOBILE, DOMESTIC, SERVICE (toll-free, shared cost),
    PREMIUM or INTERNATIONAL. What cannot be told at home is DOMESTIC; what is no number, PREMIUM."""
    try:
        parsed = phonenumbers.parse(number, None)
    except NumberParseException:
        return "PREMIUM"
    kind = phonenumbers.number_type(parsed)
    if parsed.country_code != phonenumbers.country_code_for_region(country):
        return "INTERNATIONAL"
    if kind == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return "PREMIUM"
    if kind in (phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.SHARED_COST):
        return "SERVICE"
    if kind == phonenumbers.PhoneNumberType.MOBILE:
        return "MOBILE"
    national = phonenumbers.national_significant_number(parsed)
    return "LOCAL" if national.startswith(area_code) else "DOMESTIC"
